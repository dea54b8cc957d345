using System.Collections.Immutable;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

/// <summary>班子与人员: who holds which office; what the public sees of it; who looked.</summary>
public static class TenurePages
{
    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        pages.Index(
            TenureProcedure.Table,
            async (visit, unit) => Show.Page<RosterPage, Roster>(visit, TitleOf(unit, visit.Today), await Read(visit, unit))
        );
        pages.Opening<AppointToOffice>(
            TenureProcedure.Table,
            async (visit, unit, form) => Show.Page<AppointPage, Appointing>(visit, "登记任职", new(form, await Read(visit, unit), false))
        );
        pages.Opening<RegisterFirstOffice>(
            TenureProcedure.Table,
            async (visit, unit, form) =>
                Show.Page<AppointPage, Appointing>(visit, "登记首位任职人员", new(form, await Read(visit, unit), true))
        );
        pages.Case<Tenure>(
            TenureProcedure.Table,
            async (visit, unit, tenure, form) =>
            {
                var roster = await Read(visit, unit);
                return Show.Page<TenurePage, Holding>(
                    visit,
                    $"{roster.Offices.Find(tenure.Office)?.TitleIn(unit.KindOn(visit.Today))}任职",
                    new(
                        roster.Holders.Single(holder => holder.Tenure.Number == tenure.Number),
                        roster,
                        form,
                        await AccountFor(visit, roster, tenure)
                    )
                );
            }
        );
        pages.Unit(
            "looks",
            async (visit, unit) =>
            {
                var looks = await visit
                    .Db.Set<Look>()
                    .Where(look => look.Unit == unit.Id)
                    .OrderByDescending(look => look.Day)
                    .ThenBy(look => look.By)
                    .Take(300)
                    .ToListAsync(visit.Cancel);
                return Show.Page<LooksPage, IReadOnlyList<Look>>(visit, "谁看过", looks);
            }
        );
    }

    /// <summary>What the page of a unit's people is called, as in the menu.</summary>
    public static string TitleOf(Unit unit, DateOnly day) =>
        unit.KindOn(day) switch
        {
            UnitKind.Bureau => "区级人员",
            UnitKind.Township => "镇街人员",
            _ => "班子与人员",
        };

    /// <summary>The step by which this visitor may give the person an account; null when there is one, or it is not for the visitor to open.</summary>
    private static async Task<Step?> AccountFor(Visit visit, Roster roster, Tenure tenure)
    {
        var accounts = await visit.Db.Set<Account>().Where(account => account.Unit == roster.Unit.Id).ToListAsync(visit.Cancel);
        if (tenure.To is not null || accounts.Any(account => account.Person == tenure.Person))
        {
            return null;
        }

        // Those above open a village's first account and no other, once somebody there can sign in.
        var ownAffair =
            roster.Unit.KindOn(visit.Today) is not UnitKind.Township
            && accounts.Any(account =>
                account.State == AccountState.Active
                && roster.Holders.Any(holder => holder.Tenure.Person == account.Person && holder.Tenure.InForceOn(visit.Today))
            );
        return AccountProcedure.Table.Steps.FirstOrDefault(step =>
            step.Opens && visit.May(step, roster.Unit) && (step.Act == typeof(InviteAccount) || !ownAffair)
        );
    }

    private static async Task<Roster> Read(Visit visit, Unit unit) =>
        new(unit, visit.Cell.Data.Offices, await Holders.Of(visit.Db, unit.Id, visit.Cancel));

    /// <summary>Why a tenure ended, in words.</summary>
    public static readonly ImmutableArray<(string Value, string Title)> Reasons =
    [
        (nameof(EndReason.TermEnded), "任期届满"),
        (nameof(EndReason.Resigned), "本人辞职"),
        (nameof(EndReason.Recalled), "依法罢免"),
        (nameof(EndReason.Ceased), "职务自行终止（丧失行为能力、被判处刑罚、连续两次评议不称职）"),
        (nameof(EndReason.Died), "去世"),
        (nameof(EndReason.Transferred), "工作调动（非选举职务）"),
    ];
}

/// <summary>The offices of a unit and who holds them.</summary>
public sealed record Roster(Unit Unit, OfficeBook Offices, ImmutableArray<Holder> Holders)
{
    /// <summary>The offices the unit can have on that day, by the body they belong to.</summary>
    public IEnumerable<IGrouping<string, Office>> Bodies(DateOnly day) => Offices.Of(Unit.KindOn(day)).GroupBy(office => office.Body);

    /// <summary>Who holds the office on that day or will hold it, the earliest first.</summary>
    public IEnumerable<Holder> Of(Office office, DateOnly day) =>
        Holders.Where(holder => holder.Tenure.Office == office.Id && (holder.Tenure.To is null || holder.Tenure.To >= day));

    /// <summary>Each person once, under the latest name.</summary>
    public IEnumerable<(string Value, string Title)> Persons =>
        Holders
            .Where(holder => holder.Card is not null)
            .GroupBy(holder => holder.Tenure.Person)
            .Select(group => (group.Key, group.Last().Name));

    /// <summary>Persons who are in office now, for the question about kin.</summary>
    public IEnumerable<(string Value, string Title)> Sitting =>
        Holders
            .Where(holder => holder.Card is not null && holder.Tenure.To is null)
            .GroupBy(holder => holder.Tenure.Person)
            .Select(group => (group.Key, group.Last().Name));

    /// <summary>The rules a tenure was marked with.</summary>
    public IEnumerable<OfficeConflict> MarksOf(Tenure tenure) => Offices.Conflicts.Where(rule => tenure.Marks.Contains(rule.Id));
}

/// <summary>The form of an appointment.</summary>
public sealed record Appointing(FormState Form, Roster Roster, bool First);

/// <summary>One tenure with its forms.</summary>
/// <param name="Account">The step that gives the person an account; null when there is none to take.</param>
public sealed record Holding(Holder Holder, Roster Roster, FormState? Form, Step? Account);
