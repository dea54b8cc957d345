using System.Net;
using System.Text;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>October's disclosure of a village from the first look at the desk to the township's order to correct it, on the pages as people use them.</summary>
public sealed class DisclosurePagesTests
{
    private const string Village = $"/{TestCell.Village}";
    private const string Page = $"{Village}/disclosures/2023-001";

    [Fact]
    public async Task From_the_waiting_draft_to_the_board_to_the_township_and_back()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        using var supervisor = await site.Browse(TestCell.Village, "supervision-chair");
        await site.Seat(TestCell.Village, "supervision-member");
        await site.Seat(TestCell.Village, "supervision-member");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        using var resident = new Browser(site.Address);

        // The draft waits on the desk before anybody typed.
        await clerk.Go($"{Village}/desk");
        var waits = clerk
            .Page.QuerySelectorAll("a")
            .First(link => link.GetAttribute("href")!.Contains("draft-disclosure?Period=2023-10-15"));
        await clerk.Go(waits.GetAttribute("href")!);
        await clerk.Press(
            "保存草稿",
            ("Party", "三季度开展主题党日3次。"),
            ("Affairs", "姓名\t组别\t标准\n林某\t2组\t300"),
            ("Services", "办事窗口周一至周六开放。")
        );
        Assert.Equal((HttpStatusCode.OK, Page), (clerk.Status, clerk.Path));
        await clerk.Press("送监委会审查");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("还没有写财务", clerk.Text);

        await Import(clerk);

