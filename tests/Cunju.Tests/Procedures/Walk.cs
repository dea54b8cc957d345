using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Cunju.App;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.Ledger;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Xunit.Sdk;
using Record = Cunju.Core.Ledger.Record;

namespace Cunju.Tests.Procedures;

/// <summary>随机走查: anybody presses anything, on any day, in any order, and the table, the case, the facts and the records must agree at every step.</summary>
/// <remarks>What the procedure must know is loaded by its own loaders from real tables; every run is one transaction that is taken back at its end, so that
/// each begins alike and a run that broke something can be repeated from its seed. It goes on until every row of the table was taken, from every state it is
/// open in and to every state it may lead to; a table with a row nobody can take fails.</remarks>
internal sealed class Walk(Cell cell, IProcedure procedure, Hint hint, int most = 400)
{
    // Never used twice, so that no cache of the register that was read in a run is taken for the register of another.
    private static long mark = 1_000_000;

    private const int Runs = 10;

    /// <summary>At least so many rounds; more for who has the time (<c>CUNJU_WALKS=100</c>).</summary>
    private static readonly int LeastRounds = int.TryParse(Environment.GetEnvironmentVariable("CUNJU_WALKS"), out var rounds) ? rounds : 1;

    private static readonly string[] Organisations =
    [
        TestCell.Village,
        TestCell.OtherVillage,
        TestCell.Community,
        TestCell.Township,
        "500112004",
        TestCell.District,
    ];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Walks until everything was seen; throws what is wrong, with the way that led there.</summary>
    public async Task Go()
    {
        for (var round = 0; round < LeastRounds || (round < most && Missing().Any()); round++)
        {
            await Gen.UInt.Array[3, 18].SampleAsync(Run, iter: Runs, threads: 1);
        }

        Assert.Empty(Missing());
    }

    /// <summary>Rows of the table that were not taken yet, each from each state and to each state.</summary>
    private IEnumerable<string> Missing() =>
        procedure
            .Steps.SelectMany(step =>
                step.From.Where(from => !hint.Refused.Contains((step.Act, from)))
                    .Select(from => $"{step.Verb} from {from}")
                    .Concat(step.To.Select(to => $"{step.Verb} to {to}"))
            )
            .Where(row => !taken.Contains(row));

    private async Task Run(uint[] strides)
    {
        await using var db = cell.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var way = new List<string>();
        try
        {
            await hint.Clear(db);
            await Mark(db);
            var day = new DateOnly(2023, 3, 1).AddDays((int)(strides[0] % 240));
            var unit = hint.Units[(int)(strides[1] % (uint)hint.Units.Length)];
            var kept = new Kept();
            foreach (var (led, days) in Way(strides))
            {
                day = day.AddDays(days);
                await Step(db, unit, day, new(strides[0] ^ (uint)way.Count) { Today = day, Known = kept.Words() }, kept, way, led);
            }

            foreach (var stride in strides)
            {
                day = day.AddDays((int)(stride % 7 * (stride % 3)));
                await Step(db, unit, day, new(stride) { Today = day, Known = kept.Words() }, kept, way);
            }

            await WhatIsTakenBackCountsForNothing(db, unit, day, kept);
        }
        catch (Exception exception) when (exception is not XunitException)
        {
            throw new XunitException($"{exception}\nafter\n{string.Join('\n', way.TakeLast(6))}");
        }
        catch (XunitException broken)
        {
            throw new XunitException($"{broken.Message}\nafter\n{string.Join('\n', way.TakeLast(6))}");
        }
    }

    /// <summary>The part of a way with which the run begins; mostly none.</summary>
    private ImmutableArray<(Type Act, int Days)> Way(uint[] strides)
    {
        var lot = (int)(strides[2] % (uint)(hint.Ways.Length * 2 + 1));
        return lot < hint.Ways.Length ? hint.Ways[lot] : [];
    }

