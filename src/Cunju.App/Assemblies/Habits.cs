using System.Globalization;
using Cunju.App.People;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Core.Calendars;
using Cunju.Core.Laws;
using Cunju.Core.People;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>A count that can be filled in, and where it comes from.</summary>
public sealed record KnownCount(int Count, string From);

/// <summary>往常怎么填: what the unit's profile and its last meetings say, so that a form need not ask again.</summary>
public sealed class Habits
{
    /// <summary>Both bodies have at least three by law; fewer means that the register is not finished.</summary>
    private const int LeastMembers = 3;

    private const string Clerk = "clerk";

    private readonly Unit unit;
    private readonly LawBook law;
    private readonly IReadOnlyList<Meeting> recent;
    private readonly IReadOnlyList<Holder> holders;
    private readonly MeetingTexts texts;
    private readonly string? clerk;

    private Habits(
        Unit unit,
        LawBook law,
        IReadOnlyList<Meeting> recent,
        IReadOnlyList<Holder> holders,
        MeetingTexts texts,
        string? clerk
    ) => (this.unit, this.law, this.recent, this.holders, this.texts, this.clerk) = (unit, law, recent, holders, texts, clerk);

    /// <summary>The last meeting that was held; null when there was none.</summary>
    public Meeting? Last => recent.Count > 0 ? recent[0] : null;

    /// <summary>Reads them.</summary>
    public static async Task<Habits> Of(Visit visit, Unit unit)
    {
        var recent = await visit
            .Db.Set<Meeting>()
            .Where(meeting => meeting.Unit == unit.Id && (meeting.State == MeetingState.Held || meeting.State == MeetingState.Signed))
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .Take(60)
            .ToArrayAsync(visit.Cancel);
        var holders = await Holders.Of(visit.Db, unit.Id, visit.Cancel);
        var self = await visit
            .Db.Set<Account>()
            .Where(account => account.Unit == unit.Id && account.Id == visit.Actor!.Account)
            .Select(account => account.Person)
            .FirstOrDefaultAsync(visit.Cancel);
        var clerk = holders.FirstOrDefault(holder =>
            holder.Tenure.Person == self && holder.Tenure.Office == Clerk && holder.Tenure.InForceOn(visit.Today)
        );
        return new(unit, visit.Cell.Law, recent, holders, await MeetingPages.TextsOf(visit, recent), clerk?.Card?.Name);
    }

    /// <summary>Where that meeting was; null when it was not said or is no longer known.</summary>
    public string? PlaceOf(Meeting? meeting) => Kept(meeting?.Proceedings?.Place);

    /// <summary>应到 of a type: the profile's number, else the last meeting's, else how many hold the offices of that body.</summary>
    public KnownCount? Eligible(MeetingType type, CountingMode? mode, DateOnly day)
    {
        if (MeetingRules.Registered(unit, type, mode, day) is var (_, whole))
        {
            return new(whole, "按本单位概况填入");
        }

        return LastOf(type) is { Proceedings: { Eligible: { } eligible } held } && (mode is null || held.Mode is null || held.Mode == mode)
            ? new(eligible, $"按{ChinaTime.Say(held.Day)}那次填入")
            : InOffice(type, day);
    }

    /// <summary>The members of a small body that is registered whole or not at all. Representatives are many, and half a register of them would make a quorum.</summary>
    private KnownCount? InOffice(MeetingType type, DateOnly day)
    {
        string[] offices = type switch
        {
            MeetingType.CommitteeMeeting => ["committee-chair", "committee-deputy", "committee-member"],
            MeetingType.SupervisionMeeting => ["supervision-chair", "supervision-member"],
            _ => [],
        };
        var members = holders
            .Where(holder => offices.Contains(holder.Tenure.Office) && holder.Tenure.InForceOn(day))
            .DistinctBy(holder => holder.Tenure.Person)
            .Count();
        return members >= LeastMembers ? new(members, "按班子名册填入") : null;
    }

