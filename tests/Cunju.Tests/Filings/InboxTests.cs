using Cunju.Tests.Disclosures;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Filings;

/// <summary>等审查: what was filed waits on the township's desk, which asks the store as often for many as for a few.</summary>
public sealed class InboxTests
{
    [Fact]
    public async Task The_townships_desk_asks_no_more_for_five_papers_than_for_two()
    {
        const string Day = "2023-09-20";
        await using var site = await TestSite.Start(Day);
        foreach (var seat in (string[])["supervision-chair", "supervision-member", "supervision-member"])
        {
            await site.Seat(TestCell.Village, seat);
        }

        using var officer = await site.Browse(TestCell.Township, "township-officer");
        await officer.Go(Desk);
        await File("2023-02", "2023-03");
        var two = await Asked(2);
        await File("2023-05", "2023-06", "2023-08");
        Assert.Equal(two, await Asked(5));

        async Task File(params string[] periods)
        {
            foreach (var period in periods)
            {
                var key = await Telling.Drafted(site.Cell, TestCell.Village, period, Day);
                await Telling.PutUp(site.Cell, key, Day);
                await Telling.Filed(site.Cell, key, Day);
            }
        }

        async Task<int> Asked(int waiting)
        {
            // What the memory keeps of records is read anew once and belongs to nobody's desk.
            await officer.Go(Desk);
            using var sql = site.CountSql();
            await officer.Go(Desk);
            Assert.Equal(waiting, officer.Text.Split("：等审查").Length - 1);
            return sql.Take().Length;
        }
    }

    private const string Desk = $"/{TestCell.Township}/desk";
}
