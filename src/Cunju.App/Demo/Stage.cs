using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Cunju.Core.WorkRecords;

namespace Cunju.App.Demo;

/// <summary>舞台: one organisation, and what its story may draw on.</summary>
public sealed record Stage(Unit Unit, TaskList List, Topics Topics, string Seed)
{
    /// <summary>The story's year.</summary>
    public const int Year = 2023;

    /// <summary>The last day on which anything is entered; the cell's clock then stands at the morning after it.</summary>
    public static readonly DateOnly LastDay = new(Year, 10, 11);

    /// <summary>The units below a township; empty for a unit.</summary>
    public IReadOnlyList<Stage> Below { get; init; } = [];

    /// <summary>What the unit has talked about this year.</summary>
    public HashSet<string> Had { get; } = new(StringComparer.Ordinal);

    /// <summary>How many people and households there are.</summary>
    public Figures Figures { get; } = Figures.Of(Unit, Seed);

    /// <summary>The unit's matters that others may come back to, by a word and a day.</summary>
    public Dictionary<(string Word, DateOnly Day), Matter> Remembered { get; } = [];

    /// <summary>The last day of the unit's own story.</summary>
    public DateOnly Ends => Invented.LastDayOf(Unit.Id) is { } last && last < LastDay ? last : LastDay;

    /// <summary>Whether it is a village or community.</summary>
    public bool GovernsItself => Unit.Id.Length == 12;

    /// <summary>What it is on that day.</summary>
    public UnitKind KindOn(DateOnly day) => Invented.KindOf(Unit.Id, day) ?? Unit.KindOn(day);

    /// <summary>Whether it is a village for most of the year.</summary>
    public bool IsVillage(DateOnly day) => KindOn(day) == UnitKind.Village;

    /// <summary>A stream of choices for one line of this unit.</summary>
    public Draw Draw(string line) => new(Seed, Unit.Id, line);

    /// <summary>A topic this unit has not had yet.</summary>
    public Topic Topic(string kind, DateOnly day, Draw draw) => Topics.Pick(kind, KindOn(day), day.Month, draw, Had);

    /// <summary>A day between those two of the month: holidays never, weekends rarely.</summary>
    public DateOnly Day(Draw draw, int month, int from, int to)
    {
        var last = Math.Min(to, DateTime.DaysInMonth(Year, month));
        var day = new DateOnly(Year, month, draw.Between(from, last));
        var saturday = day.DayOfWeek == DayOfWeek.Saturday && !List.Calendar.Holidays.Any(holiday => holiday.Contains(day));
        return saturday && draw.Percent(12) ? day : Workday(day);
    }

    /// <summary>That day, or the next on which people work.</summary>
    public DateOnly Workday(DateOnly day) => List.Calendar.OnOrAfter(day);

    /// <summary>So many days later, on a workday.</summary>
    public DateOnly After(DateOnly day, int days) => Workday(day.AddDays(days));

    /// <summary>A note of something done, entered on its day unless said otherwise.</summary>
    /// <param name="kind">The kind, a word of the list.</param>
    /// <param name="on">The day it happened.</param>
    /// <param name="note">A sentence about it.</param>
    /// <param name="fields">The kind's fields; several values are joined by 、.</param>
    public Scene Noted(string kind, DateOnly on, string note, params (string Name, string Value)[] fields) =>
        new(
            on,
            Unit.Id.Length switch
            {
                6 => Seat.BureauOfficer,
                9 => Seat.TownshipOfficer,
                _ when Vocabulary.IsSupervision(kind) => Seat.Supervisor,
                _ => Seat.Clerk,
            },
            new Matter(WorkRecordProcedure.Table, Unit.Id),
            new RecordWork
            {
                Kind = kind,
                On = on,
                Note = Topics.Said(note, KindOn(on)),
                Fields = [.. fields.Select(field => new TypedField { Name = field.Name, Values = [.. field.Value.Split('、')] })],
                Evidence = ["document"],
            }
        );
}

/// <summary>How a scene of a note is told further.</summary>
public static class Notes
{
    /// <summary>补登: entered some days after it happened.</summary>
    public static Scene Entered(this Scene scene, DateOnly day) => scene with { Day = day };

    /// <summary>Belongs to that case.</summary>
    public static Scene InCase(this Scene scene, string name) => scene with { Act = (RecordWork)scene.Act with { CaseName = name } };

    /// <summary>With these proofs at hand.</summary>
    public static Scene With(this Scene scene, params string[] evidence) =>
        scene with
        {
            Act = (RecordWork)scene.Act with { Evidence = [.. evidence] },
        };

    /// <summary>Answers what that matter made.</summary>
    public static Scene Answering(this Scene scene, Matter matter, string kind) => scene with { Answers = (matter, kind) };

    /// <summary>更正: the same note said again, with other values of some fields.</summary>
    public static Scene Corrected(this Scene scene, DateOnly day, params (string Name, string Value)[] fields)
    {
        var noted = (RecordWork)scene.Act;
        var names = fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        return new(
            day,
            scene.Seat,
            scene.Matter,
            new CorrectWork
            {
                On = noted.On,
                CaseName = noted.CaseName,
                Note = noted.Note,
                Evidence = noted.Evidence,
                Fields =
                [
                    .. noted.Fields.Where(field => !names.Contains(field.Name)),
                    .. fields.Select(field => new TypedField { Name = field.Name, Values = [field.Value] }),
                ],
            }
        );
    }

    /// <summary>撤回.</summary>
    public static Scene Retracted(this Scene scene, DateOnly day, RetractionReason why) =>
        new(day, scene.Seat, scene.Matter, new RetractWork { Reason = why });
}
