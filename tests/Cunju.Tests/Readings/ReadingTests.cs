using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.Core.Procedures;
using Cunju.Core.Readings;
using Cunju.Core.TaskLists;
using Cunju.Tests.Oversight;
using Cunju.Tests.Shell;
using Cunju.Tests.TaskLists.Data;
using Xunit;

namespace Cunju.Tests.Readings;

public sealed partial class ReadingTests
{
    private const string Bureau = TestCell.District;
    private const string Paper = "渝北民发〔2023〕15号";

    [Fact]
    public async Task The_holiday_answer_changes_exactly_what_was_shown_before_it_was_given()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township, "500112004");
        var before = await Board(site.Cell);
        using var officer = await site.Browse(Bureau, "bureau-officer");
        await officer.Go($"/{Bureau}/readings/new/answer-reading?Edition=2023&Reading=A03");
        Assert.Null(officer.Page.QuerySelector("[name=By]"));
        await officer.Go($"/{Bureau}/readings/new/answer-reading?Edition=2023&Reading=A03&Option=next-workday");
        var shown = Shown().Match(officer.Text);
        Assert.True(shown.Success, officer.Text);
        Assert.Equal(before, await Board(site.Cell));
        await officer.Press("登记答复", ("By", Paper));
        Assert.Equal(HttpStatusCode.OK, officer.Status);
        Assert.Contains("顺延到下一个工作日", officer.Text);
        var after = await Board(site.Cell);
        var changed = before
            .Keys.Union(after.Keys)
            .Where(lane => before.GetValueOrDefault(lane) != after.GetValueOrDefault(lane))
            .ToArray();
        Assert.Equal(int.Parse(shown.Groups["lanes"].Value, CultureInfo.InvariantCulture), changed.Length);
        Assert.Equal(
            int.Parse(shown.Groups["units"].Value, CultureInfo.InvariantCulture),
            changed.Select(lane => lane.Unit).Distinct().Count()
        );
        // The procedure of publishing is due by the same days; nothing else moves.
        Assert.Equal(
            ["open.procedure", "open.quarterly"],
            changed.Select(lane => lane.Obligation).Distinct().Order(StringComparer.Ordinal)
        );
        // Who published on Monday 17 July was late, and is in time now.
        Assert.Contains(
            changed,
            lane => before[lane].StartsWith("MetLate", StringComparison.Ordinal) && after[lane].StartsWith("Met ", StringComparison.Ordinal)
        );
        // The journal of the bureau holds it with the numbers that were shown.
        await using var db = site.Cell.Cell.Open();
        var line = db.Journal.Single(entry => entry.Procedure == "readings");
        Assert.Equal(Bureau, line.Organisation);
        Assert.Contains($"\"lanes\":{changed.Length}", line.Payload, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_the_other_engine_an_answer_is_given_and_the_district_is_counted_alike()
    {
        Dictionary<Engine, string[]> seen = [];
        foreach (var engine in Enum.GetValues<Engine>())
        {
            await using var site = await TestSite.Start(engine: engine);
            await DistrictYear.Fill(site.Cell, TestCell.Township);
            using var officer = await site.Browse(Bureau, "bureau-officer");
            await officer.Go($"/{Bureau}/readings/new/answer-reading?Edition=2023&Reading=A03&Option=next-workday");
            var shown = Shown().Match(officer.Text).Value;
            await officer.Press("登记答复", ("By", Paper));
            Assert.Equal($"/{Bureau}/readings/2023-001", officer.Path);
            Assert.Equal("next-workday", site.Cell.Cell.ListOn(site.Cell.Cell.Today).Readings["A03"].Takes);
            await officer.Go($"/{Bureau}/oversight");
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            string[] counts = [.. officer.Page.QuerySelectorAll("main td").Select(cell => cell.TextContent.Trim())];
            Assert.True(counts.Length > 40, $"{counts.Length} cells");
            await officer.Go($"/{Bureau}/oversight/lanes?measure=15&figure=late");
            Assert.Equal(HttpStatusCode.OK, officer.Status);
            seen[engine] = [shown, .. counts, officer.Page.QuerySelector("main")!.TextContent];
            // The records of the year were put there without a journal; what the bureau did itself has one.
            Assert.DoesNotContain(
                await site.Differences(),
                found =>
                    found.Place.EndsWith($" {Bureau}", StringComparison.Ordinal)
                    || found.Place.Contains("readings", StringComparison.Ordinal)
            );
        }

        Assert.Equal(seen[Engine.Sqlite], seen[Engine.Postgres]);
    }

    [Fact]
    public async Task Each_township_shows_its_own_changes_and_leads_to_every_one_of_them()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(Bureau, "bureau-officer");
        await officer.Go($"/{Bureau}/readings/new/answer-reading?Edition=2023&Reading=A03&Option=next-workday");
        var lanes = int.Parse(Shown().Match(officer.Text).Groups["lanes"].Value, CultureInfo.InvariantCulture);
        var townships = officer.Page.QuerySelectorAll("section[aria-labelledby=effect] details").ToArray();
        Assert.True(townships.Length > 20 && lanes > 300, $"{townships.Length} {lanes}");
        Assert.Contains("今天登记，", officer.Text);
        // Each leads to the lane itself, and those that stand on a further page are one step away.
        foreach (var township in townships)
        {
            var said = int.Parse(township.QuerySelectorAll("summary .num")[1].TextContent, CultureInfo.InvariantCulture);
            var code = township.Id!;
            var listed = township.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")!).ToList();
            for (var page = township; page.QuerySelectorAll("nav a").FirstOrDefault(link => link.TextContent == "下一页") is { } next; )
            {
                await officer.Go(next.GetAttribute("href")!.Split('#')[0]);
                page = officer.Page.QuerySelector($"#{code}")!;
                Assert.True(page.HasAttribute("open"));
                listed.AddRange(page.QuerySelectorAll("li a").Select(link => link.GetAttribute("href")!));
            }

            Assert.Equal(said, listed.Distinct().Count());
            Assert.All(listed, link => Assert.Contains("?lane=", link, StringComparison.Ordinal));
            lanes -= said;
        }

        Assert.Equal(0, lanes);
        // A bureau's own duties are nobody's below; every other unit stands under its own township.
        Assert.All(
            townships.SelectMany(township =>
                township
                    .QuerySelectorAll("li a")
                    .Select(link => link.GetAttribute("href")!.Split('/')[1])
                    .Select(unit => unit[..Math.Min(9, unit.Length)])
                    .Distinct()
                    .Index()
            ),
            found => Assert.Equal(0, found.Index)
        );
    }

    [Fact]
    public async Task What_is_judged_on_another_day_says_so_and_all_of_it_can_be_reached()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(Bureau, "bureau-officer");
        await officer.Go($"/{Bureau}/editions/new/put-in-force?Edition=2026&From=2026-06-01");
        Assert.Contains("按2026年6月1日的情况看，会改变", officer.Page.QuerySelector("section[aria-labelledby=effect]")!.TextContent);
        var all = int.Parse(Shown().Match(officer.Text).Groups["lanes"].Value, CultureInfo.InvariantCulture);
        var townships = officer.Page.QuerySelectorAll("section[aria-labelledby=effect] details").ToArray();
        Assert.Equal(all, townships.Sum(Said));
        var most = townships.MaxBy(Said)!;
        Assert.True(Said(most) > 200, $"{Said(most)}");
        List<string> seen = [];
        for (var page = most; ; page = officer.Page.QuerySelector($"#{most.Id}")!)
        {
            seen.AddRange(page.QuerySelectorAll("li").Select(line => line.TextContent));
            // No board of today speaks of that edition.
            Assert.Empty(page.QuerySelectorAll("li a"));
            if (page.QuerySelectorAll("nav a").FirstOrDefault(link => link.TextContent == "下一页") is not { } next)
            {
                break;
            }

            await officer.Go(next.GetAttribute("href")!.Split('#')[0]);
        }

        Assert.Equal(Said(most), seen.Distinct().Count());
        // Nothing to change is nothing to change on that day.
        await officer.Go($"/{Bureau}/readings/new/answer-reading?Edition=2026&Reading=A03&Option=as-written");
        Assert.Contains("按2026年1月1日的情况看，不会改变", officer.Text);

        static int Said(AngleSharp.Dom.IElement township) =>
            int.Parse(township.QuerySelectorAll("summary .num")[1].TextContent, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_effect_is_found_once_for_the_one_who_looks_and_then_signs()
    {
        await using var cell = await TestCell.Create();
        AnswerReading act = new()
        {
            Edition = "2023",
            Reading = "A03",
            Option = "next-workday",
            By = Paper,
        };
        var shown = await Effect(act);
        Assert.Same(shown, await Effect(act));
        var other = await Effect(act with { Option = "previous-workday" });
        Assert.NotEqual(shown.Digest, other.Digest);
        // Somebody has done something meanwhile: it is looked at again.
        shown = await Effect(act);
        await DistrictYear.Put(cell, TestCell.Village, ("open.posted", "2023-07-17"));
        Assert.NotSame(shown, await Effect(act));
        shown = await Effect(act);
        cell.Clock.Advance(TimeSpan.FromDays(1));
        Assert.NotSame(shown, await Effect(act));

        async Task<Effect> Effect(AnswerReading asked)
        {
            await using var db = cell.Cell.Open();
            var register = await cell.Cell.Register(db, CancellationToken.None);
            Loading loading = new(cell.Cell, db, register, register.Find(Bureau)!, Officer(cell), null, asked, cell.Cell.Today);
            return ((IssuersKnowledge)await Modules.LoaderOf(typeof(IssuersKnowledge))(loading, CancellationToken.None)).Effect;
        }
    }

    [Fact]
    public async Task As_known_on_an_earlier_day_the_answer_was_not_given_yet()
    {
        await using var cell = await TestCell.Create(notes: true);
        await Answer(cell, "A03", "next-workday");
        cell.Clock.Advance(TimeSpan.FromDays(10));
        await Refresh(cell);
        Assert.Equal("next-workday", cell.Cell.ListOn(new(2023, 10, 12)).Readings["A03"].Takes);
        Assert.Equal("next-workday", cell.Cell.ListOn(new(2023, 2, 1), new(2023, 10, 12)).Readings["A03"].Takes);
        Assert.Equal("as-written", cell.Cell.ListOn(new(2023, 10, 12), new(2023, 10, 11)).Readings["A03"].Takes);
        await cell.Does(
            Officer(cell),
            ReadingProcedure.Table,
            Bureau,
            "2023-001",
            await Seen(cell, new WithdrawAnswer { By = Paper, Seen = 1 }, "2023-001")
        );
        await Refresh(cell);
        Assert.Equal("as-written", cell.Cell.ListOn(new(2023, 10, 22)).Readings["A03"].Takes);
        Assert.Null(cell.Cell.ListOn(new(2023, 10, 22)).Readings["A03"].SettledBy);
        Assert.Equal("next-workday", cell.Cell.ListOn(new(2023, 10, 22), new(2023, 10, 21)).Readings["A03"].Takes);
        Assert.True((await cell.Verify()).IsClean);
    }

    [Fact]
    public async Task What_no_answer_was_taken_for_is_decided_once_the_seven_contents_are_named()
    {
        await using var cell = await TestCell.Create();
        Assert.Equal(Status.Undetermined, await StatusOf(cell, "supervision.contents"));
        ImmutableArray<string> six = ["决策", "公开", "财务", "工程", "惠农", "作风"];
        Assert.Contains("readings.names", await Refused(cell, "A25", "list-from-city-handbook", six));
        Assert.Contains("readings.names", await Refused(cell, "A25", "list-from-city-handbook", [.. six, "作风"]));
        await Answer(cell, "A25", "list-from-city-handbook", [.. six, "文明"]);
        Assert.NotEqual(Status.Undetermined, await StatusOf(cell, "supervision.contents"));
    }

    [Fact]
    public async Task A_township_that_is_not_judged_owes_nothing_and_neither_do_its_villages()
    {
        await using var cell = await TestCell.Create();
        Assert.Contains("readings.names", await Refused(cell, "A27", "without-directly-administered", [TestCell.Village]));
        Assert.Contains("readings.names", await Refused(cell, "A27", "without-directly-administered", []));
        await Answer(cell, "A27", "without-directly-administered", [TestCell.Township]);
        var board = await Board(cell);
        Assert.All(
            board.Where(lane => lane.Key.Unit.StartsWith(TestCell.Township, StringComparison.Ordinal)),
            lane => Assert.StartsWith("NotApplicable", lane.Value, StringComparison.Ordinal)
        );
        Assert.Contains(
            board,
            lane => lane.Key.Unit == "500112004018" && !lane.Value.StartsWith("NotApplicable", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Only_the_bureau_answers_and_only_what_the_list_can_count_with_a_paper()
    {
        await using var cell = await TestCell.Create();
        Assert.Contains("readings.unwritten", await Refused(cell, "A08", "score"));
        Assert.Contains("readings.option", await Refused(cell, "A03", "whenever"));
        Assert.Contains("readings.unknown", await Refused(cell, "A99", "as-written"));
        var act = await Seen(
            cell,
            new AnswerReading
            {
                Edition = "2023",
                Reading = "A03",
                Option = "next-workday",
                By = "",
            }
        );
        Assert.Contains("readings.paper", await cell.IsRefused(Officer(cell), ReadingProcedure.Table, Bureau, null, act));
        Assert.Equal(
            ["readings.effect"],
            await cell.IsRefused(Officer(cell), ReadingProcedure.Table, Bureau, null, act with { By = Paper, Lanes = act.Lanes + 1 })
        );
        foreach (
            var (organisation, office) in new[]
            {
                (TestCell.Township, "township-leader"),
                (TestCell.Village, "committee-chair"),
                (Bureau, "administrator"),
            }
        )
        {
            var outcome = await cell.Act(
                cell.Office(organisation, office),
                ReadingProcedure.Table,
                organisation,
                null,
                act with
                {
                    By = Paper,
                }
            );
            Assert.True(outcome.Refusals.Single().IsHidden, office);
        }

        // Even with the permission a township is not the issuer.
        var stranger = await cell.Act(
            cell.Everyone(TestCell.Township),
            ReadingProcedure.Table,
            TestCell.Township,
            null,
            act with
            {
                By = Paper,
            }
        );
        Assert.True(stranger.Refusals.Single().IsHidden);
        await cell.Does(Officer(cell), ReadingProcedure.Table, Bureau, null, act with { By = Paper });
        Assert.Contains("readings.again", await Refused(cell, "A03", "previous-workday"));
        var same = await Seen(
            cell,
            new ChangeAnswer
            {
                Option = "next-workday",
                By = Paper,
                Seen = 1,
            },
            "2023-001"
        );
        Assert.Contains("readings.same", await cell.IsRefused(Officer(cell), ReadingProcedure.Table, Bureau, "2023-001", same));
    }

    [Fact]
    public async Task An_edition_carried_over_is_shown_red_only_from_the_day_it_is_put_in_force()
    {
        await using var cell = await TestCell.Create("2026-04-20", notes: true);
        Assert.Equal(0, await Red(cell, new(2026, 4, 20)));
        var act = await Seen(
            cell,
            new PutInForce
            {
                Edition = "2026",
                From = new(2026, 4, 1),
                By = Paper,
            }
        );
        Assert.True(act.Lanes > 1000, $"{act.Lanes}");
        Assert.Contains(
            "editions.day",
            await cell.IsRefused(Officer(cell), EditionProcedure.Table, Bureau, null, act with { From = new(2025, 4, 1) })
        );
        Assert.Contains(
            "editions.settled",
            await cell.IsRefused(Officer(cell), EditionProcedure.Table, Bureau, null, act with { Edition = "2023", From = new(2023, 4, 1) })
        );
        await cell.Does(Officer(cell), EditionProcedure.Table, Bureau, null, act);
        Assert.True(await Red(cell, new(2026, 4, 20)) > 500);
        Assert.Equal(0, await Red(cell, new(2026, 3, 31)));
        Assert.Equal(0, await Red(cell, new(2026, 4, 20), new(2026, 4, 19)));
        Assert.Equal(EditionStatus.InForce, cell.Cell.ListOn(new(2026, 4, 20)).Status);
        await cell.Does(
            Officer(cell),
            EditionProcedure.Table,
            Bureau,
            "2026-001",
            await Seen(cell, new WithdrawEdition { By = Paper, Seen = 1 }, "2026-001")
        );
        Assert.Equal(0, await Red(cell, new(2026, 4, 20)));
        Assert.True((await cell.Verify()).IsClean);
    }

    [Fact]
    public async Task Taking_back_or_putting_off_a_day_to_come_changes_what_would_have_begun_then()
    {
        await using var cell = await TestCell.Create("2026-04-20", notes: true);
        PutInForce may = new()
        {
            Edition = "2026",
            From = new(2026, 5, 1),
            By = Paper,
        };
        await cell.Does(Officer(cell), EditionProcedure.Table, Bureau, null, await Seen(cell, may));
        var back = await Seen(cell, new WithdrawEdition { By = Paper, Seen = 1 }, "2026-001");
        Assert.True(back.Lanes > 1000, $"{back.Lanes}");
        var later = await Seen(
            cell,
            new PutInForceAgain
            {
                From = new(2026, 6, 1),
                By = Paper,
                Seen = 1,
            },
            "2026-001"
        );
        Assert.Equal(back.Lanes, later.Lanes);
    }

    [Fact]
    public async Task The_pages_of_readings_and_editions_are_the_bureaus()
    {
        await using var site = await TestSite.Start();
        using var officer = await site.Browse(Bureau, "bureau-officer");
        await officer.Go($"/{Bureau}/readings");
        Assert.Equal(30, officer.Page.QuerySelectorAll(".reading").Length);
        Assert.Contains("明确之前不下结论", officer.Text);
        Assert.DoesNotMatch("[a-z]+-[a-z]+", string.Join(' ', officer.Page.QuerySelectorAll(".reading").Select(card => card.TextContent)));
        await officer.Go($"/{Bureau}/editions/new/put-in-force?Edition=2026&From=2026-03-01");
        Assert.Contains("影响：自2026年3月1日起施行", officer.Text);
        using var leader = await site.Browse(TestCell.Township, "township-leader");
        foreach (
            var page in new[]
            {
                $"/{Bureau}/readings",
                $"/{TestCell.Township}/readings",
                $"/{TestCell.Township}/readings/new/answer-reading",
                $"/{Bureau}/editions",
            }
        )
        {
            await leader.Go(page);
            Assert.Equal(HttpStatusCode.NotFound, leader.Status);
        }
    }

    [Fact]
    public void An_answer_that_names_what_is_not_in_the_list_is_a_fault_of_the_file()
    {
        var broken = ListFiles.Read(
            ListFiles.Text2023.Replace(
                "open.quarterly: { holiday: next-workday }",
                "open.quartely: { holiday: next-workday }",
                StringComparison.Ordinal
            ),
            prove: true
        );
        Assert.Contains(broken.Findings, finding => finding.What.Contains("open.quartely", StringComparison.Ordinal));
        var wrong = ListFiles.Read(
            ListFiles.Text2023.Replace("holiday: previous-workday", "holiday: yesterday", StringComparison.Ordinal),
            prove: true
        );
        Assert.Contains(wrong.Findings, finding => finding.What.Contains("yesterday", StringComparison.Ordinal));
        var unknown = ListFiles.Read(
            ListFiles.Text2023.Replace("    previous-workday: {", "    last-workday: {", StringComparison.Ordinal)
        );
        Assert.Contains(unknown.Findings, finding => finding.What.Contains("last-workday", StringComparison.Ordinal));
    }

    internal static Actor Officer(TestCell cell) => cell.Office(Bureau, "bureau-officer");

    private static async Task Refresh(TestCell cell)
    {
        await using var db = cell.Cell.Open();
        _ = await cell.Cell.Register(db, CancellationToken.None);
    }

    /// <summary>The act with the effect a person would have been shown.</summary>
    internal static async Task<TAct> Seen<TAct>(TestCell cell, TAct act, string? number = null)
        where TAct : IssuersAct
    {
        var table = act is AnsweringAct or WithdrawAnswer ? (IProcedure)ReadingProcedure.Table : EditionProcedure.Table;
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, CancellationToken.None);
        var @case = number is null ? null : (Case?)await db.FindAsync(table.CaseType, Bureau, number);
        return await Foreseen.For(new(cell.Cell, db, register, register.Find(Bureau)!, Officer(cell), @case, act, cell.Cell.Today), act);
    }

    private static async Task Answer(TestCell cell, string reading, string option, ImmutableArray<string>? names = null) =>
        await cell.Does(Officer(cell), ReadingProcedure.Table, Bureau, null, await Asked(cell, reading, option, names));

    private static async Task<ImmutableArray<string>> Refused(
        TestCell cell,
        string reading,
        string option,
        ImmutableArray<string>? names = null
    ) => await cell.IsRefused(Officer(cell), ReadingProcedure.Table, Bureau, null, await Asked(cell, reading, option, names));

    private static Task<AnswerReading> Asked(TestCell cell, string reading, string option, ImmutableArray<string>? names) =>
        Seen(
            cell,
            new AnswerReading
            {
                Edition = "2023",
                Reading = reading,
                Option = option,
                Names = names ?? [],
                By = Paper,
            }
        );

    private static async Task<Status> StatusOf(TestCell cell, string obligation)
    {
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, CancellationToken.None);
        var unit = register.Find(TestCell.Village)!;
        var board = Evaluator.Evaluate(
            cell.Cell.ListOn(cell.Cell.Today),
            register,
            unit,
            new([]),
            new(cell.Cell.Today, null, cell.Cell.Since)
        );
        return Assert.Single(board.Of(obligation)).Status;
    }

    /// <summary>Where every lane of every unit stands today.</summary>
    private static async Task<Dictionary<(string Unit, string Obligation, string Lane), string>> Board(
        TestCell cell,
        DateOnly? asOf = null,
        DateOnly? knownAt = null
    )
    {
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, CancellationToken.None);
        var day = asOf ?? cell.Cell.Today;
        var list = cell.Cell.ListOn(day, knownAt);
        var book = await cell.Cell.AllRecords(db, list, CancellationToken.None);
        return register
            .All.SelectMany(unit =>
                Evaluator.Evaluate(list, register, unit, book, new(day, knownAt, cell.Cell.Since)).Lanes.Select(lane => (unit, lane))
            )
            .ToDictionary(
                pair => (pair.unit.Id, pair.lane.Obligation.Id, pair.lane.Name),
                pair => $"{pair.lane.Status} {pair.lane.Have}/{pair.lane.Need} {pair.lane.Due:yyyy-MM-dd}"
            );
    }

    private static async Task<int> Red(TestCell cell, DateOnly asOf, DateOnly? knownAt = null) =>
        (await Board(cell, asOf, knownAt)).Values.Count(lane =>
            lane.StartsWith("Overdue", StringComparison.Ordinal)
            || lane.StartsWith("AtRisk", StringComparison.Ordinal)
            || lane.StartsWith("Breached", StringComparison.Ordinal)
        );

    [GeneratedRegex(@"会改变\s*(?<units>\d+)\s*个单位的\s*(?<lanes>\d+)\s*项")]
    private static partial Regex Shown();
}
