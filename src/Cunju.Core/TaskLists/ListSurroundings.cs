using System.Collections.Immutable;
using Cunju.Core.Calendars;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists;

/// <summary>What a list names and what stands in other files; whoever opens the files hands it over, so that reading a list stays pure.</summary>
/// <param name="Texts">The source texts by the name the list gives (<c>yubei-2023.source.txt</c>).</param>
/// <param name="Calendar">The calendar the list names; null when it could not be read, which is noted on the file's own findings.</param>
/// <param name="Registers">Where named units are looked up, in this order.</param>
public sealed record ListSurroundings(
    ImmutableDictionary<string, string> Texts,
    WorkCalendar? Calendar,
    ImmutableArray<Register> Registers
);
