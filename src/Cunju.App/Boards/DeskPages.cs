using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.Ledger;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Boards;

/// <summary>One thing that is owed.</summary>
/// <param name="Lane">The lane; of several late ones the oldest.</param>
/// <param name="More">How many further lanes of the same obligation are late too.</param>
/// <param name="Day">The day it is about: the last day in time, or null.</param>
/// <param name="Title">What.</param>
/// <param name="Why">The reason in half a sentence.</param>
/// <param name="Start">The button; null when nothing can be started by this person.</param>
public sealed record Duty(Lane Lane, int More, DateOnly? Day, string Title, string Why, Start? Start);

/// <summary>A part of what is owed: overdue, today, this month …</summary>
public sealed record DutyGroup(string Title, ImmutableArray<Duty> Duties);

/// <summary>How far one measure is: lanes owed and lanes met, by what the answer rests on. Never added up.</summary>
/// <param name="Counts">How far the running counts are: what, which period, so many of so many.</param>
public sealed record MeasureProgress(
    Measure Measure,
    int Owed,
    int ByProcedure,
    int SelfRecorded,
    int SelfReported,
    int Late,
    ImmutableArray<(Obligation What, string Period, int Have, int Need)> Counts
);

/// <summary>The desk of a unit.</summary>
public sealed record DeskModel(
    Question Asked,
    ImmutableArray<DutyGroup> Groups,
    ImmutableArray<Duty> Later,
    int NotOpen,
    ImmutableArray<Duty> Waiting,
    ImmutableArray<Duty> Unclear,
    ImmutableArray<Awaiting> Inbox,
    ImmutableArray<(KeyTask Task, ImmutableArray<MeasureProgress> Measures)> Progress,
    ImmutableArray<Record> Recent,
    YearCalendar Calendar,
    ImmutableArray<Unit> Below,
    Opened? Opened
);

/// <summary>开通账号: how many units of the district can sign in by now.</summary>
public sealed record Opened(int Units, int All);

/// <summary>工作台.</summary>
public static class DeskPages
{
    private const int Soon = 30;
    private const int RecentRecords = 8;

    /// <summary>How far the last day may lie behind the first for a thing to be one of a day: a day that a holiday or a tolerance moves is still one.</summary>
    private const int DaysOfADay = 3;

    /// <summary>What the unit owes first, then how far it is, then the rest.</summary>
    public static async Task<IResult> Desk(Visit visit, Unit unit)
    {
        var asked = await Question.Ask(visit, unit);
        var today = visit.Today;
        var open = asked.Board.Lanes.Where(lane => lane.Status is not Status.NotApplicable).ToArray();
        var bad = open.Where(lane => lane.Status is Status.Overdue or Status.Breached or Status.Returned)
            .GroupBy(lane => lane.Obligation.Id)
            .Select(lanes => DutyOf(asked, lanes.First(), lanes.Count() - 1))
            .OrderBy(duty => duty.Day ?? DateOnly.MinValue)
            .ToImmutableArray();
        // What can only be done on its day is named before that day comes, though nobody is late with it yet.
        bool IsOfADay(Lane lane) =>
            lane is { Status: Status.OnTrack, Opens: { } opens }
            && lane.Have < lane.Need
            && opens > today
            && opens <= today.AddDays(Soon)
            && lane.Due <= opens.AddDays(DaysOfADay);
        var ahead = open.Where(lane => lane.Status is Status.Due or Status.AtRisk || IsOfADay(lane))
            .OrderBy(lane => lane.Due ?? DateOnly.MaxValue)
            .ToArray();
        var monthEnd = new DateOnly(today.Year, today.Month, 1).AddMonths(1).AddDays(-1);
        ImmutableArray<DutyGroup> groups =
        [
            new("已过期限", bad),
            Group("今天", lane => lane.Due == today),
            Group("本月内", lane => lane.Due > today && lane.Due <= monthEnd),
            Group($"{Soon}天内", lane => lane.Due > monthEnd && lane.Due <= today.AddDays(Soon)),
        ];
        var model = new DeskModel(
            asked,
            [.. groups.Where(group => !group.Duties.IsEmpty)],
            [
                .. ahead
                    .Where(lane => lane.Due is null || lane.Due > monthEnd && lane.Due > today.AddDays(Soon))
                    .Select(lane => Brief(asked, lane)),
            ],
            open.Count(lane => lane.Status == Status.OnTrack && lane.Opens > today && !IsOfADay(lane)),
            [.. open.Where(lane => lane.Status == Status.InReview).Select(lane => DutyOf(asked, lane, 0))],
            [.. open.Where(lane => lane.Status == Status.Undetermined).Select(lane => DutyOf(asked, lane, 0))],
            await Modules.Inbox(visit, unit),
            Progress(asked),
            Recent(asked),
            YearCalendar.Of(asked),
            [.. visit.Register.Under(unit.Id, today).Where(below => below.KindOn(today) != UnitKind.Other)],
            await OpenedFor(visit, unit)
        );
        return Show.Page<DeskPage, DeskModel>(visit, $"工作台 · {unit.ShortNameOn(today)}", model);

        DutyGroup Group(string title, Func<Lane, bool> belongs) =>
            new(title, [.. ahead.Where(belongs).Select(lane => DutyOf(asked, lane, 0))]);
    }

