using System.Net;
using Cunju.Core.Disclosures;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>名单上的名字: in full while the law wants them shown, the family name alone afterwards; on every way a resident can take.</summary>
public sealed class ListedNamesTests
{
    private const string Page = $"/{TestCell.Village}/open/disclosures/2023-001";

    [Theory]
    [InlineData("姓名\t组别\n李建国\t2组", "姓名\t组别\n李**\t2组")]
    [InlineData(
        "低保名单\n户主姓名\t人数\t金额\n欧阳明月\t3\t900\n张　三\t1\t300",
        "低保名单\n户主姓名\t人数\t金额\n欧**\t3\t900\n张**\t1\t300"
    )]
    [InlineData("2023年临时救助\t\n救助对象\t金额\n买买提·艾力\t500", "2023年临时救助\t\n救助对象\t金额\n买**\t500")]
    [InlineData("领取人\t事由\n李建国、王芳（代）\t慰问", "领取人\t事由\n李**、王**（代）\t慰问")]
    [InlineData("姓名\t金额\n李建国\t300\n合计\t300", "姓名\t金额\n李**\t300\n合计\t300")]
    [InlineData("序号\t慰问对象\n1\t李建国\n\n项目\t对象\n路灯\t李家院子", "序号\t慰问对象\n1\t李**\n\n项目\t对象\n路灯\t李家院子")]
    [InlineData(
        "类别\t单位或个人\t事由\n债务\t李建国\t材料款\n债务\t玉峰建材公司\t材料款",
        "类别\t单位或个人\t事由\n债务\t李**\t材料款\n债务\t玉峰建材公司\t材料款"
    )]
    [InlineData(
        "救助对象\t类别\t金额\n李建国\t低保户\t300\n王芳\t困难户\t300",
        "救助对象\t类别\t金额\n李**\t低保户\t300\n王**\t困难户\t300"
    )]
    [InlineData("姓名\t类别\n李建国\t低保户\n王芳\t特困人员", "姓名\t类别\n李**\t低保户\n王**\t特困人员")]
    [InlineData("姓名\t金额\n一组\n李建国\t300\n\n二组\n王芳\t300", "姓名\t金额\n一组\n李**\t300\n\n二组\n王**\t300")]
    [InlineData("序号\t姓名（户主）\t2023年补助标准（元）\n1\t李建国\t300", "序号\t姓名（户主）\t2023年补助标准（元）\n1\t李**\t300")]
    [InlineData("姓名\t发放\t发放\n\t月份\t金额\n李建国\t9月\t300", "姓名\t发放\t发放\n\t月份\t金额\n李**\t9月\t300")]
    [InlineData(
        "序号\t享受项目\t户主姓名\n1\t医疗救助项目\t李建国\n\t教育救助项目\n2\t临时救助项目\t王芳",
        "序号\t享受项目\t户主姓名\n1\t医疗救助项目\t李**\n\t教育救助项目\n2\t临时救助项目\t王**"
    )]
    // A name's cell that is merged with those below it leaves a line empty there; that line heads nothing.
    [InlineData(
        "姓名\t享受项目\n李建国\t医疗救助项目\n\t教育救助项目\n王芳\t临时救助项目",
        "姓名\t享受项目\n李**\t医疗救助项目\n\t教育救助项目\n王**\t临时救助项目"
    )]
    [InlineData(
        "姓名\t项目\t来源\n李建国\t改厕\t县级资金\n\t危房改造项目\t县级资金\n王芳\t改厕\t县级资金",
        "姓名\t项目\t来源\n李**\t改厕\t县级资金\n\t危房改造项目\t县级资金\n王**\t改厕\t县级资金"
    )]
    [InlineData("姓名\t金额\n李建国\t300\n\n项目\t金额\n路灯\t300", "姓名\t金额\n李**\t300\n\n项目\t金额\n路灯\t300")]
    public void Columns_of_names_keep_the_family_name_alone(string text, string shortened) =>
        Assert.Equal(shortened, ListedNames.Shortened(text));

