using System.Collections.Immutable;
using System.Globalization;
using Cunju.App.Doors;
using Cunju.App.Shell;
using Cunju.Core.Assemblies;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Assemblies;

/// <summary>What programs may read of meetings without a key: that one of all residents, of their representatives or of deliberation was held, signed, and which
/// resolutions are in force. No words that somebody typed, so no names.</summary>
public static class MeetingDoors
{
    /// <summary>Which year.</summary>
    public static readonly QueryWord Year = new("year", "哪一年，不写就是今年", "year");

    private static readonly ImmutableArray<MeetingType> Types =
    [
        MeetingType.ResidentsAssembly,
        MeetingType.RepresentativesAssembly,
        MeetingType.DeliberationMeeting,
    ];

    /// <summary>The year's public meetings, latest first.</summary>
    public static async Task<ImmutableArray<MeetingView>> Public(Visit visit, Unit unit)
    {
        var year = int.TryParse(visit.Http.Request.Query[Year.Name], CultureInfo.InvariantCulture, out var asked)
            ? asked
            : visit.Today.Year;
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var held = await visit
            .Db.Set<Meeting>()
            .Where(meeting =>
                meeting.Unit == unit.Id && meeting.State == MeetingState.Signed && meeting.Day >= first && meeting.Day <= last
            )
            .OrderByDescending(meeting => meeting.Day)
            .ThenByDescending(meeting => meeting.Number)
            .ToListAsync(visit.Cancel);
        return
        [
            .. from meeting in held
            let open = meeting.Proceedings!.ValidTypes.Where(Types.Contains).ToArray()
            where open.Length > 0
            select new MeetingView(
                meeting.Number,
                meeting.Day,
                open.Titles(meeting.Proceedings!.Kind),
                meeting.SignedOn,
                meeting.Proceedings.Eligible,
                meeting.Proceedings.Present,
                [.. meeting.Resolutions.Select(resolution => resolution.ToString())]
            ),
        ];
    }
}

/// <summary>公开的会议.</summary>
/// <param name="Number">Its number in the unit.</param>
/// <param name="Day">The day it was held.</param>
/// <param name="Title">What it was (村民代表会议).</param>
/// <param name="SignedOn">The day its resolutions came into force.</param>
/// <param name="Eligible">应到.</param>
/// <param name="Present">实到.</param>
/// <param name="Resolutions">Numbers of the resolutions (〔2023〕3号).</param>
public sealed record MeetingView(
    string Number,
    DateOnly Day,
    string Title,
    DateOnly? SignedOn,
    int? Eligible,
    int Present,
    ImmutableArray<string> Resolutions
);
