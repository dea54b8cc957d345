using Cunju.Core.Ledger;

namespace Cunju.Core.Procedures;

/// <summary>程序: a table of steps. From it come the buttons, the routes, the refusals, the diagram, the page "who may do what" and the random-walk test.</summary>
public interface IProcedure
{
    /// <summary>The name in addresses (<c>meetings</c>).</summary>
    string Name { get; }

    /// <summary>The official name.</summary>
    string Title { get; }

    /// <summary>The law or the item of the list it carries out.</summary>
    string Source { get; }

    /// <summary>The type of its cases.</summary>
    Type CaseType { get; }

    /// <summary>The base type of its facts.</summary>
    Type FactType { get; }

    /// <summary>The states with their titles, in order.</summary>
    IReadOnlyList<(string Name, string Title)> States { get; }

    /// <summary>The steps in order.</summary>
    IReadOnlyList<Step> Steps { get; }

    /// <summary>The types that must be loaded before it decides.</summary>
    IReadOnlyList<Type> Needs { get; }

    /// <summary>The kinds of records its facts make.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Whether its facts change what every page reads and the cell keeps at hand (the register of units, the issuer's answers), so that it is loaded again.</summary>
    bool ChangesRegister { get; }

    /// <summary>The state of a case, by name.</summary>
    string StateOf(Case @case);

    /// <summary>Decides: state, then permission, then guards; pure.</summary>
    Outcome<Decision> Decide(Case? @case, Act act, Occasion occasion);

    /// <summary>The case after a fact; the only place where a case changes. <see cref="Case.Unit"/>, <see cref="Case.Number"/> and <see cref="Case.Version"/> are set here.</summary>
    Case After(Case? before, Fact fact, string unit, string number);

    /// <summary>The records a fact makes.</summary>
    IEnumerable<NewRecord> RecordsOf(Case after, Fact fact, Tallying at, IReadOnlyList<Record> own);
}

/// <summary>What an act decided: the fact and the case after it.</summary>
public sealed record Decision(Fact Fact, Case After);
