using System.Net;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;
using Cunju.Tests.Doors;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>可见: one rule on who may know of a disclosure, for pages and for programs.</summary>
public sealed class SeeingTests
{
    private const string Number = "2023-001";
    private const string Page = $"/{TestCell.Village}/disclosures/{Number}";

    [Fact]
    public async Task A_draft_is_the_units_own_until_the_township_is_asked_and_never_the_bureaus()
    {
        await using var site = await TestSite.Start("2023-10-02");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-02");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        using var program = await DoorTests.Program(site, "bureau-officer", TestCell.District);
        Assert.Equal((404, 404, 404), await Seen());

        await Telling.Then(site.Cell, key, "2023-10-02", new SubmitForReview());
        await Telling.Then(site.Cell, key, "2023-10-02", new RaiseObjection { Opinion = "路灯的账说不清楚" });
        await Telling.Then(site.Cell, key, "2023-10-02", new ReplyToObjection { Reply = "有会议决定" });
        Assert.Equal((404, 404, 404), await Seen());

        await Telling.Then(site.Cell, key, "2023-10-02", new EscalateObjection());
        Assert.Equal((200, 404, 404), await Seen());
        await officer.Go(Page);
        Assert.Contains("路灯的账说不清楚", officer.Text);

        // Whoever answered can read it again.
        await officer.Press("书面答复", ("Answer", "账与决定相符。"));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("账与决定相符。", officer.Text);
        Assert.Equal((200, 404, 404), await Seen());

        // Also when another round begins, which it was not asked about.
        await Telling.Then(site.Cell, key, "2023-10-02", new RaiseObjection { Opinion = "还有一处" });
        Assert.Equal((200, 404, 404), await Seen());

        async Task<(int, int, int)> Seen()
        {
            await officer.Go(Page);
            await bureau.Go(Page);
            using var answer = await program.GetAsync($"/api{Page}", TestContext.Current.CancellationToken);
            return ((int)officer.Status, (int)bureau.Status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task What_was_said_inside_stays_inside_when_the_sheet_hangs_and_a_later_edition_too()
    {
        await using var site = await TestSite.Start("2023-10-15");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-15");
        await Telling.Then(site.Cell, key, "2023-10-15", new SubmitForReview());
        await Telling.Then(site.Cell, key, "2023-10-15", new RaiseObjection { Opinion = "补贴标准要写依据" });
        await Telling.Then(site.Cell, key, "2023-10-15", new ReviseDraft());
        foreach (var seat in new[] { "supervision-chair", "supervision-member", "supervision-member" })
        {
            await site.Seat(TestCell.Village, seat);
        }

        await Telling.PutUp(site.Cell, key, "2023-10-15");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.DoesNotContain("补贴标准要写依据", officer.Text);

        await Telling.Then(site.Cell, key, "2023-10-15", new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await Telling.Then(site.Cell, key, "2023-10-15", Telling.Again("2023-10-15") with { Party = "更正稿里的话" });
        await Telling.Then(site.Cell, key, "2023-10-15", new SubmitForReview());
        await Telling.Then(site.Cell, key, "2023-10-15", new RaiseObjection { Opinion = "第二版的意见" });
        await officer.Go(Page);
        Assert.DoesNotContain("第二版的意见", officer.Text);
        Assert.DoesNotContain("更正稿里的话", officer.Text);
    }

    [Fact]
    public async Task What_says_too_much_of_somebody_goes_from_the_page_the_file_and_the_township_at_once()
    {
        const string Open = $"/{TestCell.Village}/open/disclosures/2023-001";
        await using var site = await TestSite.Start("2023-10-15");
        var key = await Telling.Drafted(site.Cell, TestCell.Village, "2023-10-15", "2023-10-15");
        foreach (var seat in new[] { "supervision-chair", "supervision-member", "supervision-member" })
        {
            await site.Seat(TestCell.Village, seat);
        }

        await Telling.Then(site.Cell, key, "2023-10-15", Telling.Again("2023-10-15") with { Services = "看看这句话。", Books = Books });
        await Telling.PutUp(site.Cell, key, "2023-10-15");
        using var resident = new Browser(site.Address);
        var digest = (await site.Cell.Find<Disclosure>(key)).Latest!.Digest;
        string[] routes =
        [
            Open,
            $"{Open}/1",
            $"{Open}/text",
            $"/{TestCell.Village}/open/disclosures/of/2023/finance.csv",
            $"/{TestCell.Village}/open/disclosures/of/2023/list.csv",
        ];
        Assert.All(await Seen(), seen => Assert.True(seen.Says, seen.Route));
        // Feeds never say the words.
        foreach (var feed in new[] { "atom.xml", "rss.xml" })
        {
            Assert.DoesNotContain("看看这句话", await Raw(site, $"/{TestCell.Village}/open/disclosures/{feed}"));
        }

        await Telling.Then(site.Cell, key, "2023-10-16", new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        Assert.All(await Seen(), seen => Assert.False(seen.Says, seen.Route));
        await resident.Go(Open);
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("含有不该公开的个人信息", resident.Text);
        await resident.Go($"{Open}/text");
        Assert.Equal(HttpStatusCode.NotFound, resident.Status);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("公布的情况", officer.Text);
        Assert.DoesNotContain("看看这句话", officer.Text);
        // What is withheld is not filed, and the sheet to print is the draft of the next one.
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go(Page);
        Assert.DoesNotContain("报镇街备案", clerk.Page.QuerySelector("main")!.TextContent);
        await clerk.Go($"{Page}/poster");
        Assert.Contains("不得张贴", clerk.Text);

        async Task<(string Route, bool Says)[]> Seen()
        {
            var seen = new List<(string, bool)>();
            foreach (var route in routes)
            {
                // A word of the text, a line of the books, or the digest from which a word cut out could be guessed.
                var text = await Raw(site, route);
                seen.Add((route, text.Contains("看看这句话") || text.Contains("看看这笔账") || text.Contains(digest)));
            }

            return [.. seen];
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_withheld_is_not_printed_clean_and_waits_to_be_put_right(bool takenDown)
    {
        const string Day = "2023-10-15";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        await Telling.PutUp(site.Cell, key, Day);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("已公布，等传签字盖章的扫描件、存档", clerk.Text);
        const string Open = $"/{TestCell.Village}/open/disclosures/{Number}";
        using var early = new Browser(site.Address);
        await early.Go(Open);
        await early.Follow("提意见、问一问");
        await Telling.Then(
            site.Cell,
            key,
            Day,
            takenDown ? new ReportGone { Sheets = [DisclosureSheet.Quarter], Reason = EarlyReason.Privacy } : new WithholdDisclosure()
        );
        await clerk.Go($"{Page}/poster");
        Assert.Contains("不得张贴", clerk.Text);
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("网上已停止显示，请撤下栏上的、登记，再更正", clerk.Text);
        using var resident = new Browser(site.Address);
        await resident.Go($"/{TestCell.Village}/open/disclosures");
        Assert.Contains("含有不该公开的个人信息，已停止显示", resident.Text);
        // Whoever it is about may ask, and whoever had begun to.
        await resident.Go(Open);
        await resident.Follow("提意见、问一问");
        foreach (var asking in (Browser[])[resident, early])
        {
            Assert.Equal(HttpStatusCode.OK, asking.Status);
            Assert.Contains("针对《2023年10月15日四类公开》", asking.Text);
            await asking.Press("提交", ("Kind", "Content"), ("ConcernsCadres", "false"), ("Text", "为什么不显示了？"), ("Name", ""));
            Assert.Equal(HttpStatusCode.OK, asking.Status);
            Assert.Contains($"第{Number}号公开", asking.Text);
        }
    }

    [Fact]
    public async Task What_is_withheld_after_its_term_waits_and_what_was_archived_waits_for_nobody()
    {
        const string Day = "2023-10-15";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        await Telling.PutUp(site.Cell, key, Day);
        // A second edition: what the board says of it is not that it was corrected, once it is shown no more.
        await Telling.Then(site.Cell, key, "2023-10-16", new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await Telling.Then(site.Cell, key, "2023-10-16", Telling.Again(Day) with { Party = "三季度开展主题党日4次。" });
        await Telling.PutUp(site.Cell, key, "2023-10-16");
        using var resident = new Browser(site.Address);
        await resident.Go($"/{TestCell.Village}/open/disclosures");
        Assert.Contains("第2版，已更正", resident.Text);
        await Telling.Then(site.Cell, key, "2023-10-17", new ArchiveDisclosure());
        using var before = await site.Browse(TestCell.Village, "clerk");
        await before.Go($"/{TestCell.Village}/desk");
        Assert.DoesNotContain("2023年10月15日四类公开：", before.Text);
        await Telling.Then(site.Cell, key, "2024-01-20", new TakeDown { Sheets = [DisclosureSheet.Quarter, DisclosureSheet.Finance] });
        await Telling.Then(site.Cell, key, "2024-01-20", new WithholdDisclosure());
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("2023年10月15日四类公开：网上已停止显示，请更正", clerk.Text);
        await resident.Go($"/{TestCell.Village}/open/disclosures/of/2023");
        Assert.Contains("已停止显示", resident.Text);
        Assert.DoesNotContain("已更正", resident.Text);
        // Begun, it waits as what it is.
        await Telling.Then(site.Cell, key, "2024-01-20", new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        await clerk.Go($"/{TestCell.Village}/desk");
        Assert.Contains("更正稿还没有送审", clerk.Text);
        Assert.DoesNotContain("网上已停止显示，请更正", clerk.Text);
        // The same words do not go to the reviewers again, and the page says so before anybody presses.
        await Telling.Then(site.Cell, key, "2024-01-20", Telling.Again(Day) with { Party = "三季度开展主题党日4次。" });
        await clerk.Go(Page);
        Assert.Contains("和第2版一字不差", clerk.Page.QuerySelector("[aria-labelledby=faults]")!.TextContent);
        await clerk.Press("送监委会审查");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, clerk.Status);
        Assert.Contains("和第2版一字不差", clerk.Text);
    }

    [Fact]
    public async Task The_township_opens_scans_once_it_was_filed_and_examines_nothing_it_cannot_read()
    {
        const string Day = "2023-10-15";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        await Telling.PutUp(site.Cell, key, Day);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        await clerk.Go(Page);
        await clerk.Send("传扫描件", ("公示单.pdf", "%PDF-1.4\n%%EOF\n"u8.ToArray()));
        Assert.Equal((1, 0, 0), await Scans());
        var filing = await Telling.Filed(site.Cell, key, Day);
        var filed = $"/{TestCell.Village}/filings/{filing.Number}";
        Assert.Equal((1, 1, 0), await Scans());
        Assert.NotEmpty(await officer.Bytes(Links(officer).Single()));
        var digest = (await site.Cell.Find<Disclosure>(key)).Latest!.Digest;
        string[] pages = [Page, filed, $"{filed}/receipt", $"{filed}/cover"];
        foreach (var page in pages)
        {
            Assert.Equal((true, true, true), await Says(page));
        }

        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("：等审查", officer.Text);
        await Telling.Then(site.Cell, key, Day, new WithholdDisclosure());
        Assert.Equal((1, 0, 0), await Scans());
        // Nor is it said that there was nothing.
        foreach (var browser in (Browser[])[officer, bureau])
        {
            Assert.Contains("含有不该公开的个人信息，不再显示", browser.Text);
            Assert.DoesNotContain("本期无", browser.Text);
        }

        foreach (var page in pages)
        {
            Assert.Equal((true, false, false), await Says(page));
        }

        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("报来的已停止显示，等更正后重新报送", officer.Text);
        await officer.Go(filed);
        Assert.Contains("不能审查为合规", officer.Text);
        Assert.DoesNotContain(officer.Page.QuerySelectorAll("[name=Outcome]"), choice => choice.GetAttribute("value") == "InOrder");

        // Also when the corrected edition is out and the one that cannot be read still lies there.
        await Telling.Then(site.Cell, key, Day, new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day) with { Party = "三季度开展主题党日4次。" });
        await Telling.PutUp(site.Cell, key, Day);
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("报来的已停止显示，等更正后重新报送", officer.Text);
        await Telling.Then(site.Cell, filing, Day, new FileAgain());
        await officer.Go($"/{TestCell.Township}/desk");
        Assert.Contains("：等审查", officer.Text);
        await officer.Go(filed);
        await officer.Press("提交审查结论", ("Outcome", "InOrder"));
        Assert.Contains("审查合规，已备案", officer.Text);

        async Task<(int, int, int)> Scans()
        {
            foreach (var browser in (Browser[])[clerk, officer, bureau])
            {
                await browser.Go(Page);
            }

            return (Links(clerk).Length, Links(officer).Length, Links(bureau).Length);
        }

        async Task<(bool, bool, bool)> Says(string page)
        {
            foreach (var browser in (Browser[])[clerk, officer, bureau])
            {
                await browser.Go(page);
                Assert.Equal(HttpStatusCode.OK, browser.Status);
            }

            return (clerk.Text.Contains(digest), officer.Text.Contains(digest), bureau.Text.Contains(digest));
        }

        static string[] Links(Browser browser) =>
            [.. browser.Page.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!).Where(link => link.Contains("/files/"))];
    }

    [Fact]
    public async Task A_township_that_was_asked_once_does_not_read_what_was_withheld_since()
    {
        const string Day = "2023-10-15";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        Act[] asked =
        [
            new SubmitForReview(),
            new RaiseObjection { Opinion = "请核对" },
            new ReplyToObjection { Reply = "属实" },
            new EscalateObjection(),
            new AnswerObjection { Answer = "属实" },
            new PassReview(),
        ];
        foreach (var act in asked)
        {
            await Telling.Then(site.Cell, key, Day, act);
        }

        await Telling.Settle(site.Cell, key, Day);
        await Telling.Then(site.Cell, key, Day, DisclosureScene.PutUp);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        Assert.Contains("办事窗口", officer.Text);
        await Telling.Then(site.Cell, key, Day, new WithholdDisclosure());
        await officer.Go(Page);
        Assert.DoesNotContain("办事窗口", officer.Text);
        // Nor as the draft with which its correction begins, nor by what that changes.
        await Telling.Then(site.Cell, key, Day, new CorrectDisclosure { Reason = CorrectionReason.Privacy });
        await officer.Go(Page);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.DoesNotContain("办事窗口", officer.Text);
        Assert.Contains("含有不该公开的个人信息，不再显示", officer.Text);
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day) with { Services = "看看网上。" });
        await officer.Go(Page);
        Assert.Contains("看看网上", officer.Text);
        Assert.DoesNotContain("办事窗口", officer.Text);
        // Changed back it is what is withheld, though it was written anew.
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day));
        await officer.Go(Page);
        Assert.DoesNotContain("办事窗口", officer.Text);
    }

    [Fact]
    public async Task What_was_withheld_of_one_edition_is_not_read_in_the_correction_of_the_next()
    {
        const string Day = "2023-10-15";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        var key = await Telling.Drafted(site.Cell, TestCell.Village, Day, Day);
        Act[] asked =
        [
            new SubmitForReview(),
            new RaiseObjection { Opinion = "请核对" },
            new ReplyToObjection { Reply = "属实" },
            new EscalateObjection(),
            new AnswerObjection { Answer = "属实" },
            new PassReview(),
        ];
        foreach (var act in asked)
        {
            await Telling.Then(site.Cell, key, Day, act);
        }

        await Telling.Settle(site.Cell, key, Day);
        Act[] corrected =
        [
            DisclosureScene.PutUp,
            new WithholdDisclosure(),
            new CorrectDisclosure { Reason = CorrectionReason.Privacy },
            Telling.Again(Day) with
            {
                Services = "看看第二版。",
            },
        ];
        foreach (var act in corrected)
        {
            await Telling.Then(site.Cell, key, Day, act);
        }

        await Telling.PutUp(site.Cell, key, Day);
        await Telling.Then(site.Cell, key, Day, new CorrectDisclosure { Reason = CorrectionReason.FoundOurselves });
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day) with { Services = "看看第三版。" });
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Page);
        Assert.DoesNotContain("办事窗口", officer.Text);
        var changes = officer.Page.QuerySelector("[aria-labelledby=changes]")!.TextContent;
        Assert.Contains("和现在公布的一版比", changes);
        Assert.Contains("现在：看看第三版。", changes);
        Assert.Contains("原来：看看第二版。", changes);
        // Its words come back into the draft: whoever is not of the unit reads what hangs.
        await Telling.Then(site.Cell, key, Day, Telling.Again(Day));
        await officer.Go(Page);
        Assert.DoesNotContain("办事窗口", officer.Text);
        Assert.Contains("看看第二版。", officer.Text);
        Assert.Null(officer.Page.QuerySelector("[aria-labelledby=changes]"));
    }

    [Theory]
    [InlineData(TestCell.Village, "按规定3日内答复，末日遇休息日顺延；不想等或者不满意的，都可以向镇街反映，10日内答复。")]
    [InlineData(TestCell.Community, "按区级约定3日内答复，末日遇休息日顺延；不想等或者不满意的，都可以向镇街反映，10日内答复。")]
    public async Task Residents_read_on_what_the_days_of_an_answer_rest(string unit, string words)
    {
        await using var site = await TestSite.Start("2023-09-20");
        await site.Seat(unit, "supervision-chair");
        var key = await Telling.Drafted(site.Cell, unit, "2023-09", "2023-09-20");
        await Telling.Then(site.Cell, key, "2023-09-20", new SubmitForReview());
        await Telling.Then(site.Cell, key, "2023-09-20", new PassReview());
        await Telling.Settle(site.Cell, key, "2023-09-20");
        await Telling.Then(site.Cell, key, "2023-09-20", DisclosureScene.PutUp with { Signed = 1 });
        using var resident = new Browser(site.Address);
        await resident.Go($"/{unit}/open/disclosures/{key.Number}");
        Assert.Contains(words, resident.Text);
    }

    [Fact]
    public async Task Drafts_do_not_push_what_was_put_up_off_the_front_page()
    {
        await using var site = await TestSite.Start("2023-02-01");
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        await Telling.PutUp(site.Cell, await Telling.Drafted(site.Cell, TestCell.Village, "2023-02", "2023-02-01"), "2023-02-01");
        for (var again = 0; again < 7; again++)
        {
            var draft = await site.Cell.Does(
                site.Cell.Everyone(TestCell.Village),
                DisclosureProcedure.Table,
                TestCell.Village,
                null,
                Course.DraftOf("2023-12") with
                {
                    Finance = $"第{again}稿",
                }
            );
            await Telling.Then(site.Cell, draft.Key, "2023-02-02", new DropDraft());
        }

        using var resident = new Browser(site.Address);
        await resident.Go($"/{TestCell.Village}");
        Assert.Contains("2023年2月财务公开", resident.Text);
    }

    /// <summary>What a program reads there; nothing where there is nothing.</summary>
    private static async Task<string> Raw(TestSite site, string address)
    {
        using var http = new HttpClient { BaseAddress = site.Address };
        using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode
            ? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            : "";
    }

    private static string Books =>
        new FinanceBook(new(2023, 9, 1), 10_000m, 8_800m) { Expense = [new("看看这笔账", "其他", 1_200m)] }.ToText();
}