    private async Task Step(CunjuDb db, string unitId, DateOnly day, Chance chance, Kept kept, List<string> way, Type? led = null)
    {
        db.ChangeTracker.Clear();
        var register = await cell.Register(db, CancellationToken.None);
        var unit = register.Find(unitId)!;
        var run =
            kept.Runs.Count == 0 ? null
            : led is not null ? kept.Runs[0]
            : chance.OneIn(4) ? null
            : chance.One(kept.Runs);
        var before = run is null ? null : (Case?)await db.FindAsync(procedure.CaseType, unit.Id, run.Number);
        Same(run?.After, before, "What is stored is not what the facts make");
        var step = led is null ? Pick(before, chance) : procedure.Steps.Single(step => step.Act == led);
        if (led is not null && step.Opens != (before is null))
        {
            return;
        }

        var act = Filled(step, new(cell, db, register, unit, day, before, chance), chance, led is null) with
        {
            Seen = before?.Version ?? 0,
        };
        var actor = led is null ? await Somebody(db, register, unit, step, day, chance) : Rightful(unit, step, day);
        way.Add(
            $"{day:yyyy-MM-dd} {actor.Organisation} [{string.Join(' ', actor.Permissions)}] {run} {step.Verb} {Short(CellJson.Write(act))}"
        );
        var known = new Known();
        foreach (var need in procedure.Needs)
        {
            var loading = new Loading(cell, db, register, unit, actor, before, act, day);
            known.With(need, await Modules.LoaderOf(need)(loading, CancellationToken.None));
        }

        var outcome = Decided();
        var again = Decided();
        Assert.Equal(outcome.IsDone ? CellJson.Write(outcome.Value.Fact) : null, again.IsDone ? CellJson.Write(again.Value.Fact) : null);
        if (!outcome.IsDone)
        {
            Assert.NotEmpty(outcome.Refusals);
            Assert.All(
                outcome.Refusals,
                refusal => Assert.True(refusal.IsHidden || (refusal.Code.Contains('.') && refusal.Reason.Length > 3))
            );
            return;
        }

        way[^1] += " — done";
        IsAllowed(step, before, actor, unit, day);
        var fact = outcome.Value.Fact;
        run ??= kept.Begin($"{day.Year:0000}-{kept.Runs.Count + 901:000}");
        var after = procedure.After(before, fact, unit.Id, run.Number);
        IsWhatTheTableSays(step, before, after, fact, run);
        hint.Must(before, after);
        taken.Add($"{step.Verb} from {(before is null ? "" : procedure.StateOf(before))}");
        taken.Add($"{step.Verb} to {procedure.StateOf(after)}");
        await Keep(db, unit, day, actor, step, before, after, fact, run);

        Outcome<Decision> Decided()
        {
            var ids = 0;
            return procedure.Decide(
                before,
                act,
                new(actor, unit, day, ChinaTime.StartOf(day).AddHours(9), cell.Law, known, () => $"{mark:x16}{++ids:x16}")
            );
        }
    }

    /// <summary>Mostly what is open, now and then what is not.</summary>
    private Step Pick(Case? before, Chance chance)
    {
        var open = procedure.Steps.Where(step => before is null ? step.Opens : step.From.Contains(procedure.StateOf(before))).ToArray();
        return open.Length == 0 || chance.OneIn(6) ? chance.One(procedure.Steps) : chance.One(open);
    }

    /// <summary>Mostly what makes sense, now and then with one answer that does not, now and then anything.</summary>
    private Act Filled(Step step, Scene scene, Chance chance, bool spoil)
    {
        var act = (Act)chance.Form(step.Act);
        if (hint.Sense.TryGetValue(step.Act, out var sense) && step.Opens == (scene.Case is null) && !(spoil && chance.OneIn(8)))
        {
            act = sense(scene, act);
        }

        return spoil && chance.OneIn(4) ? chance.Spoiled(act) : act;
    }

    private static Actor Rightful(Unit unit, Step step, DateOnly day)
    {
        var organisation = HandOf(unit, step, day) ?? unit.Id;
        return new($"account-{organisation}", organisation, [step.Permission.Id]);
    }

    private static string? HandOf(Unit unit, Step step, DateOnly day) =>
        step.Reach switch
        {
            Reach.Own => unit.Id,
            Reach.Below => unit.ParentOn(day),
            Reach.District => TestCell.District,
        };

    /// <summary>Mostly somebody of the right organisation, with the permission, with real offices, with everything, or with nothing.</summary>
    private async Task<Actor> Somebody(CunjuDb db, Register register, Unit unit, Step step, DateOnly day, Chance chance)
    {
        var organisation = chance.OneIn(8) ? chance.One(Organisations) : HandOf(unit, step, day) ?? unit.Id;
        var kind = register.Find(organisation)?.KindOn(day) ?? UnitKind.Bureau;
        var permissions = chance.Number(0, 9) switch
        {
            0 => [],
            <= 4 => cell.Data.Offices.PermissionsOf(chance.Some([.. cell.Data.Offices.Of(kind).Select(office => office.Id)], 3)),
            5 => [.. procedure.Steps.Select(each => each.Permission.Id)],
            _ => ImmutableHashSet.Create(chance.OneIn(3) && step.Permission.Or is { } or ? or.Id : step.Permission.Id),
        };
        var accounts = await db.Set<Core.People.Account>()
            .Where(account => account.Unit == organisation)
            .OrderBy(account => account.Number)
            .Select(account => account.Id)
            .ToListAsync();
        return new(chance.OneIn(2) ? $"account-{organisation}" : chance.Any(accounts) ?? "nobody", organisation, permissions);
    }

