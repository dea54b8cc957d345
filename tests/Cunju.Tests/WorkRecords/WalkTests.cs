using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Assemblies;
using Cunju.Core.Attestations;
using Cunju.Core.Disclosures;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Cunju.Core.TaskLists;
using Cunju.Core.TaskLists.Shapes;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Disclosures;
using Xunit;
using Vocabulary = Cunju.Core.WorkRecords.Vocabulary;

namespace Cunju.Tests.WorkRecords;

/// <summary>Every obligation of the list can be recorded and counted: the walk asks each lane what it wants next and does just that, through the acts people have.</summary>
public sealed class WalkTests
{
    private const int MostSteps = 40;

    [Theory]
    [InlineData(TestCell.Village)]
    [InlineData(TestCell.Community)]
    [InlineData("500112129")] // a township
    [InlineData("500112")] // the bureau
    [InlineData("500112004")] // 回兴街道, which also guides a pilot
    public async Task Every_obligation_of_a_unit_can_be_brought_to_its_end(string unit)
    {
        await using var cell = await TestCell.Create("2023-12-05", since: "2023-01-01");
        var walker = new Walker(cell);
        await walker.KnowTerms(unit);
        var left = await walker.Walk(unit);
        Assert.Empty(left);
    }

    [Fact]
    public async Task Every_named_unit_can_finish_its_pilot()
    {
        await using var cell = await TestCell.Create("2023-12-05");
        var walker = new Walker(cell);
        var list = cell.Cell.ListOn(cell.Cell.Today);
        foreach (var obligation in list.Obligations.Where(obligation => !obligation.Named.IsEmpty))
        {
            foreach (var unit in obligation.Named)
            {
                Assert.Empty(await walker.Walk(unit, obligation.Id));
            }
        }
    }

    /// <summary>Does what lanes want until nothing is wanted any more; what remains is what could not be brought to an end.</summary>
    private sealed class Walker(TestCell cell)
    {
        private int keys;

        private TaskList List => cell.Cell.ListOn(cell.Cell.Today);

        public async Task KnowTerms(string unit)
        {
            if (unit.Length == 12)
            {
                await cell.Does(
                    Office(unit),
                    ProfileProcedure.Table,
                    unit,
                    null,
                    new StartProfile
                    {
                        Item = "committee-term-end",
                        Value = "2026-01-31",
                        From = new(2021, 2, 1),
                    }
                );
            }
        }

        public async Task<List<string>> Walk(string unit, string? only = null)
        {
            var given = new HashSet<string>(StringComparer.Ordinal);
            for (var step = 0; step < MostSteps * 10; step++)
            {
                var (board, book, register) = await Board(unit);
                var open = board
                    .Lanes.Where(lane =>
                        (only is null || lane.Obligation.Id == only)
                        && (lane.Obligation.Bearers.Contains(board.Unit.KindOn(cell.Cell.Today)) || lane.Obligation.Named.Contains(unit))
                        && IsOpen(lane)
                        && !IsPast(lane)
                        && !given.Contains($"{lane.Obligation.Id}/{lane.Name}")
                    )
                    .ToList();
                if (open.Count == 0)
                {
                    return [];
                }

                var lane = open[0];
                if (lane.Status == Status.InReview)
                {
                    await Review(unit, lane, book, register);
                    continue;
                }

                if (new Wanting(List, board.Unit, book, cell.Cell.Today).For(lane) is not { } next || step > MostSteps * 9)
                {
                    return [.. open.Select(lane => $"{lane.Obligation.Id} {lane.Name} {lane.Status} {lane.Have}/{lane.Need}")];
                }

                await Do(unit, lane, next);
                if (lane.Status == Status.NotApplicable)
                {
                    // A trigger was made; whether its own lane can be finished is seen in the next round.
                    given.Add($"{lane.Obligation.Id}/{lane.Name}");
                }
            }

            return ["too many steps"];
        }

        /// <summary>Open readings, profiles nobody knows and duties without a trigger in offices are no fault of the records.</summary>
        private static bool IsOpen(Lane lane) =>
            lane.Status switch
            {
                Status.Met or Status.MetLate or Status.Undetermined => false,
                Status.OnTrack => lane.Obligation.Shape is Procedure && lane.Have < lane.Need,
                Status.NotApplicable => lane.Obligation.Shape is FollowUp { When.Below: false } or DisplayWindow && lane.Need == 0,
                _ => true,
            };

        /// <summary>What was not on the platform in its quarter cannot be put there any more: its publication bears the day it really happened.</summary>
        private bool IsPast(Lane lane) =>
            lane.Obligation.Shape is Dates dates && dates.DaysOf(List).Any(day => day.Name == lane.Name && day.Closes < cell.Cell.Today);

