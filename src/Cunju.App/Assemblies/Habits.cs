using System.Globalization;
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

    private readonly Unit unit;
    private readonly LawBook law;
    private readonly IReadOnlyList<Meeting> recent;
    private readonly IReadOnlyList<Tenure> tenures;
    private readonly MeetingTexts texts;

    private Habits(Unit unit, LawBook law, IReadOnlyList<Meeting> recent, IReadOnlyList<Tenure> tenures, MeetingTexts texts) =>
        (this.unit, this.law, this.recent, this.tenures, this.texts) = (unit, law, recent, tenures, texts);

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
        var tenures = await visit.Db.Set<Tenure>().Where(tenure => tenure.Unit == unit.Id).ToArrayAsync(visit.Cancel);
        return new(unit, visit.Cell.Law, recent, tenures, await MeetingPages.TextsOf(visit, recent));
    }

    /// <summary>Where that meeting was; null when it was not said or is no longer known.</summary>
    public string? PlaceOf(Meeting? meeting) =>
        texts.Of(meeting?.Proceedings?.Place) is { } place && place != MeetingTexts.Erased ? place : null;

    /// <summary>应到 of a type: the profile's number, else the last meeting's, else how many hold the offices of that body.</summary>
    public KnownCount? Eligible(MeetingType type, CountingMode? mode, DateOnly day)
    {
        var key = (type, mode) switch
        {
            (MeetingType.ResidentsAssembly, CountingMode.Persons) => "adults",
            (MeetingType.ResidentsAssembly, CountingMode.Households) => "households",
            (MeetingType.RepresentativesAssembly, _) => "assembly-members",
            (MeetingType.PartyMembersMeeting, _) => "party-members",
            _ => null,
        };
        if (
            key is not null
            && unit.ProfileOn(key, day) is { } said
            && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        )
        {
            return new(number, "按本单位概况填入");
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
        var members = tenures
            .Where(tenure => offices.Contains(tenure.Office) && tenure.InForceOn(day))
            .DistinctBy(tenure => tenure.Person)
            .Count();
        return members >= LeastMembers ? new(members, "按班子名册填入") : null;
    }

    /// <summary>The form with what can be known: the day, the way of counting, how many should come, the usual place.</summary>
    public FormState Preset(FormState form, DateOnly day)
    {
        form = Default(form, "Day", MeetingPages.Text(day));
        var types = (form.Values.TryGetValue("Types", out var ticked) ? ticked : [])
            .Select(text => Enum.TryParse<MeetingType>(text, out var type) && Enum.IsDefined(type) ? type : (MeetingType?)null)
            .OfType<MeetingType>()
            .ToArray();
        if (types.Length == 0)
        {
            return form;
        }

        var judging = new Judging(law, unit.KindOn(day), day);
        var asking = types.FirstOrDefault(judging.AsksMode, (MeetingType)(-1));
        CountingMode? mode = null;
        if (asking >= 0)
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
        if (!form.Values.TryGetValue("Types", out var ticked) || ticked.Length == 0 || !Enum.TryParse<MeetingType>(ticked[0], out var type))
        {
            return null;
        }

        CountingMode? mode = Enum.TryParse<CountingMode>(form["Mode"], out var chosen) ? chosen : null;
        return Eligible(type, mode, day) is { } known && form["Eligible"] == known.Count.ToString(CultureInfo.InvariantCulture)
            ? known.From
            : null;
    }

    private Meeting? LastOf(MeetingType type) => recent.FirstOrDefault(meeting => meeting.Types.Contains(type));

    private static FormState Default(FormState form, string field, string value) => form[field].Length > 0 ? form : form.With(field, value);
}
