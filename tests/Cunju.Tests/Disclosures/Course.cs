using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>A village's disclosure from day to day: the clock goes on, every act goes through the Desk, and the list of 2023 counts.</summary>
internal sealed class Course : IAsyncDisposable
{
    public const string Quarter = "2023-04-15";

    private readonly TestCell cell;
    private readonly Dictionary<string, Blob> scans = [];
    private CaseKey? disclosure;
    private CaseKey? filing;

    private Course(TestCell cell) => this.cell = cell;

    public TestCell Cell => cell;

    /// <summary>The disclosure as it stands.</summary>
    public async Task<Disclosure> Disclosure() => await cell.Find<Disclosure>(disclosure!);

    /// <summary>A village with three supervisors in office, in March.</summary>
    public static async Task<Course> Begin()
    {
        var cell = await TestCell.Create("2023-03-20", few: true);
        foreach (var office in new[] { "supervision-chair", "supervision-member", "supervision-member" })
        {
            AppointToOffice act = new()
            {
                Office = office,
                Name = "林某",
                From = new(2021, 3, 1),
            };
            await cell.Does(cell.Everyone(TestCell.Village), TenureProcedure.Table, TestCell.Village, null, act);
        }

        return new(cell);
    }

    /// <summary>Does an act of the disclosure on that day, from the hand the table gives it to.</summary>
    public async Task<Course> On(string day, Act act)
    {
        var outcome = await Asked(day, act);
        Assert.True(outcome.IsDone, string.Join("\n", outcome.Refusals));
        return this;
    }

    /// <summary>The codes with which it is refused.</summary>
    public async Task<ImmutableArray<string>> Refused(string day, Act act)
    {
        var outcome = await Asked(day, act);
        Assert.False(outcome.IsDone);
        return [.. outcome.Refusals.Select(refusal => refusal.Code)];
    }

    /// <summary>A scan of that sheet; whatever is named so comes along with the act that names it.</summary>
    public string Scan(string sheet)
    {
        var bytes = Encoding.UTF8.GetBytes($"%PDF-1.4\n{sheet}\n%%EOF\n");
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        scans[digest] = new()
        {
            Digest = digest,
            Unit = TestCell.Village,
            MediaType = "application/pdf",
            Bytes = bytes,
        };
        return digest;
    }

    /// <summary>Everything that stands of that kind, in the order in which it was put up or done: its day, and whether a signed sheet proves it.</summary>
    public async Task<(string On, bool Proved)[]> Proofs(string kind, string? step = null)
    {
        var records = (await cell.Records()).Select(row => row.ToRecord()).ToArray();
        var gone = records.Where(record => record.Kind is "fact.corrected" or "fact.retracted").Select(record => record.Of).ToHashSet();
        return
        [
            .. from record in records
            where record.Kind == kind && !gone.Contains(record.Id) && record.Field("step")?.Text == step
            orderby record.On, record.Of is not null
            select ($"{record.On:yyyy-MM-dd}", record.Evidence.Contains("sheet")),
        ];
    }

    /// <summary>A joint meeting held that day settles the plan.</summary>
    public async Task<Course> Settled(string day)
    {
        cell.Clock.Set(day);
        var met = await cell.Does(
            cell.Everyone(TestCell.Village),
            Meetings.Procedure,
            TestCell.Village,
            null,
            new RecordMeeting
            {
                Types = [MeetingType.JointMeeting],
                Day = DateOnly.Parse(day),
                Eligible = 9,
                Present = 8,
                Agenda = [new() { Motion = "确定公开方案", Vote = VoteMethod.Unanimous }],
            }
        );
        return await On(day, new SettlePlan { Meeting = met.Key.Number });
    }

    /// <summary>Drafted, reviewed and settled in the days before.</summary>
    public async Task<Course> Ready(string period = Quarter)
    {
        var first = period.Length > 7 ? period[..7] : period;
        await On($"{first}-03", DraftOf(period));
        await On($"{first}-04", new SubmitForReview());
        await On($"{first}-07", new PassReview());
        return await Settled($"{first}-10");
    }

    /// <summary>What is written for a period: all four subjects of a quarter, the books alone of another month.</summary>
    public static DraftDisclosure DraftOf(string period)
    {
        var books = DisclosureScene.BooksOf(new DateOnly(int.Parse(period[..4]), int.Parse(period[5..7]), 1).AddMonths(-1));
        return period.Length > 7 ? DisclosureScene.Draft with { Period = period, Books = books } : new() { Period = period, Books = books };
    }

    /// <summary>The statuses of an obligation's lanes on a day, in the order of their days.</summary>
    public async Task<ImmutableArray<Lane>> Lanes(string obligation, string asOf, string unit = TestCell.Village)
    {
        cell.Clock.Set(asOf);
        await using var db = cell.Cell.Open();
        var register = await cell.Cell.Register(db, CancellationToken.None);
        var place = register.Find(unit)!;
        var book = await App.Storage.Cell.RecordsFor(db, register, place, CancellationToken.None);
        return
        [
            .. Evaluator
                .Evaluate(DisclosureScene.List, register, place, book, new(cell.Cell.Today, null, cell.Cell.Since))
                .Of(obligation)
                .OrderBy(lane => lane.Opens),
        ];
    }

    /// <summary>The status of one lane on a day.</summary>
    public async Task<Status> Lane(string obligation, string lane, string asOf) =>
        (await Lanes(obligation, asOf)).Single(one => one.Name == lane).Status;

    private async Task<Outcome<Done>> Asked(string day, Act act)
    {
        cell.Clock.Set(day);
        var isFiling = FilingProcedure.Table.Steps.Any(step => step.Act == act.GetType());
        IProcedure table = isFiling ? FilingProcedure.Table : DisclosureProcedure.Table;
        var step = table.Steps.Single(step => step.Act == act.GetType());
        var key =
            step.Opens ? null
            : isFiling ? filing
            : disclosure;
        var seen =
            key is null ? 0
            : isFiling ? (await cell.Find<Filing>(key)).Version
            : (await cell.Find<Disclosure>(key)).Version;
        var actor = cell.Everyone(step.Reach == Reach.Below ? TestCell.Township : TestCell.Village);
        var asked = act is FilePaper ? new FilePaper { Procedure = "disclosures", Number = disclosure!.Number } : act;
        var outcome = await cell.Desk.Act(
            table,
            TestCell.Village,
            key?.Number,
            asked with
            {
                Seen = act.Seen == 0 ? seen : act.Seen,
                Key = Guid.CreateVersion7().ToString("N"),
            },
            actor,
            new([.. scans.Values]),
            CancellationToken.None
        );
        if (outcome.IsDone && step.Opens)
        {
            (disclosure, filing) = isFiling ? (disclosure, outcome.Value.Key) : (outcome.Value.Key, null);
        }

        return outcome;
    }

    public ValueTask DisposeAsync() => cell.DisposeAsync();
}