    [Theory]
    // Several in one cell, whatever stands between them.
    [InlineData("李建国 王芳 张三", "李** 王** 张**")]
    [InlineData("李建国　王 芳　张三", "李**　王**　张**")]
    [InlineData("1.李建国；2.王芳", "1.李**；2.王**")]
    [InlineData("李建国300元 王芳200元", "李**300元 王**200元")]
    [InlineData("李建国和王芳", "李**和王**")]
    [InlineData("李和平和王芳", "李**和王**")]
    // One with blanks in it is one.
    [InlineData("李 建国", "李**")]
    [InlineData("张　三", "张**")]
    [InlineData("李 建 国", "李**")]
    [InlineData("欧阳 明月", "欧**")]
    [InlineData("王 芳 李 强", "王** 李**")]
    // What is added stands as it stood.
    [InlineData("李建国等5人", "李**等5人")]
    [InlineData("李建国 等 5 人", "李** 等 5 人")]
    [InlineData("李建国、王芳等五户", "李**、王**等五户")]
    [InlineData("李建国等人", "李**等人")]
    [InlineData("李建国等", "李**等")]
    [InlineData("李建国同志", "李**同志")]
    [InlineData("李建国户", "李**户")]
    [InlineData("2组李建国", "2组李**")]
    [InlineData("二组 李建国", "二组 李**")]
    [InlineData("李建国（3口人）", "李**（3口人）")]
    // A rare character is a character.
    [InlineData("李𬀩", "李**")]
    [InlineData("䶮小明", "䶮**")]
    // Nobody.
    [InlineData("一组", "一组")]
    [InlineData("玉峰建材公司", "玉峰建材公司")]
    [InlineData("村集体", "村集体")]
    [InlineData("12户", "12户")]
    [InlineData("全体农户", "全体农户")]
    [InlineData("合计", "合计")]
    public void A_cell_of_names_keeps_each_family_name_and_whatever_is_no_name(string cell, string shortened) =>
        Assert.Equal($"姓名\t金额\n{shortened}\t300", ListedNames.Shortened($"姓名\t金额\n{cell}\t300"));

    [Theory]
    [InlineData("农户")]
    [InlineData("户名")]
    [InlineData("往来户名")]
    [InlineData("领款人")]
    [InlineData("领款人签字")]
    [InlineData("收款人")]
    [InlineData("借款人")]
    [InlineData("承包人")]
    [InlineData("承包方")]
    [InlineData("承租人")]
    [InlineData("租户")]
    [InlineData("脱贫户")]
    [InlineData("五保户")]
    [InlineData("监测对象")]
    [InlineData("监测户")]
    [InlineData("低收入家庭")]
    [InlineData("受益人")]
    [InlineData("受益农户")]
    [InlineData("享受人")]
    [InlineData("申请人")]
    [InlineData("救助对象")]
    [InlineData("监护人")]
    [InlineData("受灾户")]
    [InlineData("种植户")]
    [InlineData("村民")]
    [InlineData("单位（个人）")]
    [InlineData("对象（姓名）")]
    public void People_are_headed_by_many_words(string head) =>
        Assert.Equal($"{head}\t金额\n李**\t300", ListedNames.Shortened($"{head}\t金额\n李建国\t300"));

    /// <summary>As the demo year writes it: a list of people in one subject, and books below.</summary>
    [Fact]
    public void A_list_of_people_leaves_the_books_below_it_readable()
    {
        const string Text = "【政务】\n临时救助发放情况\n姓名\t组别\t金额（元）\n梁某某\t4组\t1900\n【财务】\n收支平衡。\n【账表】\n";
        var book = new FinanceBook(new(2023, 6, 1), 94_050m, 95_850m)
        {
            Income = [new("公共区域广告位收入", "经营收入", 1800m)],
            Debts = [new(true, "门面承租户", "欠缴房租", new(2376m, 0m, 198m, 2178m))],
        };
        var content = DisclosureContent.Read(ListedNames.Shortened(Text + book.ToText()));
        Assert.Contains("梁**", content.TextOf(DisclosureSubject.Affairs), StringComparison.Ordinal);
        Assert.Equal(book, DisclosureCheck.BookIn(content.Books));
    }

    [Fact]
    public void A_line_of_words_that_head_columns_elsewhere_is_a_line_below_a_head() =>
        Assert.Equal(
            "姓名\t类别\t原类别\n李**\t监测户\t脱贫户\n王**\t低保户\t脱贫户",
            ListedNames.Shortened("姓名\t类别\t原类别\n李建国\t监测户\t脱贫户\n王芳\t低保户\t脱贫户")
        );