    /// <summary>Reads the table itself, not through the code that enforces it.</summary>
    private void IsAllowed(Step step, Case? before, Actor actor, Unit unit, DateOnly day)
    {
        Assert.True(before is null ? step.Opens : step.From.Contains(procedure.StateOf(before)), "Done in a state in which it is not open");
        Assert.True(before is null || !hint.Refused.Contains((step.Act, procedure.StateOf(before))), "Done, and said never to be");
        string?[] rights = [step.Permission.Id, step.Permission.Or?.Id];
        Assert.True(actor.Permissions.Overlaps(rights.OfType<string>()), "Done without the permission");
        string?[] hands = step.Reach switch
        {
            Reach.Own => [unit.Id],
            Reach.Below => [unit.ParentOn(day)],
            Reach.District => [TestCell.District],
        };
        Assert.True(hands.Contains(actor.Organisation), "Done by an organisation whose case it is not");
    }

    private void IsWhatTheTableSays(Step step, Case? before, Case after, Fact fact, OneRun run)
    {
        Assert.True(
            step.Leads(before is null ? "" : procedure.StateOf(before), procedure.StateOf(after)),
            $"{step.Verb} led to {procedure.StateOf(after)}, which the table does not say"
        );
        Assert.Contains(procedure.States, state => state.Name == procedure.StateOf(after));
        Assert.Equal((before?.Version ?? 0) + 1, after.Version);
        var payload = CellJson.Write(fact);
        Assert.Same(fact.GetType(), Modules.FactsOf(procedure).Single(type => type.Name == fact.GetType().Name));
        Assert.Equal(payload, CellJson.Write(JsonSerializer.Deserialize(payload, fact.GetType(), CellJson.Options)!));
        // What may be erased one day is named in the journal and not said there.
        Assert.All(
            fact.Asides,
            aside =>
            {
                Assert.Contains(aside.Id, payload, StringComparison.Ordinal);
                Assert.True(
                    !aside.Text.Contains(Chance.Mark) || !payload.Contains(aside.Text, StringComparison.Ordinal),
                    "Words that can be erased stand in the fact"
                );
            }
        );
        run.Facts.Add((fact.GetType(), payload));
        run.After = run.Facts.Aggregate(
            (Case?)null,
            (@case, one) =>
                procedure.After(@case, (Fact)JsonSerializer.Deserialize(one.Payload, one.Type, CellJson.Options)!, after.Unit, after.Number)
        );
        Same(after, run.After, "The facts from the beginning do not make the same case");
    }

    /// <summary>Stores what the Desk would store, and looks at the records on their way.</summary>
    private async Task Keep(CunjuDb db, Unit unit, DateOnly day, Actor actor, Step step, Case? before, Case after, Fact fact, OneRun run)
    {
        var entry = new JournalEntry
        {
            Organisation = actor.Organisation,
            Seq = ++mark,
            Moment = JournalEntry.Round(ChinaTime.StartOf(day).AddHours(9)),
            Account = actor.Account,
            Unit = unit.Id,
            Procedure = procedure.Name,
            Number = after.Number,
            Version = after.Version,
            Act = step.Act.Name,
            Asked = $"{mark}",
            Fact = fact.GetType().Name,
            Payload = CellJson.Write(fact),
            Previous = JournalEntry.Genesis,
            Hash = $"{mark}",
        };
        ImmutableArray<Record> own = [.. run.Records.Select(row => row.ToRecord())];
        RecordRow[] rows = [.. Desk.RowsOf(procedure, after, fact, new(unit, actor.Organisation, day, cell.Law), own, entry)];
        AreRecords(rows, run, actor, day);
        run.Records.AddRange(rows);
        db.Journal.Add(entry);
        db.Records.AddRange(rows);
        db.Asides.AddRange(
            fact.Asides.Select(aside => new AsideRow
            {
                Id = aside.Id,
                Unit = unit.Id,
                Topic = aside.Topic,
                Salt = aside.Salt,
                Text = aside.Text,
            })
        );
        if (before is null)
        {
            db.Add(after);
        }
        else
        {
            db.Entry(before).CurrentValues.SetValues(after);
        }

        await Mark(db);
#pragma warning disable RS0030 // Only the Desk writes; what is written here is taken back.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
    }

