using System.Collections.Immutable;

namespace Cunju.Core.Procedures;

/// <summary>步骤: one row of the table.</summary>
/// <param name="Act">The act's type; its name is the verb in routes and on the command line.</param>
/// <param name="Label">The words on the button.</param>
/// <param name="From">The states in which it is open, by name; empty for acts that start a case.</param>
/// <param name="To">The states it may lead to, by name.</param>
/// <param name="Permission">The permission it needs.</param>
/// <param name="Reach">Whose cases.</param>
/// <param name="Guards">The names of its guards.</param>
public sealed record Step(
    Type Act,
    string Label,
    ImmutableArray<string> From,
    ImmutableArray<string> To,
    Permission Permission,
    Reach Reach,
    ImmutableArray<string> Guards
)
{
    /// <summary>States in which it is taken and which it does not change; they are among <see cref="From"/>.</summary>
    public ImmutableArray<string> Stays { get; init; } = [];

    /// <summary>Whether the table lets it lead from one state to the other.</summary>
    /// <param name="from">The state before; empty where it starts a case.</param>
    /// <param name="to">The state after.</param>
    public bool Leads(string from, string to) => Stays.Contains(from) ? from == to : To.Contains(to);

    /// <summary>Whether it starts a case.</summary>
    public bool Opens => From.IsEmpty;

    /// <summary>The verb in routes and on the command line: <c>RecordMeeting</c> → <c>record-meeting</c>.</summary>
    public string Verb =>
        string.Concat(
            Act.Name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())
        );
}
