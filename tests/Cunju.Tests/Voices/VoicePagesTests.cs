using System.Net;
using Cunju.App.Voices;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Cunju.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Voices;

/// <summary>A resident and those who answer, on the real server.</summary>
public sealed class VoicePagesTests
{
    private const string Index = $"/{TestCell.Village}/voices";
    private const string First = $"{Index}/2023-001";
    private const string Follow = "/say/follow";
    private const string Complaint = "九月的支出合计和明细对不上。";

    [Fact]
    public async Task A_resident_objects_is_answered_turns_to_the_township_and_reads_it_all_by_the_code()
    {
        await using var site = await TestSite.Start("2023-09-20");
        var disclosure = await VoiceScene.Publish(site);
        using var anyone = new Browser(site.Address);
        await anyone.Go($"/{TestCell.Village}/open/disclosures/{disclosure.Number}");
        await anyone.Follow("提意见、问一问");
        Assert.Equal($"/{TestCell.Village}/say?about={disclosure.Number}", anyone.Path);
        Assert.Contains("9月", anyone.Text);
        await anyone.Press(
            "提交",
            ("Kind", nameof(VoiceKind.Content)),
            ("ConcernsCadres", "false"),
            ("Text", Complaint),
            ("Name", "三组老周")
        );
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
        var code = VoiceScene.CodeOn(anyone);
        Assert.NotEmpty(code);
        Assert.DoesNotContain(code, anyone.Path);
        // The twenty-third is a Saturday.
        Assert.Contains("2023年9月25日以前", anyone.Text);

        // Both sides see the clock.
        // What was answered to a form cannot be asked for again by its address: nothing on it leads away from the code by a slip of the finger.
        Assert.Empty(anyone.Page.QuerySelectorAll("[name=mode],[name=lang]"));
        await Followed(anyone, code);
        Assert.Contains("还有5天", anyone.Text);
        Assert.Contains(Complaint, anyone.Text);
        using var atFirst = await site.Browse(TestCell.Village, "clerk");
        await atFirst.Go($"/{TestCell.Village}/desk");
        Assert.Contains("还有5天", atFirst.Text);
        await atFirst.Go(Index);
        await atFirst.Follow("对公开的内容有疑问");
        Assert.Contains(Complaint, atFirst.Text);
        Assert.Contains("三组老周", atFirst.Text);
        using var stranger = await site.Browse(TestCell.Township, "township-officer");
        await stranger.Go(First);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);