    /// <summary>The unit above, by its short name: who reviews.</summary>
    public static string ReviewerOf(Visit visit, Unit unit) =>
        unit.ParentOn(visit.Today) is { } parent && visit.Register.Find(parent) is { } above ? above.NameOn(visit.Today) : "上级";

    /// <summary>For whoever gives units their first account, as long as some have none: that is what there is to do first.</summary>
    private static async Task<Opened?> OpenedFor(Visit visit, Unit unit)
    {
        if (visit.Actor!.Organisation != unit.Id || !visit.Actor.Permissions.Contains(AccountProcedure.Begin.Id))
        {
            return null;
        }

        var all = visit
            .Register.All.Where(one => one.KindOn(visit.Today) is UnitKind.Village or UnitKind.Community or UnitKind.Township)
            .Select(one => one.Id)
            .ToHashSet();
        var opened = await visit
            .Db.Set<Account>()
            .Where(account => account.State == AccountState.Active)
            .Select(account => account.Unit)
            .Distinct()
            .ToListAsync(visit.Cancel);
        return opened.Count(all.Contains) is var units && units < all.Count ? new(units, all.Count) : null;
    }

    private static Duty DutyOf(Question asked, Lane lane, int more) => Brief(asked, lane) with { More = more, Why = asked.ReasonOf(lane) };

    private static Duty Brief(Question asked, Lane lane)
    {
        var part = lane.Name == $"{asked.List.Year}" ? "" : Words.Lane(lane.Name, asked.Book, asked.List);
        return new(
            lane,
            0,
            lane.Due,
            part.Length == 0 ? lane.Obligation.Title : $"{part} · {lane.Obligation.Title}",
            "",
            asked.StartOf(lane)
        );
    }

    /// <summary>What was entered last, as it stands now: what was corrected since is there once, as corrected, and what was taken back is not.</summary>
    private static ImmutableArray<Record> Recent(Question asked)
    {
        var own = asked.Book.Of(asked.Unit.Id).ToLookup(record => record.Kind is "fact.retracted" or "fact.corrected");
        var closed = own[true].Select(record => record.Of).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. own[false]
                .Where(record => record.Kind != "record.book-entry" && !closed.Contains(record.Id))
                .OrderByDescending(record => record.KnownFrom)
                .ThenByDescending(record => record.Id, StringComparer.Ordinal)
                .Take(RecentRecords),
        ];
    }

    private static ImmutableArray<(KeyTask, ImmutableArray<MeasureProgress>)> Progress(Question asked) =>
        [
            .. asked
                .List.Tasks.Select(task =>
                    (task, task.Measures.Select(measure => ProgressOf(asked, measure)).Where(row => row.Owed > 0).ToImmutableArray())
                )
                .Where(task => !task.Item2.IsEmpty),
        ];

    private static MeasureProgress ProgressOf(Question asked, Measure measure)
    {
        // Only what the list itself sets down: a follow-up that a record of one's own has started would make the work look larger the more is done.
        var owed = asked
            .Board.Of(measure)
            .Where(lane => lane.Status != Status.NotApplicable && lane.Need > 0 && !lane.Obligation.Shape.StartsFromRecords)
            .ToArray();
        var met = owed.Where(lane => lane.IsMet).ToArray();
        return new(
            measure,
            owed.Length,
            met.Count(lane => lane.Grade == Grade.Procedure),
            met.Count(lane => lane.Grade == Grade.SelfRecorded),
            met.Count(lane => lane.Grade == Grade.SelfReported),
            owed.Count(lane => lane.Status is Status.Overdue or Status.Breached or Status.Returned),
            [
                .. owed.Where(lane => lane.Obligation.Shape.IsCounted && lane.Opens <= asked.At.AsOf && asked.At.AsOf <= lane.Due)
                    .Select(lane => (lane.Obligation, Words.Lane(lane.Name, asked.Book, asked.List), lane.Have, lane.Need)),
            ]
        );
    }
}
