using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Registry;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Demo;

/// <summary>How far the making has come.</summary>
/// <param name="Month">The month that was told last; null for what lies before the year.</param>
/// <param name="Acts">Acts done so far.</param>
/// <param name="Time">Real time so far.</param>
public sealed record DemoProgress(int? Month, int Acts, TimeSpan Time);

/// <summary>A sign-in of the demo year.</summary>
/// <param name="Place">The organisation's name.</param>
/// <param name="Office">The office.</param>
/// <param name="Login">The login name.</param>
public sealed record SampleSignIn(string Place, string Office, string Login);

/// <summary>演示年: 2023 in 渝北区 as it might have been, every act of it through the Desk, until the morning of 12 October.</summary>
/// <remarks>The places are real, the people and everything that happens are invented, and whatever goes wrong goes wrong in 示范镇, which is not there.</remarks>
public static class DemoYear
{
    /// <summary>The password of every account of the demo; there are such passwords in practice cells only.</summary>
    public const string Password = "demo-2023-10-12";

    /// <summary>启用日 of the demo.</summary>
    public static readonly DateOnly Since = new(Stage.Year, 1, 1);

    /// <summary>Today, when the story ends.</summary>
    public static readonly DateOnly Today = Stage.LastDay.AddDays(1);

    /// <summary>Tells the year into an empty practice cell.</summary>
    /// <param name="cell">The cell, opened with <paramref name="clock"/>.</param>
    /// <param name="clock">The clock under it.</param>
    /// <param name="places">The real places of the district.</param>
    /// <param name="townships">Whose stories are told; empty = all of them. The register is whole in any case.</param>
    /// <param name="seed">The same seed makes the same heads of all chains.</param>
    /// <param name="tell">Told after each month.</param>
    /// <param name="cancel">Stops the making; what was made so far is of no use.</param>
    /// <returns>What it came to.</returns>
    public static async Task<DemoProgress> Make(
        Cell cell,
        StoryClock clock,
        ImmutableArray<PlaceRow> places,
        ImmutableArray<string> townships,
        int seed,
        Action<DemoProgress> tell,
        CancellationToken cancel
    )
    {
        if (!cell.Practice)
        {
            throw new InvalidOperationException("The demo year is for practice cells only.");
        }

        var began = Stopwatch.GetTimestamp();
        var name = seed.ToString(CultureInfo.InvariantCulture);
        Teller teller = new(cell, clock, name, cancel);
        Casting casting = new(teller, cell, Secrets.Hash(Password), cancel);

        var founded = new DateOnly(2022, 12, 1);
        Matter book = new(PlaceProcedure.Table, cell.District);
        var import = new ImportPlaces { Rows = [.. places, .. Invented.Rows] };
        book.Case = await teller.Do(
            Accounts.Operator(cell.District, PlaceProcedure.Keep),
            book.Procedure,
            book.Unit,
            null,
            import,
            founded
        );
        Register register;
        await using (var db = cell.Open())
        {
            register = await cell.Register(db, cancel);
        }

        var stages = Stages(cell, register, townships, name);
        await casting.Bureau(register, founded);
        foreach (var township in stages.Where(stage => !stage.GovernsItself))
        {
            // Two townships a day; which day does not depend on whose stories are told.
            var place = register.All.Where(unit => unit.Id.Length == 9).Select(unit => unit.Id).ToList().IndexOf(township.Unit.Id);
            var day = founded.AddDays(1 + (place / 2));
            await casting.Township(register, township, day);
            foreach (var unit in township.Below)
            {
                await casting.Unit(register, unit, day.AddDays(1));
            }
        }

        Report(null);
        var scenes = stages.SelectMany(Story);
        if (stages.Any(stage => stage.Unit.Id == Invented.Township))
        {
            scenes = scenes.Concat(Invented.Changes(book));
        }

        // Day by day; on a day the units' stories come first, in the order of their codes, then the townships' own, then the register's changes.
        foreach (var month in scenes.GroupBy(scene => (scene.Day.Year, scene.Day.Month)).OrderBy(month => month.Key))
        {
            foreach (var scene in month.OrderBy(scene => scene.Day))
            {
                await teller.Play(scene);
            }

            if (month.Key.Year == Stage.Year)
            {
                Report(month.Key.Month);
            }
        }

        return new(Stage.LastDay.Month, teller.Acts, Stopwatch.GetElapsedTime(began));

        void Report(int? month) => tell(new(month, teller.Acts, Stopwatch.GetElapsedTime(began)));
    }