        /// <summary>A period's disclosure as it was on its days, told today: the whole course in one go.</summary>
        private async Task Disclose(string unit, string lane)
        {
            await using var db = cell.Cell.Open();
            var begun = db.Set<Disclosure>().Where(kept => kept.Unit == unit).Select(kept => kept.Period).ToHashSet();
            var kind = unit == TestCell.Village ? UnitKind.Village : UnitKind.Community;
            var period = DisclosurePeriod
                .Of(List, kind)
                .First(period =>
                    !begun.Contains(period.Name)
                    && (period.Name == lane || period.Name.StartsWith(lane, StringComparison.Ordinal) || lane.Length is not (7 or 10))
                );
            var day = period.Opens;
            var key = (await cell.Does(cell.Everyone(unit), DisclosureProcedure.Table, unit, null, Course.DraftOf(period.Name))).Key;
            await Then(new SubmitForReview { On = day.AddDays(-10) });
            await Then(new PassReview { On = day.AddDays(-6) });
            var met = await cell.Does(
                cell.Everyone(unit),
                Meetings.Procedure,
                unit,
                null,
                new RecordMeeting
                {
                    Types = [MeetingType.JointMeeting],
                    Day = day.AddDays(-3),
                    Eligible = 9,
                    Present = 8,
                    Agenda = [new() { Motion = $"确定{period.Name}公开方案", Vote = VoteMethod.Unanimous }],
                    Key = $"{++keys}",
                }
            );
            await Then(new SettlePlan { Meeting = met.Key.Number });
            await Then(DisclosureScene.PutUp with { On = day, Signed = 1 });
            await Then(new ArchiveDisclosure { On = day });
            await Telling.Filed(cell, key, $"{cell.Cell.Today:yyyy-MM-dd}");

            async Task Then(Act act) => await Telling.Then(cell, key, $"{cell.Cell.Today:yyyy-MM-dd}", act);
        }

        private async Task Do(string unit, Lane lane, NextRecord next)
        {
            var starter = Modules.StarterOf(next.Kind);
            var day =
                lane.Opens is { } opens && opens > cell.Cell.Today ? cell.Cell.Today
                : lane.Due < cell.Cell.Today ? lane.Due.Value
                : lane.Opens ?? cell.Cell.Today;
            if (starter.Act == typeof(DraftDisclosure))
            {
                await Disclose(unit, lane.Name);
            }
            else if (starter.Act == typeof(ReportOnObligation))
            {
                await cell.Does(
                    Office(unit),
                    AttestationProcedure.Table,
                    unit,
                    null,
                    new ReportOnObligation
                    {
                        Obligation = lane.Obligation.Id,
                        Rating = Rating.Done,
                        Text = "已经落实。",
                        Key = $"{++keys}",
                    }
                );
            }
            else if (starter.Act == typeof(RecordMeeting))
            {
                var told = starter.Presets(next).ToLookup(preset => preset.Field, preset => preset.Value);
                var type = Enum.Parse<MeetingType>(told["Types"].Single());
                AgendaKind? agenda = told["Agenda[0].Kind"].SingleOrDefault() is { } word ? Enum.Parse<AgendaKind>(word) : null;
                await cell.Does(
                    Office(unit, type == MeetingType.SupervisionMeeting),
                    Meetings.Procedure,
                    unit,
                    null,
                    new RecordMeeting
                    {
                        Types = [type],
                        Day = day,
                        Place = "会议室",
                        Mode = type == MeetingType.ResidentsAssembly ? CountingMode.Households : null,
                        Eligible = 30,
                        Present = 28,
                        Agenda = [new() { Kind = agenda, Motion = "年度工作" }],
                        Key = $"{++keys}",
                    }
                );
            }
            else
            {
                var kind = List.Kinds[next.Kind];
                await cell.Does(
                    Office(unit, Vocabulary.IsSupervision(next.Kind)),
                    WorkRecordProcedure.Table,
                    unit,
                    null,
                    new RecordWork
                    {
                        Kind = next.Kind,
                        On = day,
                        CaseName = next.Case ?? (Vocabulary.NeedsCase(List, next.Kind) ? "通村路硬化" : null),
                        Of = next.Of,
                        Key = $"{++keys}",
                        Fields =
                        [
                            .. Vocabulary
                                .AskedOf(kind)
                                .Select(field => new TypedField
                                {
                                    Name = field.Name,
                                    Values =
                                    [
                                        .. next.Fields.TryGetValue(field.Name, out var told) ? told.Items
                                        : field.Required ? Any(field)
                                        : [],
                                    ],
                                }),
                        ],
                    }
                );
            }
        }

        /// <summary>The person whose work it is, with the rights of that office alone.</summary>
        private Actor Office(string unit, bool supervision = false) =>
            cell.Office(
                unit,
                unit.Length switch
                {
                    12 => supervision ? "supervision-chair" : "clerk",
                    9 => "township-officer",
                    _ => "bureau-officer",
                }
            );

        private static IEnumerable<string> Any(RecordField field) =>
            field.Type switch
            {
                "int" => field.Name == "director" ? ["1"] : ["5"],
                "boolean" => ["true"],
                "date" => ["2026-01-31"],
                "month" => ["2023-05"],
                _ => [field.Values.IsEmpty ? "有" : field.Values[0]],
            };

        private async Task Review(string unit, Lane lane, RecordBook book, Register register)
        {
            var parent = register.Find(unit)!.ParentOn(cell.Cell.Today)!;
            await using var db = cell.Cell.Open();
            var attestation = db.Set<Attestation>()
                .First(attestation => attestation.Unit == unit && attestation.Obligation == lane.Obligation.Id);
            await cell.Does(
                Office(parent),
                AttestationProcedure.Table,
                unit,
                attestation.Number,
                new ReviewReport { Outcome = ReviewOutcome.Approved, Seen = attestation.Version }
            );
        }

        private async Task<(Scoreboard Board, RecordBook Book, Register Register)> Board(string unit)
        {
            await using var db = cell.Cell.Open();
            var register = await cell.Cell.Register(db, CancellationToken.None);
            var place = register.Find(unit)!;
            var book = await Cell.RecordsFor(db, register, place, CancellationToken.None);
            return (Evaluator.Evaluate(List, register, place, book, new(cell.Cell.Today)), book, register);
        }
    }
}
