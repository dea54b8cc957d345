using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Attestations;
using Cunju.Core.TaskLists;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Attestations;

/// <summary>A report that is made up after its year counts for that year, late, and never for the new one.</summary>
public sealed class LateReportTests
{
    private const string Obligation = "service.all-posts";

    private static readonly ReportOnObligation Report = new()
    {
        Obligation = Obligation,
        Rating = Rating.Done,
        Text = "窗口两人轮值。",
    };

    [Fact]
    public async Task A_report_of_January_makes_good_the_year_before()
    {
        await using var cell = await TestCell.Create("2024-01-12", since: "2023-01-01");
        Assert.Equal(Status.Overdue, await StatusOf(cell, 2023));
        var done = await cell.Does(Clerk(cell), AttestationProcedure.Table, TestCell.Village, null, Report);
        Assert.Equal(Status.InReview, await StatusOf(cell, 2023));
        await Approve(cell, done.Key.Number);
        Assert.Equal(Status.MetLate, await StatusOf(cell, 2023));
    }

    [Fact]
    public async Task With_a_new_list_in_force_the_year_that_is_meant_is_named()
    {
        await using var cell = await TestCell.Create("2026-01-12", since: "2023-01-01");
        var late = await cell.Does(Clerk(cell), AttestationProcedure.Table, TestCell.Village, null, Report with { Year = 2023 });
        await Approve(cell, late.Key.Number);
        Assert.Equal(2023, (await cell.Find<Attestation>(late.Key)).Year);
        Assert.Equal((Status.MetLate, Status.Due), (await StatusOf(cell, 2023), await StatusOf(cell, 2026)));
        var own = await cell.Does(Clerk(cell), AttestationProcedure.Table, TestCell.Village, null, Report);
        Assert.Equal((Status.MetLate, Status.InReview), (await StatusOf(cell, 2023), await StatusOf(cell, 2026)));
        Assert.Equal(2026, (await cell.Find<Attestation>(own.Key)).Year);
        // Within its year a report says no more than it did before years could be named.
        Assert.DoesNotContain("year", Field((await cell.Records()).Last(record => record.Kind == "self.report")));
        Assert.True((await Audit.Verify(cell.Cell, TestCell.Institutions, CancellationToken.None)).IsClean);
    }

    [Fact]
    public async Task A_revised_report_stays_with_its_year()
    {
        await using var cell = await TestCell.Create("2026-01-12", since: "2023-01-01");
        var late = await cell.Does(Clerk(cell), AttestationProcedure.Table, TestCell.Village, null, Report with { Year = 2023 });
        await Review(cell, late.Key.Number, ReviewOutcome.Returned);
        await cell.Does(
            Clerk(cell),
            AttestationProcedure.Table,
            TestCell.Village,
            late.Key.Number,
            new ReviseReport
            {
                Seen = 2,
                Rating = Rating.Done,
                Text = "补了轮值表。",
            }
        );
        Assert.Equal(2023, (await cell.Find<Attestation>(late.Key)).Year);
        Assert.Equal((Status.InReview, Status.Due), (await StatusOf(cell, 2023), await StatusOf(cell, 2026)));
    }

    [Theory]
    [InlineData("2023-05-01", 2026)] // has a list, has not begun
    [InlineData("2023-05-01", 2024)]
    [InlineData("2023-05-01", 2022)]
    [InlineData("2023-05-01", 0)]
    [InlineData("2023-05-01", 99999)]
    public async Task A_year_without_a_list_or_still_ahead_cannot_be_reported_on(string today, int year)
    {
        await using var cell = await TestCell.Create(today);
        Assert.Contains(
            "attestations.year",
            await cell.IsRefused(Clerk(cell), AttestationProcedure.Table, TestCell.Village, null, Report with { Year = year })
        );
    }

    [Fact]
    public async Task The_page_of_last_year_leads_to_a_report_on_last_year()
    {
        await using var site = await TestSite.Start("2026-01-12", since: "2023-01-01");
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/attestations");
        Assert.Contains("2026年自评", clerk.Text);
        await clerk.Follow("2023年自评");
        await clerk.Follow("写自评");
        Assert.Contains("补报2023年度的自评", clerk.Text);
        await clerk.Press("报送自评", ("Rating", "Done"), ("Text", "去年都落实了。"));
        Assert.Contains("待审查", clerk.Text);
        Assert.Equal("2023", Assert.Single(await site.Cell.Records()).ToRecord().Field("year")?.Text);
    }

    private static Core.Procedures.Actor Clerk(TestCell cell) => cell.Office(TestCell.Village, "clerk");

    private static Task<Done> Approve(TestCell cell, string number) => Review(cell, number, ReviewOutcome.Approved);

    private static Task<Done> Review(TestCell cell, string number, ReviewOutcome outcome) =>
        cell.Does(
            cell.As(TestCell.Township, AttestationProcedure.Review),
            AttestationProcedure.Table,
            TestCell.Village,
            number,
            new ReviewReport
            {
                Seen = 1,
                Outcome = outcome,
                Opinion = "已核对。",
            }
        );

    private static async Task<Status> StatusOf(TestCell cell, int year)
    {
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, CancellationToken.None);
        var unit = register.Find(TestCell.Village)!;
        var book = await Cell.RecordsFor(db, register, unit, CancellationToken.None);
        var list = TestCell.Data.Lists.Single(list => list.Year == year);
        return Evaluator.Evaluate(list, register, unit, book, new(cell.Cell.Today)).Of(Obligation).Single().Status;
    }

    private static IEnumerable<string> Field(RecordRow row) => row.ToRecord().Fields.Keys;
}
