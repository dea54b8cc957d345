using System.Collections.Immutable;
using Cunju.Core.TaskLists;

namespace Cunju.Core.Disclosures;

/// <summary>What must be known before a step of a disclosure.</summary>
/// <param name="List">The list of the period's year.</param>
/// <param name="Taken">Names of periods that have a case already, dropped ones aside.</param>
/// <param name="Content">The text as it stands.</param>
/// <param name="Supervisors">How many supervisors are in office today.</param>
/// <param name="Meetings">Joint meetings of the two committees that were held and quorate.</param>
/// <param name="OfficePhones">Telephones anybody may read anyway, digits alone.</param>
public sealed record DisclosureKnowledge(
    TaskList List,
    ImmutableHashSet<string> Taken,
    DisclosureContent Content,
    int Supervisors,
    ImmutableArray<RecordedMeeting> Meetings,
    ImmutableHashSet<string> OfficePhones
)
{
    /// <summary>What the residents or their representatives voted on.</summary>
    public ImmutableArray<RecordedVote> Assemblies { get; init; } = [];

    /// <summary>Texts the residents decided must change, by the id of their aside.</summary>
    public ImmutableDictionary<string, string> Rejected { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The text as it was handed in last; null where it never was, or where it is the one that stands.</summary>
    public DisclosureContent? HandedIn { get; init; }
}

/// <summary>登记过的一次会议, on which something else rests.</summary>
/// <param name="Number">Its number among the unit's meetings.</param>
/// <param name="Day">The day it was held.</param>
public sealed record RecordedMeeting(string Number, DateOnly Day);

/// <summary>一项表决 of the residents or of their representatives, at a meeting that was held and quorate.</summary>
/// <param name="Meeting">The meeting's number among the unit's.</param>
/// <param name="Item">Which item of its agenda, from 1.</param>
/// <param name="Day">The day of the meeting.</param>
/// <param name="Motion">What was voted on.</param>
/// <param name="Passed">Whether it was carried.</param>
public sealed record RecordedVote(string Meeting, int Item, DateOnly Day, string Motion, bool Passed)
{
    /// <summary>By what it is named: 2023-012/1.</summary>
    public string Name => $"{Meeting}/{Item}";
}