    private void AreRecords(RecordRow[] rows, OneRun run, Actor actor, DateOnly day)
    {
        var words = cell.ListOn(day).Kinds;
        var standing = run.Standing.Select(row => row.Id).ToHashSet();
        foreach (var row in rows)
        {
            // Whoever acts records as themselves: an office above never makes a record of a village.
            Assert.Equal(actor.Organisation, row.Unit);
            Assert.True(row.On <= day, $"{row.Kind} happens in the future");
            Assert.True(
                procedure.Kinds.Contains(row.Kind) || (row.Source == RecordSource.WorkRecord && words.ContainsKey(row.Kind)),
                $"{row.Kind} is no kind the procedure declares"
            );
            if (OneRun.Closes(row))
            {
                Assert.True(standing.Remove(row.Of ?? ""), $"{row.Kind} closes {row.Of}, which does not stand");
            }
        }

        Assert.True(
            standing.Count == 0 || rows.Length == 0 || rows.Any(row => row.Kind != "fact.retracted"),
            "It was taken back and something still stands"
        );
    }

    /// <summary>A case of which no record stands counts as if it had never been.</summary>
    private async Task WhatIsTakenBackCountsForNothing(CunjuDb db, string unit, DateOnly day, Kept kept)
    {
        db.ChangeTracker.Clear();
        var register = await cell.Register(db, CancellationToken.None);
        if (register.Find(unit) is not { } place || procedure.Kinds.Count == 0)
        {
            return;
        }

        var book = await Cell.RecordsFor(db, register, place, CancellationToken.None);
        var unmade = kept.Runs.Where(run => !run.Standing.Any()).SelectMany(run => run.Records).Select(row => row.Id).ToHashSet();
        Assert.Equal(Counted(book), Counted(new(book.All.Where(record => !unmade.Contains(record.Id)))));

        IEnumerable<string> Counted(RecordBook records) =>
            Evaluator
                .Evaluate(cell.ListOn(day), register, place, records, new(day, null, cell.Since))
                .Lanes.Select(lane => $"{lane.Obligation.Id} {lane.Name} {lane.Status} {lane.Have}/{lane.Need}");
    }

    /// <summary>Every program that keeps the register must read it again.</summary>
    private async Task Mark(CunjuDb db)
    {
        if (procedure.ChangesRegister)
        {
            var next = ++mark;
            await db.Cell.ExecuteUpdateAsync(set => set.SetProperty(row => row.RegisterMark, next));
        }
    }

    private static void Same(Case? one, Case? other, string otherwise)
    {
        var (left, right) = (one is null ? "" : CellJson.Write(one), other is null ? "" : CellJson.Write(other));
        Assert.True(
            left == right || (left.Length > 0 && right.Length > 0 && JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right))),
            $"{otherwise}:\n{Short(left)}\n{Short(right)}"
        );
    }

    private static string Short(string text) => text.Length > 1_500 ? text[..1_500] + "…" : text;

    /// <summary>The cases of one run of the walk.</summary>
    private sealed class Kept
    {
        public List<OneRun> Runs { get; } = [];

        public OneRun Begin(string number)
        {
            Runs.Add(new(number));
            return Runs[^1];
        }

        /// <summary>Texts that already stand somewhere: ids of records, persons, numbers.</summary>
        public IReadOnlyList<string> Words() =>
            [
                TestCell.Village,
                TestCell.Township,
                .. Runs.SelectMany(run => run.Records).Select(row => row.Id),
                .. Runs.Select(run => run.After)
                    .OfType<Case>()
                    .SelectMany(@case => @case.GetType().GetProperties().Select(property => property.GetValue(@case) as string))
                    .Where(text => !string.IsNullOrWhiteSpace(text) && !text.Contains(Chance.Mark))!,
            ];
    }

    /// <summary>One case from its first fact on.</summary>
    private sealed record OneRun(string Number)
    {
        public List<(Type Type, string Payload)> Facts { get; } = [];

        public List<RecordRow> Records { get; } = [];

        public Case? After { get; set; }

        public IEnumerable<RecordRow> Standing
        {
            get
            {
                var closed = Records.Where(Closes).Select(row => row.Of).ToHashSet();
                return Records.Where(row => !Closes(row) && !closed.Contains(row.Id));
            }
        }

        public static bool Closes(RecordRow row) => row.Kind is "fact.corrected" or "fact.retracted";

        public override string ToString() => Number;
    }
}
