using System.Net;
using System.Text.RegularExpressions;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Boards;

/// <summary>What people read about the counting: the words of their own kind of place, no ids, and remarks where they belong.</summary>
public sealed partial class ExplanationTests
{
    [Fact]
    public async Task A_village_and_a_community_each_read_their_own_words()
    {
        await using var site = await TestSite.Start();
        foreach (
            var (unit, own, other) in new[] { (TestCell.Village, "村民会议", "居民会议"), (TestCell.Community, "居民会议", "村民会议") }
        )
        {
            using var clerk = await site.Browse(unit, "clerk");
            foreach (
                var page in new[]
                {
                    "desk",
                    "scoreboard",
                    "scoreboard/assembly.yearly",
                    "scoreboard/decision.four-two",
                    "work-records/new/record-work",
                    "work-records/new/record-work?Kind=decision.step",
                    "attestations",
                    "attestations/new/report-on-obligation?Obligation=subcommittees.outreach",
                }
            )
            {
                await clerk.Go($"/{unit}/{page}");
                Assert.Equal(HttpStatusCode.OK, clerk.Status);
                // What the list says itself is quoted verbatim, and so is what the questions to its issuer are about.
                foreach (
                    var quoted in clerk
                        .Page.QuerySelectorAll("main blockquote, main dl, main .small, main p:has(> .tag), main p.why")
                        .ToArray()
                )
                {
                    quoted.Remove();
                }

                Assert.DoesNotMatch(ForBoth(), clerk.Page.QuerySelector("main")!.TextContent);
            }

            await clerk.Go($"/{unit}/scoreboard");
            Assert.Contains($"每年至少召开1次{own}", clerk.Text);
            Assert.DoesNotContain($"每年至少召开1次{other}", clerk.Text);
            await clerk.Go($"/{unit}/scoreboard/assembly.yearly");
            Assert.Contains("各村(居)每年至少召开1次村(居)民会议", clerk.Page.QuerySelector("blockquote")!.TextContent);
        }
    }

    [Fact]
    public async Task A_remark_stands_with_its_record_and_no_page_shows_an_id()
    {
        await using var site = await TestSite.Start();
        await Story.Tell(site);
        using var clerk = await site.Browse(TestCell.Community, "clerk");
        var list = site.Cell.Cell.ListOn(site.Cell.Cell.Today);
        foreach (var obligation in list.Obligations)
        {
            await clerk.Go($"/{TestCell.Community}/scoreboard/{obligation.Id}");
            Assert.DoesNotMatch(RecordId(), clerk.Text);
            Assert.DoesNotContain("补录", string.Concat(clerk.Page.QuerySelectorAll(".notes").Select(notes => notes.TextContent)));
        }

        await clerk.Go($"/{TestCell.Community}/scoreboard/promise.chain");
        var filed = clerk.Page.QuerySelectorAll(".ticked li").First(line => line.TextContent.Contains("2月20日", StringComparison.Ordinal));
        Assert.StartsWith("佐证不全：", filed.QuerySelector(".block")!.TextContent);
        Assert.Contains("补录，晚234日", filed.TextContent);
        Assert.All(
            clerk.Page.QuerySelectorAll(".ticked li .block"),
            remark => Assert.DoesNotContain("；", remark.TextContent, StringComparison.Ordinal)
        );
        for (var number = 1; number < 10; number++)
        {
            await clerk.Go($"/{TestCell.Community}/work-records/2023-{number:000}");
            Assert.DoesNotMatch(RecordId(), clerk.Text);
        }
    }

    [Fact]
    public async Task What_was_corrected_leads_to_what_stands_instead()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Community, "clerk");
        var noted = await Note(site, clerk, "2023-03-20");
        await site.Cell.Does(
            clerk,
            WorkRecordProcedure.Table,
            TestCell.Community,
            noted,
            new CorrectWork
            {
                Seen = 1,
                On = new(2023, 3, 21),
                Fields = [new() { Name = "topics", Values = ["5"] }, new() { Name = "based-on-district-guide", Values = ["true"] }],
            }
        );
        using var reader = await site.Browse(TestCell.Community, "clerk");
        await reader.Go($"/{TestCell.Community}/scoreboard/consult.catalogue");
        var crossed = reader.Page.QuerySelector(".crossed li")!;
        Assert.Contains("已于2023年10月12日更正", crossed.TextContent);
        Assert.Contains("现在是：2023年3月21日", Blanks().Replace(crossed.TextContent, ""));
        Assert.Equal($"/{TestCell.Community}/work-records/{noted}", crossed.QuerySelector(".block a")!.GetAttribute("href"));
        Assert.DoesNotMatch(RecordId(), reader.Text);
    }

    [Fact]
    public async Task Yesterdays_work_entered_today_gets_no_mark_and_last_months_does()
    {
        await using var site = await TestSite.Start();
        var clerk = site.Cell.Office(TestCell.Community, "clerk");
        await Note(site, clerk, "2023-10-11");
        using var reader = await site.Browse(TestCell.Community, "clerk");
        foreach (var page in new[] { "desk", "work-records", "scoreboard/consult.catalogue" })
        {
            await reader.Go($"/{TestCell.Community}/{page}");
            Assert.DoesNotContain("补录，晚", reader.Page.QuerySelector("main")!.TextContent);
        }

        await Note(site, clerk, "2023-09-11");
        foreach (var page in new[] { "desk", "work-records", "scoreboard/consult.catalogue" })
        {
            await reader.Go($"/{TestCell.Community}/{page}");
            Assert.Contains("补录，晚31日", reader.Page.QuerySelector("main")!.TextContent);
        }
    }

    [Theory]
    [InlineData("2023-03-30", "2023-03-31", 0)] // entered on the last day itself
    [InlineData("2023-03-30", "2023-04-01", 2)] // the board had shown it as late in between
    [InlineData("2023-04-01", "2023-04-02", 0)] // it happened late; the status says so
    [InlineData("2023-03-01", "2023-03-08", 0)]
    [InlineData("2023-03-01", "2023-03-09", 8)]
    [InlineData("2023-03-01", "2023-03-01", 0)]
    public void A_late_entry_is_worth_a_word_after_a_week_or_when_the_board_had_said_otherwise(string on, string entered, int days) =>
        Assert.Equal(days, Core.Ledger.LateEntry.Days(DateOnly.Parse(on), DateOnly.Parse(entered), new(2023, 3, 31)));

    private static async Task<string> Note(TestSite site, Core.Procedures.Actor clerk, string day) => (
            await site.Cell.Does(
                clerk,
                WorkRecordProcedure.Table,
                TestCell.Community,
                null,
                new RecordWork
                {
                    Kind = "consult.catalogue",
                    On = DateOnly.Parse(day),
                    Fields = [new() { Name = "topics", Values = ["5"] }, new() { Name = "based-on-district-guide", Values = ["true"] }],
                }
            )
        ).Key.Number;

    [GeneratedRegex("村[（(](居|社区)[）)]")]
    private static partial Regex ForBoth();

    [GeneratedRegex(@"\d{6,12}-\d{6}")]
    private static partial Regex RecordId();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