    /// <summary>Whether the cell is one that was made here.</summary>
    public static async Task<bool> IsIn(Cell cell, CancellationToken cancel)
    {
        await using var db = cell.Open();
        return cell.Practice && (await cell.Register(db, cancel)).Find(Invented.Township) is not null;
    }

    /// <summary>A few doors to walk in by: the communities that the list names and a village, each with its township, the invented township where things go wrong,
    /// and the bureau; only those whose story is told.</summary>
    public static async Task<IReadOnlyList<SampleSignIn>> SignIns(Cell cell, CancellationToken cancel)
    {
        await using var db = cell.Open();
        var register = await cell.Register(db, cancel);
        var logins = await db.Set<Credential>().AsNoTracking().Select(row => row.Login).ToListAsync(cancel);
        return [.. Samples(register, cell.District).Where(sample => logins.Contains(sample.Login))];
    }

    /// <summary>The same, whosever story is told.</summary>
    public static IEnumerable<SampleSignIn> Samples(Register register, string district)
    {
        (string Place, string? Named, Seat Seat, string Office)[] samples =
        [
            ("500112004", "双桐路社区", Seat.Clerk, "文书"),
            ("500112004", "双桐路社区", Seat.Chair, "主任"),
            ("500112004", "双桐路社区", Seat.Supervisor, "监委会主任"),
            ("500112004", null, Seat.TownshipOfficer, "镇街经办"),
            ("500112020", "湖滨西路社区", Seat.Clerk, "文书"),
            ("500112020", "湖滨西路社区", Seat.Chair, "主任"),
            ("500112133", null, Seat.Clerk, "文书"),
            ("500112133", null, Seat.Supervisor, "监委会主任"),
            ("500112133", null, Seat.TownshipOfficer, "镇街经办"),
            (Invented.Township, null, Seat.Clerk, "文书"),
            (Invented.Township, null, Seat.Chair, "主任"),
            (Invented.Township, null, Seat.Supervisor, "监委会主任"),
            (Invented.Township, null, Seat.TownshipOfficer, "镇街经办"),
            (district, null, Seat.BureauOfficer, "区级经办"),
            (district, null, Seat.Administrator, "区级管理员"),
        ];
        return from sample in samples
            let unit = UnitOf(sample.Place, sample.Named, sample.Seat)
            where unit is not null
            select new SampleSignIn(unit.ShortNameOn(Today), sample.Office, Casting.LoginOf(register, unit, sample.Seat));

        // The community that the list names, or of a township its first village.
        Unit? UnitOf(string place, string? named, Seat seat) =>
            seat is not (Seat.Chair or Seat.Clerk or Seat.Supervisor) ? register.Find(place)
            : named is not null ? register.Named(named, register.Find(place)?.NameOn(Today), Today)
            : register.Under(place, Today).FirstOrDefault(unit => unit.KindOn(Today) == UnitKind.Village);
    }

    private static IEnumerable<Scene> Story(Stage stage) =>
        Mishaps.Bend(stage, StoryLines.All.SelectMany(line => line.Of(stage))).Where(scene => scene.Day <= stage.Ends);

    /// <summary>Every organisation whose story is told: all units in the order of their codes, then their townships.</summary>
    private static ImmutableArray<Stage> Stages(Cell cell, Register register, ImmutableArray<string> townships, string seed)
    {
        var list = cell.ListOn(Since);
        var topics = Topics.Read(cell.Data.Path);
        var told = register.All.Where(unit => unit.Id.Length == 9 && (townships.IsEmpty || townships.Contains(unit.Id))).ToArray();
        var units = register
            .All.Where(unit => unit.Id.Length == 12 && told.Any(township => unit.Id.StartsWith(township.Id, StringComparison.Ordinal)))
            .Select(unit => new Stage(unit, list, topics, seed))
            .ToArray();
        return
        [
            .. units,
            .. told.Select(township => new Stage(township, list, topics, seed)
            {
                Below = [.. units.Where(unit => unit.Unit.Id.StartsWith(township.Id, StringComparison.Ordinal))],
            }),
        ];
    }
}
