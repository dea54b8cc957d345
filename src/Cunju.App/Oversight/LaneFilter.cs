using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;

namespace Cunju.App.Oversight;

/// <summary>Which lanes are asked for, as the address says it. Every number of an overview is counted by one of these and leads to the list of the same one.</summary>
public sealed record LaneFilter
{
    /// <summary>The count they are behind; null = all.</summary>
    public Figure? Figure { get; init; }

    /// <summary>One unit or township of the region.</summary>
    public Unit? Part { get; init; }

    /// <summary>One task.</summary>
    public KeyTask? Task { get; init; }

    /// <summary>One measure.</summary>
    public Measure? Measure { get; init; }

    /// <summary>One modality.</summary>
    public Modality? Modality { get; init; }

    /// <summary>One obligation.</summary>
    public Obligation? Obligation { get; init; }

    /// <summary>One status.</summary>
    public Status? Status { get; init; }

    /// <summary>One last day, of those that owe something by it.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Only those whose day still waits for somebody.</summary>
    public bool Open { get; init; }

    /// <summary>What the list is called.</summary>
    public string Title => Figure?.Title() ?? "逐项";

    /// <summary>Reads the address. A word nobody knows is a fault: passed over, it would show everything under the name of a part.</summary>
    public static (LaneFilter Filter, ImmutableArray<Problem> Faults) Read(IQueryCollection query, Overview overview)
    {
        var faults = ImmutableArray.CreateBuilder<Problem>();
        var due = AskedDay.Of(query, "due");
        if (due is { Fault: { } wrong })
        {
            faults.Add(new(null, $"「到期日」{wrong}"));
        }

        LaneFilter filter = new()
        {
            Figure = Named("figure", "哪一种数", Figures.Parse),
            Part = Named("part", "哪个单位", id => overview.Parts.FirstOrDefault(part => part.Unit.Id == id)?.Unit),
            Task = Named("task", "哪一项重点任务", id => overview.List.Tasks.FirstOrDefault(task => task.Id == id)),
            Measure = Named(
                "measure",
                "第几项措施",
                text => overview.List.Tasks.SelectMany(task => task.Measures).FirstOrDefault(measure => Number(measure) == text)
            ),
            Modality = Named(
                "modality",
                "约束力",
                text => Enum.GetValues<Modality>().Cast<Modality?>().FirstOrDefault(modality => Code(modality!.Value) == text)
            ),
            Obligation = Named("obligation", "哪个事项", overview.List.Find),
            Status = Named("status", "状态", Statuses.Parse),
            Due = due?.Day,
            Open = Named("open", "还没办完", text => text == "1" ? "1" : null) is not null,
        };
        return (filter, faults.ToImmutable());

        T? Named<T>(string name, string label, Func<string, T?> find)
        {
            if (query[name].ToString() is not { Length: > 0 } text)
            {
                return default;
            }

            var found = find(text);
            if (found is null)
            {
                faults.Add(new(null, $"「{label}」写的是「{Shell.Words.Short(text, 20)}」，这里没有。"));
            }

            return found;
        }
    }

    /// <summary>Whether a lane is one of them.</summary>
    public bool Has(Lane lane) =>
        lane.Status != Core.TaskLists.Status.NotApplicable
        && (Figure is not { } figure || Totals.Has(figure, lane))
        && (Task is null || Task.Measures.Any(measure => measure.Number == lane.Obligation.Measure))
        && (Measure is null || lane.Obligation.Measure == Measure.Number)
        && (Modality is null || lane.Obligation.Modality == Modality)
        && (Obligation is null || lane.Obligation.Id == Obligation.Id)
        && (Status is null || lane.Status == Status)
        && (Due is null || (lane.Due == Due && lane.Need > 0))
        && (!Open || (lane.Lead is not null && !lane.IsSettled));

    /// <summary>Whether a part of the region is among those asked for.</summary>
    public bool Has(Overview.Part part) => Part is null || part.Unit.Id == Part.Id;

    /// <summary>The address of it: what <see cref="Read"/> reads.</summary>
    public IEnumerable<(string Name, string? Value)> Words =>
        new[]
        {
            ("figure", Figure?.Code()),
            ("part", Part?.Id),
            ("task", Task?.Id),
            ("measure", Measure is null ? null : Number(Measure)),
            ("modality", Modality is { } modality ? Code(modality) : null),
            ("obligation", Obligation?.Id),
            ("status", Status?.Code()),
            ("due", Due is { } due ? AskedDay.Written(due) : null),
            ("open", Open ? "1" : null),
        }.Where(pair => pair.Item2 is not null);

    /// <summary>The lanes of it, in the order of the codes.</summary>
    public (Unit Unit, Lane Lane)[] In(Overview overview) =>
        [
            .. overview
                .Parts.Where(Has)
                .SelectMany(part => part.Boards)
                .SelectMany(board => board.Lanes.Where(Has).Select(lane => (board.Unit, lane))),
        ];

    /// <summary>What was asked for, in words.</summary>
    public IEnumerable<string> Conditions(Overview overview)
    {
        if (Figure is { } figure)
        {
            yield return $"{figure.Title()}：{figure.Meaning()}";
        }

        if (Part is not null)
        {
            yield return overview.NameOf(Part);
        }

        if (Task is not null)
        {
            yield return $"{Task.Number}. {Task.Title}";
        }

        if (Measure is not null)
        {
            yield return $"清单第{Measure.Number}项　{Measure.Title}";
        }

        if (Modality is { } modality)
        {
            yield return $"约束力：{Overview.Title(modality)}";
        }

        if (Obligation is not null)
        {
            yield return Obligation.Title;
        }

        if (Status is { } status)
        {
            yield return $"状态：{status.Title()}";
        }

        if (Due is { } due)
        {
            yield return $"{Shell.Words.Day(due)}到期{(Open ? "，还没办完的" : "")}";
        }
        else if (Open)
        {
            yield return "还没办完的";
        }
    }

    private static string Code(Modality modality) => modality.ToString().ToLowerInvariant();

    private static string Number(Measure measure) => measure.Number.ToString(CultureInfo.InvariantCulture);
}
