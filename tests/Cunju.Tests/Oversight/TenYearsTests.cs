using System.Globalization;
using System.Net;
using Cunju.App.Feeds;
using Cunju.Core.People;
using Cunju.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Oversight;

/// <summary>十年不比一年贵: what a page asks the store and how many rows it is given do not grow with the years.</summary>
public sealed class TenYearsTests
{
    private static readonly (string Address, string? Unit, string? Office)[] Pages =
    [
        ($"/{TestCell.Community}", null, null),
        ($"/{TestCell.Community}/open/year", null, null),
        ($"/{TestCell.Community}/open/year/consult.quarterly", null, null),
        ($"/{TestCell.Community}/desk", TestCell.Community, "clerk"),
        ($"/{TestCell.Community}/scoreboard", TestCell.Community, "clerk"),
        ($"/{TestCell.Community}/scoreboard/consult.quarterly", TestCell.Community, "clerk"),
        ($"/{TestCell.Community}/scoreboard?as-of=2023-08-01&known-at=2023-08-01", TestCell.Community, "clerk"),
        ($"/{TestCell.Community}/scoreboard/consult.quarterly?as-of=2023-08-01&known-at=2023-08-01", TestCell.Community, "clerk"),
        ($"/{TestCell.Community}/work-records/new/record-work?Kind=supervision.action", TestCell.Community, "clerk"),
        ($"/{TestCell.Township}/desk", TestCell.Township, "township-officer"),
        ($"/{TestCell.Township}/oversight", TestCell.Township, "township-officer"),
        ($"/{TestCell.Township}/oversight/lanes?figure=late", TestCell.Township, "township-officer"),
        ($"/{TestCell.Township}/oversight?as-of=2023-08-01&known-at=2023-08-01", TestCell.Township, "township-officer"),
        ($"/{TestCell.District}/oversight", TestCell.District, "bureau-officer"),
        ($"/{TestCell.District}/oversight?as-of=2023-08-01&known-at=2023-08-01", TestCell.District, "bureau-officer"),
        ($"/{TestCell.District}/oversight/lanes?figure=late", TestCell.District, "bureau-officer"),
    ];

    [Fact]
    public async Task Ten_years_of_records_are_read_as_one_is()
    {
        await using var site = await TestSite.Start();
        await DistrictYear.Fill(site.Cell, TestCell.Township);
        var seats = new Dictionary<string, string>();
        foreach (var (_, unit, office) in Pages.Where(page => page.Office is not null).DistinctBy(page => page.Office))
        {
            seats[office!] = await site.Seat(unit!, office!);
        }

        // A telephone's calendar is asked for every few hours.
        string calendar;
        await using (var db = site.Cell.Cell.Open())
        {
            var clerk = await db.Set<Account>()
                .SingleAsync(account => account.Unit == TestCell.Community, TestContext.Current.CancellationToken);
            calendar =
                "/calendars/" + await Feed.Renew(db, clerk, Feed.OfUnit, site.Cell.Cell.Today, TestContext.Current.CancellationToken);
        }

        // Once for the notes that somebody looked; they have chains of their own.
        await Read(site, seats, $"{calendar}.ics");
        var one = await Read(site, seats, $"{calendar}.ics");
        await Grow(site.Cell);
        var ten = await Read(site, seats, $"{calendar}.ics");
        Assert.All(one, page => Assert.True(page.Rows > 0));
        Assert.Equal(one, ten);
    }

    /// <summary>Each page: once so that the person is known, then, the chains having moved, as it is made anew.</summary>
    private static async Task<(string Address, int Queries, int Rows)[]> Read(
        TestSite site,
        Dictionary<string, string> seats,
        string calendar
    )
    {
        using var asked = site.CountSql();
        var read = new List<(string, int, int)>();
        foreach (var (address, office) in Pages.Select(page => (page.Address, page.Office)).Append((calendar, null)))
        {
            using var http = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site.Address };
            if (office is not null)
            {
                http.DefaultRequestHeaders.Add("Cookie", $"seat={seats[office]}");
            }

            (await http.GetAsync(address, TestContext.Current.CancellationToken)).Dispose();
            await Move(site.Cell);
            asked.Take();
            using var answer = await http.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var rows = asked.TakeRows();
            read.Add((address, asked.Take().Length, rows));
        }

        return [.. read];
    }

    /// <summary>Every chain is one longer, as after something of no account.</summary>
    private static async Task Move(TestCell cell)
    {
        await using var db = cell.Cell.Open();
        await db.Heads.ExecuteUpdateAsync(
            set => set.SetProperty(head => head.Seq, head => head.Seq + 1),
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>The year's work again in each of the nine years before, with its links and cases.</summary>
    private static async Task Grow(TestCell cell)
    {
        await using var db = cell.Cell.Open();
        var rows = await db.Records.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        for (var back = 1; back < 10; back++)
        {
            var then = back.ToString(CultureInfo.InvariantCulture);
            db.Records.AddRange(
                rows.Select(row =>
                    row with
                    {
                        Id = $"{row.Id}-{then}",
                        On = row.On.AddYears(-back),
                        Entered = row.Entered.AddYears(-back),
                        Of = row.Of is { } of ? $"{of}-{then}" : null,
                        Case = row.Case is { } name ? $"{name}-{then}" : null,
                        CaseNumber = $"{row.CaseNumber}-{then}",
                    }
                )
            );
        }

#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
#pragma warning restore RS0030
    }
}