        site.Cell.Clock.Set("2023-09-26");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("已超1天", clerk.Text);
        await clerk.Go(First);
        await clerk.Press("答复", ("Text", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Press("答复", ("Text", "明细漏了一行，请看公开栏。"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("已答复", clerk.Text);

        await Followed(anyone, code);
        Assert.Contains("明细漏了一行", anyone.Text);
        await anyone.Press("不满意，向镇街反映", ("Text", "看了还是不对，会计不肯给我看单子。"));
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
        // Ten days end on 6 October, in the holiday.
        Assert.Contains("还有11天", anyone.Text);

        // The village sees that it was taken further and by when, not what was said of it.
        await clerk.Go(First);
        Assert.Contains("向镇街反映", clerk.Text);
        Assert.DoesNotContain("会计不肯", clerk.Text);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("居民不满意答复，向镇街反映，还有11天", officer.Text);
        await officer.Go($"/{TestCell.Township}/voices");
        await officer.Follow("对公开的内容有疑问");
        Assert.Contains("会计不肯", officer.Text);
        await officer.Press("镇街答复", ("Text", "已到村里核对，村里明天更正。"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        await Followed(anyone, code);
        Assert.Contains("已到村里核对", anyone.Text);
        Assert.Empty(anyone.Page.QuerySelectorAll("textarea"));
        await clerk.Go(First);
        Assert.Contains("已到村里核对", clerk.Text);
        Assert.Empty(await site.Differences());
        // It counts for nothing.
        Assert.DoesNotContain(await site.Cell.Records(), row => row.CaseProcedure == "voices");
    }

    [Fact]
    public async Task A_published_answer_stands_below_what_it_is_about_without_the_resident()
    {
        await using var site = await TestSite.Start("2023-09-20");
        var disclosure = await VoiceScene.Publish(site);
        var page = $"/{TestCell.Village}/open/disclosures/{disclosure.Number}";
        await VoiceScene.Say(site, about: disclosure.Number, name: "三组老周");
        await VoiceScene.Say(site, "给我一个人说说就行。", about: disclosure.Number);
        await VoiceScene.Correct(site, disclosure);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(First);
        (string, string)[] answer = [("Text", "漏加了一笔运费，多谢提醒。"), ("Corrected", "true"), ("Publish", "true")];
        await clerk.Press("答复", [.. answer, ("Gist", "三组老周问的支出合计")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Press("答复", [.. answer, ("Gist", "支出合计为什么和明细不一样？")]);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        await clerk.Go($"{Index}/2023-002");
        await clerk.Press("答复", ("Text", "只给本人的答复。"));
        using var anyone = new Browser(site.Address);
        await anyone.Go(page);
        Assert.Contains("支出合计为什么和明细不一样？", anyone.Text);
        Assert.Contains("漏加了一笔运费", anyone.Text);
        Assert.Contains("确有错误，已在第2版更正", anyone.Text);
        Assert.All(["三组老周", Complaint, "只给本人", "一个人说说"], words => Assert.DoesNotContain(words, anyone.Text));
    }

    [Fact]
    public async Task An_answer_that_is_taken_back_is_gone_from_the_board_and_still_the_residents()
    {
        await using var site = await TestSite.Start("2023-09-20");
        var (disclosure, code) = await VoiceScene.Answered(site);
        using var anyone = new Browser(site.Address);
        await anyone.Go($"/{TestCell.Village}/open/disclosures/{disclosure.Number}");
        Assert.Contains("合计为什么和明细不一样", anyone.Text);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(First);
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(First);
        await clerk.Press("不再公开这条答复");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("起不再公开", clerk.Text);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await anyone.Go($"/{TestCell.Village}/open/disclosures/{disclosure.Number}");
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
        Assert.All(["合计为什么和明细不一样", "漏加了一笔运费"], words => Assert.DoesNotContain(words, anyone.Text));
        await Followed(anyone, code);
        Assert.Contains("漏加了一笔运费", anyone.Text);
        Assert.DoesNotContain("已登在公开栏上", anyone.Text);
    }

    [Fact]
    public async Task An_answer_about_what_is_withheld_is_not_read_either()
    {
        await using var site = await TestSite.Start("2023-09-20");
        var (disclosure, code) = await VoiceScene.Answered(site);
        var page = $"/{TestCell.Village}/open/disclosures/{disclosure.Number}";
        await VoiceScene.Does(site, site.Cell.Everyone(TestCell.Village), disclosure, new Core.Disclosures.WithholdDisclosure());
        using var anyone = new Browser(site.Address);
        foreach (var edition in new[] { 1, 2 })
        {
            await anyone.Go(page);
            Assert.Equal(HttpStatusCode.OK, anyone.Status);
            Assert.All(["合计为什么和明细不一样", "漏加了一笔运费"], words => Assert.DoesNotContain(words, anyone.Text));
            if (edition == 1)
            {
                // The edition that comes after does not bring it back.
                CaseKey key = new(TestCell.Village, VoiceProcedure.Disclosures, disclosure.Number);
                await VoiceScene.Correct(site, await site.Cell.Find<Core.Disclosures.Disclosure>(key));
            }
        }

        await Followed(anyone, code);
        Assert.Contains("漏加了一笔运费", anyone.Text);
    }

    [Fact]
    public async Task Who_does_not_wait_turns_to_the_township_and_both_answer()
    {
        await using var site = await TestSite.Start();
        var code = await VoiceScene.Say(site);
        using var anyone = new Browser(site.Address);
        await Followed(anyone, code);
        Assert.Contains("该答复的照样要答复", anyone.Text);
        await anyone.Press("向镇街反映", ("Text", "想请镇里直接看看。"));
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
        Assert.Contains("也还应当在", anyone.Text);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("居民已向镇街反映，本单位仍要答复；等答复，还有4天", clerk.Text);
        await clerk.Go(Index);
        Assert.Contains("镇街还有11天，石岩村还有4天", clerk.Text);
        await clerk.Go(First);
        Assert.DoesNotContain("直接看看", clerk.Text);
        await clerk.Press("答复", ("Text", "明细漏了一行。"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(First);
        Assert.Contains("想请镇里直接看看", officer.Text);
        await officer.Press("镇街答复", ("Text", "已核实。"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        await Followed(anyone, code);
        Assert.All(["明细漏了一行。", "已核实。"], words => Assert.Contains(words, anyone.Text));
    }

    [Fact]
    public async Task The_list_has_all_that_waits_the_oldest_first_and_older_answers_by_their_year()
    {
        await using var site = await TestSite.Start("2022-12-20");
        var all = site.Cell.Everyone(TestCell.Village);
        await Answered("老账");
        var waits = await Raised("等得最久");
        site.Cell.Clock.Set("2023-10-12");
        for (var i = 1; i < VoicePages.MostAnswered; i++)
        {
            await Answered($"第{i}问");
        }

        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Index);
        Assert.DoesNotContain("更早的，按年看", clerk.Text);
        var last = await Raised("刚提的");
        await Answered("再一问");
        await clerk.Go(Index);
        string[] rows = [.. clerk.Page.QuerySelectorAll("main tbody a").Select(link => link.GetAttribute("href")!)];
        Assert.Equal([$"{Index}/{waits}", $"{Index}/{last}"], rows[..2]);
        Assert.Equal(VoicePages.MostAnswered + 2, rows.Length);
        Assert.DoesNotContain($"{Index}/2022-001", rows);
        Assert.Contains("更早的，按年看", clerk.Text);
        await clerk.Follow("2022年");
        Assert.Equal($"{Index}?year=2022", clerk.Path);
        Assert.Equal(
            [$"{Index}/{waits}", $"{Index}/2022-001"],
            clerk.Page.QuerySelectorAll("main tbody a").Select(link => link.GetAttribute("href"))
        );
        await clerk.Go($"{Index}?year=2023");
        Assert.Equal(VoicePages.MostAnswered + 1, clerk.Page.QuerySelectorAll("main tbody tr").Length);

        async Task Answered(string text)
        {
            var number = await Raised(text);
            await site.Cell.Does(all, VoiceProcedure.Table, TestCell.Village, number, new AnswerVoice { Text = "看公开栏。", Seen = 1 });
        }

        async Task<string> Raised(string text) => (
                await site.Cell.Does(
                    all,
                    VoiceProcedure.Table,
                    TestCell.Village,
                    null,
                    new RaiseVoice
                    {
                        Place = TestCell.Village,
                        Kind = VoiceKind.Question,
                        ConcernsCadres = false,
                        Text = text,
                        Receipt = ReceiptCode.Digest(ReceiptCode.Of(text)),
                    }
                )
            ).Key.Number;
    }

    [Fact]
    public async Task What_is_refused_stays_in_the_form_and_says_why()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Browser(site.Address);
        await anyone.Go(VoiceScene.Form);
        await anyone.Press("提交", ("Kind", nameof(VoiceKind.Question)), ("Text", "打我电话13800138000"), ("ConcernsCadres", "false"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anyone.Status);
        Assert.Contains("我们不需要", anyone.Text);
        Assert.Equal("打我电话13800138000", anyone.Page.QuerySelector("[name=Text]")!.TextContent);
        await anyone.Press("提交", ("Text", "什么时候发种子？"));
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
        Assert.NotEmpty(VoiceScene.CodeOn(anyone));
        foreach (
            var address in new[]
            {
                $"{VoiceScene.Form}?about=2023-009",
                $"/{TestCell.Township}/say",
                $"/{TestCell.District}/say",
                "/999999999999/say",
            }
        )
        {
            await anyone.Go(address);
            Assert.Equal(HttpStatusCode.NotFound, anyone.Status);
        }
    }

    [Fact]
    public async Task A_second_tap_is_the_same_voice_and_the_same_code()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Browser(site.Address);
        await anyone.Go(VoiceScene.Form);
        var key = anyone.Page.QuerySelector("[name=Key]")!.GetAttribute("value")!;
        (string, string)[] said = [("Kind", "Question"), ("ConcernsCadres", "false"), ("Text", "什么时候发种子？"), ("Key", key)];
        await anyone.Press("提交", said);
        var code = VoiceScene.CodeOn(anyone);
        await anyone.Go(VoiceScene.Form);
        await anyone.Press("提交", said);
        Assert.Equal(code, VoiceScene.CodeOn(anyone));
        await using var db = site.Cell.Cell.Open();
        Assert.Equal(1, await db.Set<Voice>().CountAsync(TestContext.Current.CancellationToken));
        // Other words under the same mark are not lost in it either: they are refused.
        await anyone.Go(VoiceScene.Form);
        await anyone.Press("提交", [.. said[..2], ("Text", "别的事"), said[3]]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anyone.Status);
        Assert.Contains("已经交过了", anyone.Text);
    }

    [Fact]
    public async Task Nothing_of_the_resident_is_kept_but_the_words()
    {
        await using var site = await TestSite.Start();
        var code = await VoiceScene.Say(site, "种子款的事。", name: "三组老周");
        await using var db = site.Cell.Cell.Open();
        var lines = await db.Journal.Where(line => line.Procedure == "voices").ToListAsync(TestContext.Current.CancellationToken);
        var line = Assert.Single(lines);
        Assert.Equal("resident", line.Account);
        Assert.All(["种子款", "三组老周", code, "127.0.0.1"], word => Assert.DoesNotContain(word, line.Payload));
        var voice = await db.Set<Voice>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ReceiptCode.Digest(code), voice.Receipt);
        // Not even the attempts of who signs in, which would tell an address by its digest.
        Assert.False(await db.Set<App.People.Attempt>().AnyAsync(TestContext.Current.CancellationToken));
        Assert.False(await db.Set<App.People.Session>().AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_without_the_code_reads_anything_and_a_wrong_code_is_told_so()
    {
        await using var site = await TestSite.Start();
        await VoiceScene.Say(site);
        using var anyone = new Browser(site.Address);
        await anyone.Go(Follow);
        await anyone.Press("看答复", ("Code", ReceiptCode.Of("another")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anyone.Status);
        Assert.DoesNotContain(Complaint, anyone.Text);
        await anyone.Press("看答复", ("Code", "1234"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, anyone.Status);
        using var neighbour = await site.Browse(TestCell.OtherVillage, "clerk");
        await neighbour.Go(First);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.Status);
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        foreach (var address in new[] { First, Index, $"/{TestCell.Township}/voices" })
        {
            await bureau.Go(address);
            Assert.Equal(HttpStatusCode.NotFound, bureau.Status);
        }
    }

    [Fact]
    public async Task What_concerns_cadres_is_answered_by_the_township_in_ten_days()
    {
        await using var site = await TestSite.Start();
        var code = await VoiceScene.Say(site, "村里发种子先发给干部亲戚。", aboutCadres: true);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("涉及村（社区）干部的意见，等镇街答复，还有11天", officer.Text);
        await officer.Go($"/{TestCell.Township}/voices/2023-001");
        Assert.Contains("先发给干部亲戚", officer.Text);
        Assert.Null(officer.Page.QuerySelector("[name=Publish]"));
        await officer.Press("答复", ("Text", "已派人核实。"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        using var anyone = new Browser(site.Address);
        await Followed(anyone, code);
        Assert.Contains("已派人核实。", anyone.Text);
        Assert.Empty(anyone.Page.QuerySelectorAll("textarea"));
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task Somebody_without_a_phone_is_written_down_for_and_gets_a_receipt()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Index);
        await clerk.Follow("代录一条");
        (string, string)[] said =
        [
            ("Kind", nameof(VoiceKind.Question)),
            ("Text", "低保什么时候发？"),
            ("Why", nameof(AssistReason.Elderly)),
        ];
        await clerk.Press("录好，出回执", [.. said, ("ConcernsCadres", "true")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("这里不代录", clerk.Text);
        await clerk.Press("录好，出回执", [.. said, ("ConcernsCadres", "false")]);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var code = VoiceScene.CodeOn(clerk);
        Assert.NotEmpty(code);
        Assert.NotNull(clerk.Page.QuerySelector("[data-print]"));
        await clerk.Go(First);
        Assert.Contains("村文书代录（老人不会用手机）", clerk.Text);
        using var anyone = new Browser(site.Address);
        await Followed(anyone, code);
        Assert.Contains("代录：老人不会用手机", anyone.Text);
        // A supervisor writes down and does not answer.
        using var supervisor = await site.Browse(TestCell.Village, "supervision-member");
        await supervisor.Go(First);
        Assert.Empty(supervisor.Page.QuerySelectorAll("main form.act"));
        await supervisor.Go($"{Index}/new/record-voice");
        Assert.Equal(HttpStatusCode.OK, supervisor.Status);
        using var accountant = await site.Browse(TestCell.Village, "accountant");
        await accountant.Go($"{Index}/new/record-voice");
        Assert.Equal(HttpStatusCode.NotFound, accountant.Status);
        // The township writes down what the village must not.
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"/{TestCell.Township}/voices/new/record-voice");
        await officer.Press("录好，出回执", [.. said, ("Place", TestCell.Village)]);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        await officer.Go($"/{TestCell.Township}/voices/2023-001");
        Assert.Contains("镇街经办代录", officer.Text);
    }

    [Fact]
    public async Task Who_posts_too_often_must_wait_and_what_was_typed_stays()
    {
        await using var site = await TestSite.Start();
        using var anyone = new Browser(site.Address);
        await anyone.Go(Follow);
        for (var i = 0; i < SayFence.Most; i++)
        {
            await anyone.Press("看答复", ("Code", "2222"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, anyone.Status);
        }

        await anyone.Press("看答复", ("Code", "2222"));
        Assert.Equal(HttpStatusCode.TooManyRequests, anyone.Status);
        await anyone.Go(VoiceScene.Form);
        await anyone.Press("提交", ("Kind", "Question"), ("ConcernsCadres", "false"), ("Text", "种子"));
        Assert.Equal(HttpStatusCode.TooManyRequests, anyone.Status);
        Assert.Equal("种子", anyone.Page.QuerySelector("[name=Text]")!.TextContent);
    }

    [Fact]
    public async Task Nobody_in_office_can_act_as_a_resident()
    {
        await using var site = await TestSite.Start();
        await VoiceScene.Say(site);
        string[] offices = [.. TestCell.Data.Offices.All.Where(office => !office.Titles.IsEmpty).Select(office => office.Id)];
        Assert.DoesNotContain(VoiceProcedure.Raise.Id, TestCell.Data.Offices.PermissionsOf(offices));
        var actor = site.Cell.Office(TestCell.Village, offices);
        foreach (
            Act act in new Act[]
            {
                new RaiseVoice(),
                new AppealVoice { Seen = 1 },
            }
        )
        {
            var number = act is RaiseVoice ? null : "2023-001";
            Assert.Equal(["hidden"], await site.Cell.IsRefused(actor, VoiceProcedure.Table, TestCell.Village, number, act));
        }
    }

    private static async Task Followed(Browser anyone, string code)
    {
        await anyone.Go(Follow);
        await anyone.Press("看答复", ("Code", code.ToLowerInvariant()));
        Assert.True(anyone.Status == HttpStatusCode.OK, anyone.Text);
        Assert.DoesNotContain(code, anyone.Path, StringComparison.OrdinalIgnoreCase);
    }
}