    [Theory]
    [InlineData("项目名称\t金额\t备注")]
    [InlineData("科目\t金额\t备注")]
    [InlineData("资金来源\t金额\t备注")]
    [InlineData("资金用途\t金额\t备注")]
    [InlineData("建设内容\t金额\t工程进度")]
    [InlineData("施工单位\t金额\t实施地点")]
    [InlineData("建设项目\t金额\t备注")]
    public void A_table_of_something_else_below_a_list_of_names_is_left_alone(string head)
    {
        Assert.Equal(
            $"姓名\t金额\n李**\t300\n\n{head}\n路灯维修\t300\t无\n蓄水池\t200\t二组",
            ListedNames.Shortened($"姓名\t金额\n李建国\t300\n\n{head}\n路灯维修\t300\t无\n蓄水池\t200\t二组")
        );
        Assert.Equal(Subjects("李**", head), ListedNames.Shortened(Subjects("李建国", head)));
    }

    [Fact]
    public void Names_head_nothing_in_another_subject_whatever_its_tables_are_headed_by() =>
        Assert.Equal(Subjects("李**", "工程\t造价\t验收"), ListedNames.Shortened(Subjects("李建国", "工程\t造价\t验收")));

    private static string Subjects(string name, string head) =>
        DisclosureContent
            .Of(
                [
                    (DisclosureSubject.Affairs, $"姓名\t金额\n{name}\t300"),
                    (DisclosureSubject.Finance, $"{head}\n路灯维修\t300\t无\n\n姓名\t金额\n{name}\t300"),
                ],
                null
            )
            .ToText();

    [Theory]
    [InlineData("书记李建国主持，三季度开展主题党日3次。")]
    [InlineData("项目\t经手人\t金额\n路灯电费\t李建国\t300")]
    [InlineData("组别\t户数\n一组\t12\n二组\t9")]
    [InlineData("")]
    public void Everything_else_stays_as_it_is(string text) => Assert.Equal(text, ListedNames.Shortened(text));

    [Fact]
    public async Task After_the_term_the_page_shortens_them_and_offers_no_text_that_would_seem_forged()
    {
        await using var site = await TestSite.Start("2023-10-15");
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-15");
        await Telling.Then(
            site.Cell,
            key,
            "2023-10-15",
            Telling.Again("2023-10-15") with
            {
                Affairs = "临时救助\n姓名\t金额\n李建国\t300",
            }
        );
        await Telling.PutUp(site.Cell, key, "2023-10-15");
        var shown = (await site.Cell.Find<Disclosure>(key)).Latest!;
        var last = OpenEditions.Find(await site.Cell.Find<Disclosure>(key), null)!.NamedUntil;
        Assert.Equal(shown.Sheets.Max(sheet => sheet.KeptUntil), last);

        using var resident = new Browser(site.Address);
        site.Cell.Clock.Set($"{last:yyyy-MM-dd}");
        await resident.Go(Page);
        Assert.Contains("李建国", resident.Text);
        Assert.Equal(shown.Digest, DisclosureContent.Digest((await Plain())!));

        site.Cell.Clock.Set($"{last.AddDays(1):yyyy-MM-dd}");
        foreach (var address in (string[])[Page, $"{Page}/1"])
        {
            await resident.Go(address);
            Assert.Equal(HttpStatusCode.OK, resident.Status);
            Assert.DoesNotContain("建国", resident.Page.DocumentElement.OuterHtml);
            Assert.Contains("李**", resident.Text);
            Assert.Contains("在网上只留姓", resident.Text);
            Assert.DoesNotContain("下载原文", resident.Text);
        }

        Assert.Null(await Plain());

        // Not by what a later edition changed either, and the later one names them in full again.
        await Telling.Then(
            site.Cell,
            key,
            $"{last.AddDays(1):yyyy-MM-dd}",
            new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves }
        );
        await Telling.Then(
            site.Cell,
            key,
            $"{last.AddDays(1):yyyy-MM-dd}",
            Telling.Again("2023-10-15") with
            {
                Affairs = "临时救助\n姓名\t金额\n王志强\t300",
            }
        );
        await Telling.PutUp(site.Cell, key, $"{last.AddDays(1):yyyy-MM-dd}");
        await resident.Go(Page);
        Assert.Contains("王志强", resident.Text);
        Assert.DoesNotContain("建国", resident.Page.DocumentElement.OuterHtml);
        await resident.Go($"{Page}/1");
        Assert.DoesNotContain("建国", resident.Page.DocumentElement.OuterHtml);

        async Task<string?> Plain()
        {
            using var http = new HttpClient { BaseAddress = site.Address };
            using var answer = await http.GetAsync(new Uri($"{Page}/text", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.StatusCode == HttpStatusCode.NotFound
                ? null
                : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
    }
}