    /// <summary>主持人: who chaired the last meeting of that type, as long as that person is still in office; else the head of the body that convenes it by law, where
    /// the register knows exactly one. Nobody is guessed for meetings that anybody may chair.</summary>
    private (string Name, string From)? ChairOf(MeetingType type, DateOnly day)
    {
        var sitting = holders.Where(holder => holder.Card is not null && holder.Tenure.InForceOn(day)).ToArray();
        var last = LastOf(type);
        if (Kept(last?.Proceedings?.Chair) is { } before && sitting.Any(holder => holder.Name == before))
        {
            return (before, $"按{ChinaTime.Say(last!.Day)}那次填入，不是的请改");
        }

        var office = type switch
        {
            MeetingType.ResidentsAssembly or MeetingType.RepresentativesAssembly or MeetingType.CommitteeMeeting => "committee-chair",
            MeetingType.PartyBranchMeeting or MeetingType.PartyMembersMeeting => "party-secretary",
            MeetingType.SupervisionMeeting => "supervision-chair",
            _ => null,
        };
        return sitting.Where(holder => holder.Tenure.Office == office).ToArray() is [var head]
            ? (head.Name, "按班子名册填入，不是的请改")
            : null;
    }

    /// <summary>The form with what can be known: the day, the way of counting, how many should come, the usual place, who chairs and who writes it down.</summary>
    public FormState Preset(FormState form, DateOnly day)
    {
        form = Default(form, "Day", MeetingPages.Text(day));
        form = clerk is { } writing ? Default(form, "Recorder", writing) : form;
        var types = TypesIn(form);
        if (types.Length == 0)
        {
            return form;
        }

        form = ChairOf(types[0], day) is var (chair, _) ? Default(form, "Chair", chair) : form;

        var judging = new Judging(law, unit.KindOn(day), day);
        CountingMode? mode = null;
        if (types.Where(judging.AsksMode).ToArray() is [var asking, ..])
        {
            mode =
                Enum.TryParse<CountingMode>(form["Mode"], out var chosen) ? chosen
                : LastOf(asking)?.Proceedings?.Mode is { } before && judging.QuorumRule(asking, before) is not null ? before
                : CountingMode.Households;
            form = Default(form, "Mode", mode.Value.ToString());
        }

        if (Eligible(types[0], mode, day) is { } known)
        {
            form = Default(form, "Eligible", known.Count.ToString(CultureInfo.InvariantCulture));
        }

        return PlaceOf(LastOf(types[0])) is { } place ? Default(form, "Place", place) : form;
    }

    /// <summary>The source of the number that stands in the form, when it was filled in for the person.</summary>
    public string? Source(FormState form, DateOnly day)
    {
        CountingMode? mode = Enum.TryParse<CountingMode>(form["Mode"], out var chosen) ? chosen : null;
        return
            TypesIn(form) is [var type, ..]
            && Eligible(type, mode, day) is { } known
            && form["Eligible"] == known.Count.ToString(CultureInfo.InvariantCulture)
            ? known.From
            : null;
    }

    /// <summary>The source of the chair's name, when it was filled in for the person.</summary>
    public string? ChairSource(FormState form, DateOnly day) =>
        TypesIn(form) is [var type, ..] && ChairOf(type, day) is var (name, from) && form["Chair"] == name ? from : null;

    private static MeetingType[] TypesIn(FormState form) =>
        [
            .. (form.Values.TryGetValue("Types", out var ticked) ? ticked : [])
                .Select(text => Enum.TryParse<MeetingType>(text, out var type) && Enum.IsDefined(type) ? type : (MeetingType?)null)
                .OfType<MeetingType>(),
        ];

    /// <summary>A text that was said and has not been erased.</summary>
    private string? Kept(Core.Procedures.AsideRef? said) => texts.Of(said) is { } text && text != MeetingTexts.Erased ? text : null;

    private Meeting? LastOf(MeetingType type) => recent.FirstOrDefault(meeting => meeting.Types.Contains(type));

    private static FormState Default(FormState form, string field, string value) => form[field].Length > 0 ? form : form.With(field, value);
}
