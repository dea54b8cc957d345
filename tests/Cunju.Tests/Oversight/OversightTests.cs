using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Cunju.App.Oversight;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace Cunju.Tests.Oversight;

public sealed class OversightTests
{
    private const string District = $"/{TestCell.District}/oversight";
    private const string Township = $"/{TestCell.Township}/oversight";

    [Fact]
    public async Task A_township_sees_its_own_units_and_nobody_elses()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Township);
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("石岩村", officer.Text);
        Assert.DoesNotContain("双桐路社区", officer.Text);
        foreach (
            var page in new[]
            {
                District,
                "/500112004/oversight",
                "/500112004/oversight/lanes",
                "/500112004/oversight/export",
                $"{District}/export",
            }
        )
        {
            await officer.Go(page);
            Assert.Equal(HttpStatusCode.NotFound, officer.Status);
        }

        // A unit of another township that the address names is no filter and shows nothing of it.
        await officer.Go($"{Township}/lanes?part=500112004018");
        Assert.DoesNotContain("/500112004018", officer.Page.Body!.InnerHtml, StringComparison.Ordinal);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        foreach (var page in new[] { $"/{TestCell.Village}/oversight", Township, District })
        {
            await clerk.Go(page);
            Assert.Equal(HttpStatusCode.NotFound, clerk.Status);
        }
    }

    [Fact]
    public async Task The_districts_counts_are_the_sum_of_every_units_own_board()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township, "500112004");
        var expected = new Dictionary<(string Measure, string Figure), int>();
        await using (var db = site.Cell.Cell.Open())
        {
            var register = await site.Cell.Cell.Register(db, TestContext.Current.CancellationToken);
            var list = site.Cell.Cell.ListOn(new(2023, 10, 12));
            foreach (var unit in register.All)
            {
                // As the unit's own pages ask: its records alone.
                var book = await Cell.RecordsFor(db, register, unit, TestContext.Current.CancellationToken);
                var board = Evaluator.Evaluate(list, register, unit, book, new(new(2023, 10, 12), null, site.Cell.Cell.Since));
                foreach (var measure in list.Tasks.SelectMany(task => task.Measures))
                {
                    var totals = new Totals(board.Of(measure));
                    foreach (var figure in Enum.GetValues<Figure>())
                    {
                        var key = ($"{measure.Number}", figure.Code());
                        expected[key] = expected.GetValueOrDefault(key) + totals[figure];
                    }
                }
            }
        }

        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        await officer.Go(District);
        var shown = officer
            .Page.QuerySelectorAll("section[aria-labelledby=measures] td a")
            .Select(link => (Query: Query(link.GetAttribute("href")!), Count: Number(link.TextContent)))
            .ToDictionary(count => (count.Query["measure"], count.Query["figure"]), count => count.Count);
        Assert.True(shown.Count > 40, $"{shown.Count} counts");
        Assert.All(shown, count => Assert.Equal(expected[count.Key], count.Value));
        foreach (
            var figure in new[] { Figure.Expected, Figure.ByProcedure, Figure.SelfRecorded, Figure.Reports, Figure.InReview, Figure.Late }
        )
        {
            var code = figure.Code();
            Assert.Equal(
                expected.Where(count => count.Key.Figure == code).Sum(count => count.Value),
                shown.Where(count => count.Key.Item2 == code).Sum(count => count.Value)
            );
            Assert.Contains(shown, count => count.Key.Item2 == code && count.Value > 0);
        }
    }

    [Fact]
    public async Task Both_tables_add_up_to_the_counts_on_top()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township, "500112004");
        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        await officer.Go(District);
        foreach (var figure in new[] { Figure.Expected, Figure.Late, Figure.InReview, Figure.Unclear })
        {
            var link = $"a[href*='figure={figure.Code()}']";
            var top = int.Parse(
                officer.Page.QuerySelector($".counts {link} b")!.TextContent,
                NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture
            );
            foreach (var table in new[] { "measures", "modalities" })
            {
                var rows = officer.Page.QuerySelectorAll($"section[aria-labelledby={table}] td {link}");
                // A figure's code may begin like another's (by-procedure, by-procedure-in-time).
                var sum = rows.Where(row => Query(row.GetAttribute("href")!)["figure"] == figure.Code())
                    .Sum(row => int.Parse(row.TextContent, CultureInfo.InvariantCulture));
                Assert.Equal((table, figure, top), (table, figure, sum));
            }
        }
    }

    [Fact]
    public async Task From_a_count_one_goes_through_its_lanes_and_back()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}/lanes?figure=late&part={TestCell.Village}");
        var listed = officer.Page.QuerySelectorAll(".plain a").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.True(listed.Length > 3);
        await officer.Go(listed[0]);
        Assert.Null(officer.Page.QuerySelector("a[rel=prev]"));
        for (var at = 1; at < 4; at++)
        {
            await officer.Follow("下一项 →");
            Assert.Equal(listed[at], officer.Path);
            Assert.Single(officer.Page.QuerySelectorAll(".lane"));
        }

        Assert.Contains($"第4项，共{listed.Length}项", officer.Text);
        await officer.Follow("← 上一项");
        Assert.Equal(listed[2], officer.Path);
        await officer.Follow("回到清单");
        Assert.Equal($"{Township}/lanes?figure=late&part={TestCell.Village}", officer.Path);
        await officer.Go(listed[^1]);
        Assert.Null(officer.Page.QuerySelector("a[rel=next]"));
        await officer.Go(listed[0].Replace($"among={TestCell.Township}", $"among={TestCell.District}", StringComparison.Ordinal));
        Assert.DoesNotContain("回到清单", officer.Text);
        await officer.Go($"{Township}/lanes?figure=late&page=2");
        await officer.Go(officer.Page.QuerySelector(".plain a")!.GetAttribute("href")!);
        await officer.Follow("回到清单");
        Assert.Equal($"{Township}/lanes?figure=late&page=2", officer.Path);
    }

    [Fact]
    public async Task What_is_done_while_one_goes_through_a_list_makes_nobody_skip_a_lane()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}/lanes?figure=late&part={TestCell.Community}");
        var listed = officer.Page.QuerySelectorAll(".plain a").Select(link => link.GetAttribute("href")!).ToArray();
        var done = Array.FindIndex(listed, address => address.Contains("/consult.catalogue?", StringComparison.Ordinal));
        Assert.InRange(done, 1, listed.Length - 4);
        // The one before the one looked at is done meanwhile: counted by its place, the next would be the one after the next.
        await officer.Go(listed[done + 1]);
        await Catalogue(site);
        await officer.Follow("下一项 →");
        Assert.Equal(Lane(listed[done + 2]), Lane(officer.Path));
        Assert.Contains($"第{done + 2}项，共{listed.Length - 1}项", officer.Text);
        // From a page that was opened before, the one that is done is left and the next is found all the same, in both directions.
        await officer.Go(listed[done]);
        await officer.Follow("下一项 →");
        Assert.Equal(Lane(listed[done + 1]), Lane(officer.Path));
        await officer.Go(listed[done]);
        await officer.Follow("← 上一项");
        Assert.Equal(Lane(listed[done - 1]), Lane(officer.Path));
        // A lane that is no more: on from the place it had; and where none is known, the list.
        await officer.Go(
            $"{Township}/lanes/after?figure=late&part={TestCell.Community}&at={done + 1}&lane-key={TestCell.Community}/consult.catalogue/gone"
        );
        Assert.Equal(Lane(listed[done + 1]), Lane(officer.Path));
        await officer.Go($"{Township}/lanes/after?figure=late&lane-key=500112129/nothing/2023");
        Assert.Equal($"{Township}/lanes?figure=late", officer.Path);

        static string Lane(string address) => address.Split("&at=")[0];
    }

    [Fact]
    public async Task A_mark_says_which_lane_it_speaks_of()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}?task=T6");
        var marks = officer.Page.QuerySelectorAll(".matrix .mark-link").Select(mark => mark.TextContent).ToArray();
        Assert.Contains(marks, mark => mark.Contains("第1季度等3项", StringComparison.Ordinal));
        var three = officer
            .Page.QuerySelectorAll(".matrix .mark-link")
            .First(mark => mark.TextContent.Contains("等3项", StringComparison.Ordinal));
        await officer.Go(three.GetAttribute("href")!);
        Assert.Contains("第1项，共3项", officer.Text);
        await officer.Follow("回到清单");
        Assert.Equal("3 项", officer.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Every_number_of_a_township_leads_to_just_so_many_lanes_and_each_lane_to_its_records()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        // What follows on records: open, done, and of a day on which something else is due as well.
        await DistrictYear.Put(
            site.Cell,
            TestCell.OtherVillage,
            ("meeting.representatives", "2023-10-10"),
            ("meeting.assembly", "2023-10-10"),
            ("open.posted", "2023-10-10")
        );
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Township);
        var numbers = Numbers(officer, "counts", "late", "modalities", "matrix", "measures", "due");
        foreach (var same in numbers.GroupBy(number => number.Address))
        {
            await officer.Go(same.Key);
            Assert.All(
                same,
                number => Assert.Equal((number.Address, $"{number.Count} 项"), (same.Key, officer.Page.QuerySelector("h1")!.TextContent))
            );
        }

        await officer.Go($"{Township}/lanes?figure=self-recorded&measure=15");
        await officer.Go(officer.Page.QuerySelector(".plain a")!.GetAttribute("href")!.Split('#')[0]);
        Assert.Contains("计入的记录", officer.Text);
        Assert.NotNull(officer.Page.QuerySelector(".ticked a[href*='/work-records/2023-']"));
    }

    [Fact]
    public async Task Every_number_of_the_district_leads_to_just_so_many_lanes()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township, "500112004");
        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        await officer.Go(District);
        var numbers = Numbers(officer, "counts", "modalities", "matrix", "measures", "due");
        Assert.True(numbers.Length > 300, $"{numbers.Length}");
        // Each list counts as its page does, without the wire; every fiftieth with it.
        DefaultHttpContext http = new() { RequestServices = site.Services };
        var visit = (await Visit.Begin(http, TestCell.District, (_, _) => Task.FromResult<SignedIn?>(null)))!;
        var overview = (await Overview.Ask(visit, visit.Unit!, TwoDays.Asked(visit)))!;
        foreach (var (at, number) in numbers.Index())
        {
            http.Request.QueryString = new(number.Address[number.Address.IndexOf('?')..]);
            var (filter, faults) = LaneFilter.Read(http.Request.Query, overview);
            Assert.Empty(faults);
            Assert.Equal((number.Address, number.Count), (number.Address, filter.In(overview).Length));
            if (at % 50 == 0)
            {
                await officer.Go(number.Address);
                Assert.Equal((number.Address, $"{number.Count} 项"), (number.Address, officer.Page.QuerySelector("h1")!.TextContent));
            }
        }
    }

    [Fact]
    public async Task A_district_is_judged_once_until_something_happens_and_for_each_day_by_itself()
    {
        await using var site = await TestSite.Start();
        var judged = site.Services.GetRequiredService<JudgedDistricts>();
        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        await officer.Go(District);
        await officer.Go($"{District}/lanes");
        var before = await Met();
        Assert.Equal(1, judged.Made);
        await officer.Go($"{District}?as-of=2023-08-01&known-at=2023-08-01");
        Assert.Equal(2, judged.Made);
        await officer.Go(District);
        Assert.Equal(2, judged.Made);
        await Catalogue(site);
        Assert.NotEqual(before, await Met());
        Assert.Equal(3, judged.Made);

        async Task<string> Met()
        {
            await officer.Go(District);
            return officer.Page.QuerySelector("main")!.TextContent;
        }
    }

    [Theory]
    [InlineData("due=2023-13-01", "要填日期")]
    [InlineData("part=500112004018", "哪个单位")]
    [InlineData("figure=latest", "哪一种数")]
    [InlineData("task=T99", "哪一项重点任务")]
    [InlineData("measure=99", "第几项措施")]
    [InlineData("measure=15&measure=16", "第几项措施")]
    [InlineData("modality=perhaps", "约束力")]
    [InlineData("obligation=consult.quartely", "哪个事项")]
    [InlineData("status=red", "状态")]
    [InlineData("open=maybe", "还没办完")]
    public async Task A_word_nobody_knows_lists_nothing_rather_than_everything(string words, string said)
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        foreach (var page in new[] { "lanes", "lanes/after" })
        {
            await officer.Go($"{Township}/{page}?{words}");
            Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
            Assert.Contains(said, officer.Page.QuerySelector(".problems")!.TextContent);
            Assert.Empty(officer.Page.QuerySelectorAll("main .plain a"));
        }
    }

    [Fact]
    public async Task Both_days_go_down_to_a_lane_and_back_up_again()
    {
        const string days = "as-of=2023-08-01&known-at=2023-07-31";
        await using var site = await TestSite.Start("2023-07-31");
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        site.Cell.Clock.Set("2023-10-12");
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}?{days}");
        await officer.Go(
            officer
                .Page.QuerySelector(".matrix .mark-link[href*='open.quarterly'],.matrix .mark-link[href*='/open.']")!
                .GetAttribute("href")!
        );
        Assert.Contains(days, officer.Path, StringComparison.Ordinal);
        await officer.Go(Link("看全部"));
        Assert.EndsWith($"?{days}", officer.Path, StringComparison.Ordinal);
        await officer.Go(Link("完成情况"));
        Assert.Equal($"/{Unit()}/scoreboard?{days}", officer.Path);
        await officer.Go(officer.Page.QuerySelector(".duties a")!.GetAttribute("href")!);
        Assert.EndsWith($"?{days}", officer.Path, StringComparison.Ordinal);
        await officer.Go(Link("总览"));
        Assert.Equal($"{Township}?{days}", officer.Path);
        await officer.Go($"/{TestCell.Village}/scoreboard?{days}");
        await officer.Go(Link("总览"));
        Assert.Equal($"{Township}?{days}", officer.Path);

        string Link(string words) =>
            officer
                .Page.QuerySelectorAll("main a")
                .First(link => link.TextContent.Contains(words, StringComparison.Ordinal))
                .GetAttribute("href")!;

        string Unit() => officer.Path.Split('/')[1];
    }

    [Fact]
    public async Task What_was_entered_late_is_unknown_on_the_day_before_and_the_two_days_go_along()
    {
        await using var site = await TestSite.Start();
        await Catalogue(site);
        var list = site.Cell.Cell.ListOn(new(2023, 10, 12));
        var measure = list.Obligations.First(obligation => obligation.Shape.Kinds.Contains("consult.catalogue")).Measure;
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        Assert.Equal(1, await Met("?as-of=2023-10-12"));
        Assert.Equal(0, await Met("?as-of=2023-10-12&known-at=2023-10-11"));
        Assert.Equal(1, await Met("?as-of=2023-08-01"));
        Assert.Equal(0, await Met("?as-of=2023-08-01&known-at=2023-08-01"));
        Assert.Contains("截至2023年8月1日", officer.Text);
        var links = officer.Page.QuerySelectorAll("main section a[href^='/5001']").Select(link => link.GetAttribute("href")!).ToArray();
        Assert.NotEmpty(links);
        Assert.All(
            links.Where(link => !link.Contains("/attestations", StringComparison.Ordinal)),
            link =>
                Assert.True(
                    link.Contains("as-of=2023-08-01", StringComparison.Ordinal)
                        && link.Contains("known-at=2023-08-01", StringComparison.Ordinal)
                        || link == Township,
                    link
                )
        );

        async Task<int> Met(string days)
        {
            await officer.Go($"{Township}{days}");
            var count = officer.Page.QuerySelector($"section[aria-labelledby=measures] a[href*='figure=self-recorded&measure={measure}']");
            return count is null ? 0 : int.Parse(count.TextContent, CultureInfo.InvariantCulture);
        }
    }

    [Theory]
    [InlineData("export?as-of=2023-13-01", "要填日期")]
    [InlineData("export?known-at=2024-01-01", "不能晚于今天")]
    [InlineData("lanes/after?figure=late&as-of=2031-01-01", "还没有到")]
    [InlineData("lanes?figure=late&as-of=2023-13-01", "要填日期")]
    public async Task A_day_that_cannot_be_meant_makes_no_workbook_and_leads_to_no_lane(string page, string said)
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}/{page}");
        Assert.Equal(HttpStatusCode.BadRequest, officer.Status);
        Assert.Equal($"{Township}/{page}", officer.Path);
        Assert.Contains(said, officer.Text);
    }

    [Fact]
    public async Task What_waits_for_me_stands_beside_the_board_of_today_alone()
    {
        await using var site = await TestSite.Start();
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/attestations/new/report-on-obligation?Obligation=party.leads-self-government");
        await clerk.Press("报送自评", ("Rating", "Partly"), ("Text", "支部研究过两次。"), ("Answers[0].Said", "Done"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Township);
        Assert.NotNull(officer.Page.QuerySelector("#inbox"));
        foreach (var days in (string[])["?as-of=2023-08-01", "?known-at=2023-10-11"])
        {
            await officer.Go(Township + days);
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            Assert.Null(officer.Page.QuerySelector("#inbox"));
        }
    }

    [Fact]
    public async Task What_is_still_to_follow_on_a_record_is_among_what_comes_due()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Put(
            site.Cell,
            TestCell.Village,
            ("meeting.representatives", "2023-10-10"),
            ("meeting.representatives", "2023-09-01"),
            ("open.posted", "2023-10-10"),
            // Posted before it was promised: nothing that is done now mends it.
            ("promise.posted", "2023-02-01"),
            ("promise.made", "2023-02-02")
        );
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Township);
        var rows = officer
            .Page.QuerySelectorAll("section[aria-labelledby=due] details .dues tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray())
            .ToArray();
        Assert.Equal(["10月17日", "会议记入工作簿", "1", "1"], Assert.Single(rows, row => row[1] == "会议记入工作簿"));
        Assert.DoesNotContain(rows, row => row[1].Contains("保留", StringComparison.Ordinal));
        var promised = Assert.Single(rows, row => row[1].StartsWith("年初会议现场承诺", StringComparison.Ordinal));
        Assert.Equal(int.Parse(promised[2], CultureInfo.InvariantCulture) - 1, int.Parse(promised[3], CultureInfo.InvariantCulture));
        await officer.Follow("会议记入工作簿");
        Assert.Equal("1 项", officer.Page.QuerySelector("h1")!.TextContent);
    }

    /// <summary>Every number in those places of the page with where it leads; none stands there that leads nowhere.</summary>
    private static (string Address, int Count)[] Numbers(Browser officer, params string[] places)
    {
        var found = new List<(string, int)>();
        foreach (var place in places)
        {
            var part = officer.Page.QuerySelector(place == "counts" ? ".counts" : $"section[aria-labelledby={place}]")!;
            var cells = part.QuerySelectorAll("td:not(.nowrap),.tally")
                .Append(part)
                .Where(cell => cell != part || place == "counts")
                .ToArray();
            foreach (var cell in cells)
            {
                var loose = cell.QuerySelectorAll("a")
                    .Aggregate(cell.TextContent, (text, link) => text.Replace(link.TextContent, "", StringComparison.Ordinal));
                Assert.DoesNotMatch("[0-9]", loose);
            }

            var links = part.QuerySelectorAll("a[href*='/oversight/lanes?']")
                .Where(link => link.Closest("th") is null && link.TextContent.Any(char.IsDigit))
                .ToArray();
            Assert.True(links.Length > 0, place);
            found.AddRange(links.Select(link => (link.GetAttribute("href")!, Number(link.TextContent))));
        }

        return [.. found];
    }

    private static int Number(string text) =>
        int.Parse(Regex.Match(text, "[0-9][0-9,]*").Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [Fact]
    public async Task The_districts_records_are_read_in_one_query_and_only_when_there_are_new_ones()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.District, "bureau-officer");
        await officer.Go(District);
        var kept = await Ask();
        Assert.DoesNotContain(kept, ReadsRecords);
        await DistrictYear.Fill(site.Cell);
        var full = await Ask();
        Assert.Single(full, ReadsRecords);
        Assert.Equal(kept, full.Where(query => !ReadsRecords(query)));
        Assert.True(full.Length <= 12, string.Join("\n\n", full));
        Assert.Equal(kept, await Ask());

        static bool ReadsRecords(string query) => query.Contains("FROM records", StringComparison.Ordinal);

        async Task<string[]> Ask()
        {
            using var queries = new Queries(site.Cell);
            await officer.Go(District);
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            return [.. queries.Asked];
        }
    }

    [Fact]
    public async Task Rows_stand_in_the_order_of_the_codes_and_nothing_is_shown_as_a_rate()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        using var bureau = await site.Browse(TestCell.District, "bureau-officer");
        using var township = await site.Browse(TestCell.Township, "township-officer");
        foreach (var (browser, page) in new[] { (bureau, District), (township, Township) })
        {
            await browser.Go(page);
            var codes = browser
                .Page.QuerySelectorAll(".matrix tbody th a")
                .Select(link => link.GetAttribute("href")!.Split('/', '?')[1])
                .ToArray();
            Assert.True(codes.Length > 5);
            Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
            Assert.DoesNotContain("%", browser.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("％", browser.Text, StringComparison.Ordinal);
            Assert.DoesNotMatch("完成率|率先|得分", browser.Text);
            Assert.Empty(browser.Page.QuerySelectorAll("th a[href*=sort], th button, [name=sort], [name=order]"));
            // Three grades in three columns, and no column for all of them.
            var heads = browser
                .Page.QuerySelectorAll(".figures")[0]
                .QuerySelectorAll("thead th")
                .Select(head => head.TextContent)
                .ToArray();
            Assert.Equal(["完成程序产生", "完成自记", "自评通过"], heads.Where(head => head.Contains("完成") || head.Contains("通过")));
        }
    }

    [Fact]
    public async Task The_workbook_says_the_same_counts_what_they_mean_and_under_which_conditions()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go($"{Township}?as-of=2023-08-01");
        var late = int.Parse(
            officer.Page.QuerySelector(".counts a[href*='figure=late'] b")!.TextContent,
            NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture
        );
        Assert.True(late > 0);
        var bytes = await officer.Bytes($"{Township}/export?as-of=2023-08-01");
        using var memory = new MemoryStream(bytes);
        var rows = memory.Query(useHeaderRow: true, sheetName: "完成情况").Cast<IDictionary<string, object>>().ToArray();
        Assert.Equal(late, rows.Sum(row => (int)(double)row["逾期未办"]));
        Assert.Equal(
            rows.Select(row => (string)row["单位代码"]).Order(StringComparer.Ordinal),
            rows.Select(row => (string)row["单位代码"])
        );
        var notes = memory
            .Query(useHeaderRow: true, sheetName: "说明")
            .Cast<IDictionary<string, object>>()
            .ToDictionary(row => $"{row["项目"]}", row => $"{row["说明"]}");
        Assert.Equal("2023年8月1日", notes["截至哪天"]);
        Assert.Contains("玉峰山镇", notes["范围"], StringComparison.Ordinal);
        Assert.Contains("镇街经办", notes["导出单位和职务"], StringComparison.Ordinal);
        Assert.StartsWith("2023-10-12", notes["导出时间"], StringComparison.Ordinal);
        Assert.Contains("演示", notes["性质"], StringComparison.Ordinal);
        Assert.All(rows[0].Keys, column => Assert.Contains($"列：{column}", notes.Keys));
        memory.Position = 0;
        using var zip = new ZipArchive(memory, ZipArchiveMode.Read);
        foreach (var sheet in zip.Entries.Where(entry => entry.FullName.Contains("sheet", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(sheet.Open(), Encoding.UTF8);
            Assert.DoesNotContain("<x:f>", await reader.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM", "'@SUM")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("石岩村", "石岩村")]
    [InlineData("", "")]
    public void A_text_that_looks_like_a_formula_is_told_to_be_none(string text, string written) =>
        Assert.Equal(written, Workbooks.Plain(text));

    [Fact]
    public void A_lane_is_met_by_one_grade_only()
    {
        var obligation = TestCell.Data.Lists[0].Find("consult.quarterly")!;
        foreach (var status in Enum.GetValues<Status>())
        {
            foreach (var grade in Enum.GetValues<Grade>())
            {
                var lane = new Lane
                {
                    Obligation = obligation,
                    Name = "2023Q1",
                    Status = status,
                    Grade = grade,
                    Have = 2,
                    Need = 2,
                };
                var by = new[] { Figure.ByProcedure, Figure.SelfRecorded, Figure.Approved }.Count(figure => Totals.Has(figure, lane));
                Assert.True(by <= 1);
                Assert.Equal(status is Status.Met or Status.MetLate or Status.OnTrack, by == 1);
            }
        }
    }

    [Fact]
    public async Task A_township_signs_in_to_its_villages()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go("/sign-in");
        Assert.Equal(Township, officer.Path);
    }

    private static Dictionary<string, string> Query(string address) =>
        address.Split('?')[1].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>协商目录 of the first of March, written down today: one more thing done of what the community owed.</summary>
    private static async Task Catalogue(TestSite site) =>
        await site.Cell.Does(
            site.Cell.As(TestCell.Community, WorkRecordProcedure.Record),
            WorkRecordProcedure.Table,
            TestCell.Community,
            null,
            new RecordWork
            {
                Kind = "consult.catalogue",
                On = new(2023, 3, 1),
                Fields = [new() { Name = "topics", Values = ["5"] }, new() { Name = "based-on-district-guide", Values = ["true"] }],
            }
        );
}
