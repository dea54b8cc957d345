using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Doors;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>What programs may read of meetings without a key: that one of all residents, of their representatives or of deliberation was held, signed, and which
/// resolutions are in force, by the one rule of <see cref="OpenMeetings"/>. No words that somebody typed, so no names.</summary>
public static class MeetingDoors
{
    /// <summary>Which year.</summary>
    public static readonly QueryWord Year = new("year", "哪一年，不写就是今年", "year");

    /// <summary>The year's public meetings, latest first.</summary>
    public static async Task<ImmutableArray<MeetingView>> Public(Visit visit, Unit unit)
    {
        var year = int.TryParse(visit.Http.Request.Query[Year.Name], CultureInfo.InvariantCulture, out var asked)
            ? asked
            : visit.Today.Year;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var signed = await visit
            .Db.Set<Meeting>()
            .Where(meeting =>
                meeting.Unit == unit.Id && meeting.State == MeetingState.Signed && meeting.Day >= first && meeting.Day <= last
            )
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .ToListAsync(visit.Cancel);
        return
        [
            .. from meeting in signed
            where OpenMeetings.Of(meeting, visit.Today) == Openness.Outcome
            let held = meeting.Proceedings!
            let open = held.ValidTypes.Where(OpenMeetings.Types.Contains).ToArray()
            let alone = held.Types.All(OpenMeetings.Types.Contains)
            select new MeetingView(
                meeting.Number,
                meeting.Day,
                open.Titles(held.Kind),
                meeting.SignedOn,
                alone ? held.Eligible : null,
                alone ? held.Present : null,
                [.. OpenMeetings.Resolutions(meeting).Select(resolution => resolution.ToString())]
            ),
        ];
    }
}

/// <summary>公开的会议.</summary>
/// <param name="Number">Its number in the unit.</param>
/// <param name="Day">The day it was held.</param>
/// <param name="Title">What it was (村民代表会议).</param>
/// <param name="SignedOn">The day its resolutions came into force.</param>
/// <param name="Eligible">应到; null when bodies that are not public met in the same room.</param>
/// <param name="Present">实到; null likewise.</param>
/// <param name="Resolutions">Numbers of the resolutions (〔2023〕3号).</param>
public sealed record MeetingView(
    string Number,
    DateOnly Day,
    string Title,
    DateOnly? SignedOn,
    int? Eligible,
    int? Present,
    ImmutableArray<string> Resolutions
);