        await clerk.Press("送监委会审查");
        Assert.Contains("监委会审查中", clerk.Text);
        await supervisor.Go($"{Village}/desk");
        Assert.Contains(supervisor.Page.QuerySelectorAll("a"), link => link.GetAttribute("href") == Page);
        // Nobody reviews for the supervisors, and nobody outside reads a draft.
        Assert.DoesNotContain("审查通过", string.Concat(clerk.Page.QuerySelectorAll("button").Select(button => button.TextContent)));
        await resident.Go($"{Village}/open/disclosures/2023-001");
        Assert.Equal(HttpStatusCode.NotFound, resident.Status);
        await officer.Go(Page);
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);

        await supervisor.Go(Page);
        await supervisor.Press("退回，提出意见");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, supervisor.Status);
        await supervisor.Press("退回，提出意见", ("Opinion", "电费请写明是哪几盏路灯。"));
        Assert.Equal(HttpStatusCode.OK, supervisor.Status);
        await clerk.Go(Page);
        Assert.Contains("电费请写明是哪几盏路灯。", clerk.Text);
        await clerk.Press("采纳意见，修改");
        await clerk.Press("保存修改", ("Finance", "路灯32盏，在一组到四组。"));
        await clerk.Press("送监委会审查");
        await supervisor.Go(Page);
        await supervisor.Press("审查通过");
        Assert.Contains("审查通过，待联席会确定", supervisor.Text);

        await clerk.Go(Page);
        Assert.Contains("先登记会议", clerk.Text);
        // The meeting is written down on the way, also when it is refused at first, and leads back to what waits for it.
        await clerk.Follow("先登记会议");
        await clerk.Press("记好了", ("Eligible", "9"), ("Present", "10"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        await clerk.Press("记好了", ("Day", "2023-10-12"), ("Present", "8"), ("Agenda[0].Vote", "Unanimous"));
        Assert.Equal(Page, clerk.Path);
        await clerk.Press("联席会已确定", ("Meeting", "2023-001"));
        Assert.Contains("方案已定，待公布", clerk.Text);

        await clerk.Go($"{Page}/poster");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("监委会成员签字", clerk.Text);
        Assert.Contains("2023年10月15日", clerk.Text);
        Assert.Contains("路灯32盏", clerk.Text);

        await clerk.Go(Page);
        await clerk.Press("公布", Signed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("公开日是2023年10月15日，还没有到", clerk.Text);
        Assert.DoesNotContain("已完成", await Said(clerk, "open.quarterly"));
        await PutUp(site, resident);
        await Examined(site, resident);
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task After_a_reply_the_page_says_what_can_be_done_now_and_afterwards_when_the_township_was_asked()
    {
        const string First = "监委会有意见的应在";
        await using var site = await TestSite.Start("2023-10-09");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-09");
        await Telling.Then(site.Cell, key, "2023-10-09", new SubmitForReview());
        using var supervisor = await site.Browse(TestCell.Village, "supervision-chair");
        await supervisor.Go(Page);
        Assert.Contains(First, supervisor.Text);

        await Telling.Then(site.Cell, key, "2023-10-09", new RaiseObjection { Opinion = "电费请附发票。" });
        await Telling.Then(site.Cell, key, "2023-10-09", new ReplyToObjection { Reply = "发票在票夹第3页。" });
        await supervisor.Go(Page);
        Assert.DoesNotContain(First, supervisor.Text);
        Assert.Contains("两委已于2023年10月9日书面答复", supervisor.Text);

        await Telling.Then(site.Cell, key, "2023-10-09", new EscalateObjection());
        await Telling.Then(site.Cell, key, "2023-10-09", new AnswerObjection { Answer = "属实。" });
        await supervisor.Go(Page);
        Assert.DoesNotContain(First, supervisor.Text);
        Assert.Contains("镇街已于2023年10月9日书面答复", supervisor.Text);

        await Telling.Then(site.Cell, key, "2023-10-09", new RaiseObjection { Opinion = "还有一处。" });
        await supervisor.Go(Page);
        Assert.Contains("2023年10月9日提请镇街调查", supervisor.Text);
        await Telling.Then(site.Cell, key, "2023-10-09", new ReviseDraft());
        await Telling.Then(site.Cell, key, "2023-10-09", Telling.Again("2023-10-15") with { Finance = "发票附后。" });
        await Telling.Then(site.Cell, key, "2023-10-09", new SubmitForReview());
        await supervisor.Go(Page);
        Assert.Contains(First, supervisor.Text);
    }

    [Fact]
    public async Task What_the_supervisors_still_object_to_the_representatives_decide_on_the_page()
    {
        const string Decide = "村民会议或者代表会议决定";
        await using var site = await TestSite.Start("2023-10-09");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-09");
        await Telling.Then(site.Cell, key, "2023-10-09", new SubmitForReview());
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Page);
        Assert.DoesNotContain("会议决定", clerk.Text);
        await Telling.Then(site.Cell, key, "2023-10-09", new RaiseObjection { Opinion = "电费请附发票。" });
        await Telling.Then(site.Cell, key, "2023-10-09", new ReplyToObjection { Reply = "发票在票夹第3页。" });
        await clerk.Go($"{Page}?do=decide-objection");
        Assert.Contains("还没有登记过村民会议或者代表会议的表决", clerk.Text);
        var met = await site.Cell.Does(
            site.Cell.Everyone(TestCell.Village),
            Meetings.Procedure,
            TestCell.Village,
            null,
            Assemblies.MeetingScene.Representatives("2023-10-09") with
            {
                Agenda =
                [
                    new() { Motion = "听取路灯维修情况", Vote = VoteMethod.NoVote },
                    new()
                    {
                        Motion = "电费不附发票",
                        Vote = VoteMethod.ShowOfHands,
                        For = 10,
                        Against = 21,
                    },
                    new()
                    {
                        Motion = "维持公开方案",
                        Vote = VoteMethod.ShowOfHands,
                        For = 30,
                        Against = 1,
                    },
                ],
            }
        );
        // One names the very motion; what nobody voted on is not there to be named.
        await clerk.Go($"{Page}?do=decide-objection");
        Assert.DoesNotContain("还没有登记过", clerk.Text);
        Assert.Equal(
            [
                ($"{met.Key.Number}/2", $"2023年10月9日「电费不附发票」未通过（会议 {met.Key.Number} 第2项）"),
                ($"{met.Key.Number}/3", $"2023年10月9日「维持公开方案」通过（会议 {met.Key.Number} 第3项）"),
            ],
            clerk
                .Page.QuerySelectorAll("[name=Meeting] option:not([value=''])")
                .Select(option => (option.GetAttribute("value")!, option.TextContent))
        );
        foreach (var item in (string[])["1", "2"])
        {
            await clerk.Go($"{Page}?do=decide-objection");
            await clerk.Press(Decide, ("Meeting", $"{met.Key.Number}/{item}"), ("Decision", nameof(AssemblyDecision.Stands)));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        }

        await clerk.Go($"{Page}?do=decide-objection");
        await clerk.Press(Decide, ("Meeting", $"{met.Key.Number}/3"), ("Decision", nameof(AssemblyDecision.Stands)));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("审查通过，待联席会确定", clerk.Text);
        Assert.Contains($"2023年10月9日村民会议或者代表会议决定（会议 {met.Key.Number} 第3项）：维持原方案", clerk.Text);
        await clerk.Go($"{Page}/review-sheet");
        Assert.Contains("提出意见，村民会议或者代表会议决定", clerk.Text);
        Assert.Contains($"维持原方案（会议 {met.Key.Number} 第3项）", clerk.Text);
        // It was reviewed, as the list has it; who signs proves it.
        var check = Assert.Single(await site.Cell.Records(), record => record.ToRecord().Field("step")?.Text == "check");
        Assert.Equal((new DateOnly(2023, 10, 9), "[]"), (check.On, check.Evidence));
        Assert.Empty(await site.Differences());
    }

    [Fact]
    public async Task An_opinion_is_late_by_the_days_of_its_text_and_not_after_a_reply()
    {
        const string Late = "，超过了期限";
        await using var site = await TestSite.Start("2023-10-09");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-09");
        (string Day, Act Act, int Late)[] course =
        [
            ("2023-10-09", new SubmitForReview(), 0),
            ("2023-10-10", new RaiseObjection { Opinion = "请附发票。" }, 0),
            ("2023-10-18", new ReplyToObjection { Reply = "不附。" }, 0),
            // It still objects, long after the text was handed in, and within no days.
            ("2023-10-19", new RaiseObjection { Opinion = "还是要附。" }, 0),
            ("2023-10-19", new ReviseDraft(), 0),
            ("2023-10-19", Telling.Again("2023-10-15") with { Finance = "发票附后。" }, 0),
            ("2023-10-19", new SubmitForReview(), 0),
            // Another text, other days.
            ("2023-10-30", new RaiseObjection { Opinion = "附错了。" }, 1),
        ];
        foreach (var (day, act, late) in course)
        {
            await Telling.Then(site.Cell, key, day, act);
            using var clerk = await site.Browse(TestCell.Village, "clerk");
            await clerk.Go(Page);
            Assert.Equal(late, clerk.Text.Split(Late).Length - 1);
        }
    }

    private static readonly (string, string)[] Signed = [("Signed", "2"), ("CommitteeSeal", "true"), ("SupervisionSeal", "true")];

    /// <summary>On the day itself; whoever sat there three days ago signs in again.</summary>
    private static async Task PutUp(TestSite site, Browser resident)
    {
        site.Cell.Clock.Set("2023-10-15");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Page);
        await clerk.Press("公布", Signed);
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("公布中", clerk.Text);

        await ScanBack(clerk, resident);

        await clerk.Go(Page);
        await clerk.Press("存档");
    }

    /// <summary>Filed the day after; the township orders a correction, and the village begins it.</summary>
    private static async Task Examined(TestSite site, Browser resident)
    {
        site.Cell.Clock.Set("2023-10-16");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await clerk.Go(Page);
        await clerk.Press("报镇街备案");
        Assert.Contains($"备{TestCell.Village}-2023-001", clerk.Text);
        // Measures 15 and 16 say so themselves, each with what counted.
        Assert.Contains("10月15日", await Said(clerk, "open.quarterly"));
        Assert.Contains("已完成", await Said(clerk, "open.quarterly"));
        Assert.Contains("6个环节已办6个", await Said(clerk, "open.procedure"));

        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains(officer.Page.QuerySelectorAll("a"), link => link.GetAttribute("href") == $"{Village}/filings/2023-001");
        // What it owes for it leads there too, and not to a form in which it would be written down by hand.
        await officer.Go($"/{TestCell.Township}/scoreboard/open.township-review");
        await officer.Follow("去办理");
        Assert.Equal($"{Village}/filings/2023-001", officer.Path);
        await officer.Press("提交审查结论", ("Outcome", nameof(ExaminationOutcome.CorrectionOrdered)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, officer.Status);
        await officer.Press(
            "提交审查结论",
            ("Outcome", nameof(ExaminationOutcome.CorrectionOrdered)),
            ("Opinion", "缺公益岗位补贴。"),
            ("CorrectBy", "2023-10-31")
        );
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("责令更正", officer.Text);
        // The township reads and orders; there is nothing of the village's it could press.
        await officer.Go(Page);
        Assert.Empty(officer.Page.QuerySelectorAll("main form.act"));

        await clerk.Go($"{Village}/desk");
        Assert.Contains("责令更正", clerk.Text);
        // Nothing can be filed again before there is something new; the correction stands open, its reason is proposed.
        await clerk.Go($"{Village}/filings/2023-001");
        Assert.Empty(clerk.Page.QuerySelectorAll("main form.act"));
        await clerk.Follow("去更正");
        Assert.Equal(
            nameof(Core.Disclosures.CorrectionReason.Township),
            clerk.Page.QuerySelector("#do-correct-disclosure [name=Reason] option[selected]")!.GetAttribute("value")
        );
        await clerk.Press("更正", ("Reason", nameof(Core.Disclosures.CorrectionReason.Township)));
        Assert.Contains("第2版", clerk.Text);
        await resident.Go($"{Village}/open/disclosures/2023-001");
        Assert.Contains("路灯32盏", resident.Text);
    }

    /// <summary>A sheet with a wrong total is not taken; the cell is named. Mended, it is.</summary>
    private static async Task Import(Browser clerk)
    {
        // What was typed and not saved yet is saved on the way to the file.
        await clerk.Press("保存并导入 Excel", ("Party", "主题党日3次。\n党员大会1次。"));
        Assert.Equal($"{Page}/books", clerk.Path);
        await clerk.Send("读一读", ("九月.csv", Sheet("2100.00")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        var wrong = Assert.Single(clerk.Page.QuerySelectorAll(".problems li")).TextContent;
        Assert.Matches("C6.*2,?100", wrong);
        Assert.DoesNotContain("放进草稿", clerk.Text);
        await clerk.Send("读一读", ("九月.csv", Sheet("2000.00")));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Contains("合计无误", clerk.Text);
        await clerk.Press("放进草稿");
        Assert.Equal(Page, clerk.Path);
        Assert.Contains("集体土地租金", clerk.Page.QuerySelector("[name=Books]")!.TextContent);
        // What was typed before stands beside it.
        Assert.Contains("主题党日3次。\n党员大会1次。", clerk.Page.QuerySelector("[name=Party]")!.TextContent);

        static byte[] Sheet(string total) =>
            Encoding.UTF8.GetBytes(
                "2023年9月财务收支表\n上月结转,,10000.00\n日期,摘要,收入,支出\n"
                    + $"2023-09-05,集体土地租金,2000.00,\n2023-09-12,公共路灯电费,,1200.00\n合计,,{total},1200.00\n本月结余,,10800.00\n"
            );
    }

    /// <summary>The signed sheet comes back as a picture: the unit sees it, residents read the words and never the signatures.</summary>
    private static async Task ScanBack(Browser clerk, Browser resident)
    {
        await clerk.Press("传扫描件");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        var scan = Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n");
        await clerk.Send("传扫描件", ("公示单.pdf", scan));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var file = clerk.Page.QuerySelectorAll("a").First(link => link.GetAttribute("href")!.Contains("/files/")).GetAttribute("href")!;
        Assert.Equal(scan, await clerk.Bytes(file));
        await resident.Go(file);
        Assert.NotEqual(Page, resident.Path);
        await resident.Go($"{Village}/open/disclosures/2023-001");
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("集体土地租金", resident.Text);
        Assert.DoesNotContain(resident.Page.QuerySelectorAll("a"), link => link.GetAttribute("href")!.Contains("/files/"));
        var text = await resident.Bytes($"{Village}/open/disclosures/2023-001/text");
        Assert.Contains(DisclosureContent.Digest(Encoding.UTF8.GetString(text)), resident.Text);
    }

    private static async Task<string> Said(Browser clerk, string obligation)
    {
        await clerk.Go($"{Village}/scoreboard/{obligation}");
        return clerk.Text;
    }
}
