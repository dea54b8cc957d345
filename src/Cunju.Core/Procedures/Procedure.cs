using System.Collections.Immutable;
using Cunju.Core.Laws;
using Cunju.Core.Ledger;
using Cunju.Core.Places;

namespace Cunju.Core.Procedures;

/// <summary>前提: a rule that must hold before a step; null means that it holds. Named methods, so that documents can print them.</summary>
public delegate Refusal? Guard<in TCase, in TAct>(TCase @case, TAct act, Occasion occasion);

/// <summary>A rule that must hold before a case is started.</summary>
public delegate Refusal? OpeningGuard<in TAct>(TAct act, Occasion occasion);

/// <summary>What a fact counts for: the records it makes. <paramref name="own"/> are the records this case made before, oldest first.</summary>
/// <remarks>It knows nothing that the journal does not know, so that the records can be made again from it.</remarks>
public delegate IEnumerable<NewRecord> Tally<in TCase, in TFact>(TCase after, TFact fact, Tallying at, IReadOnlyList<Record> own);

/// <summary>What a tally may know beside the case and the fact.</summary>
/// <param name="Unit">The unit whose case it is.</param>
/// <param name="Organisation">The organisation that acted; the records are its records.</param>
/// <param name="Day">The day of the act.</param>
/// <param name="Law">The dated thresholds of law.</param>
public sealed record Tallying(Unit Unit, string Organisation, DateOnly Day, LawBook Law);

/// <summary>A record about to be made. The Desk gives it its id, the acting organisation as unit and the day of entry.</summary>
public sealed record NewRecord(string Kind, DateOnly On)
{
    /// <summary>The case's name for the counting; null when the kind has none.</summary>
    public string? Case { get; init; }

    /// <summary>The id of the record it answers.</summary>
    public string? Of { get; init; }

    /// <summary>The place (from 0) of the record of the same act that it answers: a book entry answers the meeting made with it.</summary>
    public int? OfSibling { get; init; }

    /// <summary>Field values.</summary>
    public ImmutableDictionary<string, FieldValue> Fields { get; init; } = ImmutableDictionary<string, FieldValue>.Empty;

    /// <summary>Fields that name a record of the same act by its place (from 0): a correction names what stands instead.</summary>
    public ImmutableDictionary<string, int> SiblingFields { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Kinds of evidence at hand.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Whether a procedure or a person's note stands behind it.</summary>
    public RecordSource Source { get; init; }
}

/// <summary>What an act decided: the fact and the case after it.</summary>
public sealed record Decision(Fact Fact, Case After);

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
    /// <summary>Whether it starts a case.</summary>
    public bool Opens => From.IsEmpty;

    /// <summary>The verb in routes and on the command line: <c>RecordMeeting</c> → <c>record-meeting</c>.</summary>
    public string Verb =>
        string.Concat(
            Act.Name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString())
        );
}

/// <summary>程序表: states, acts, permissions, guards and facts of one institution.</summary>
/// <typeparam name="TCase">The case; a sealed record.</typeparam>
/// <typeparam name="TState">Its states.</typeparam>
/// <typeparam name="TFact">The abstract record its facts derive from.</typeparam>
/// <param name="name">The name in addresses.</param>
/// <param name="title">The official name.</param>
/// <param name="source">The law or the item of the list.</param>
/// <param name="stateOf">The state of a case.</param>
/// <param name="after">The case after a fact; null before for the first one.</param>
public sealed class Procedure<TCase, TState, TFact>(
    string name,
    string title,
    string source,
    Func<TCase, TState> stateOf,
    Func<TCase?, TFact, TCase> after
) : IProcedure
    where TCase : Case
    where TState : struct, Enum
    where TFact : Fact
{
    private readonly List<Step> steps = [];
    private readonly Dictionary<
        Type,
        (Step Step, Func<TCase?, Act, Occasion, IReadOnlyList<Refusal>> Check, Func<TCase?, Act, Occasion, TFact> Make)
    > rows = [];
    private readonly List<(string, string)> states = [];
    private readonly List<Type> needs = [];
    private readonly Dictionary<Type, Func<TCase?, Act, Occasion, IEnumerable<Refusal>>> checks = [];
    private Tally<TCase, TFact> tally = (_, _, _, _) => [];
    private IReadOnlyList<string> kinds = [];

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string Title { get; } = title;

    /// <inheritdoc/>
    public string Source { get; } = source;

    /// <inheritdoc/>
    public Type CaseType => typeof(TCase);

    /// <inheritdoc/>
    public Type FactType => typeof(TFact);

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, string Title)> States => states;

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps => steps;

    /// <inheritdoc/>
    public IReadOnlyList<Type> Needs => needs;

    /// <inheritdoc/>
    public IReadOnlyList<string> Kinds => kinds;

    /// <inheritdoc/>
    public bool ChangesRegister { get; private set; }

    /// <summary>Names a state in Chinese.</summary>
    public Procedure<TCase, TState, TFact> State(TState state, string stateTitle)
    {
        states.Add((state.ToString(), stateTitle));
        return this;
    }

    /// <summary>Declares what must be loaded before it decides.</summary>
    public Procedure<TCase, TState, TFact> Knows<TKnown>()
    {
        needs.Add(typeof(TKnown));
        return this;
    }

    /// <summary>Says that its facts change what every page reads: the register of units (names, kinds, profiles), or the issuer's answers.</summary>
    public Procedure<TCase, TState, TFact> Registers()
    {
        ChangesRegister = true;
        return this;
    }

    /// <summary>Says how facts become records and which kinds they can make.</summary>
    public Procedure<TCase, TState, TFact> Counts(Tally<TCase, TFact> how, params string[] recordKinds)
    {
        tally = how;
        kinds = recordKinds;
        return this;
    }

    /// <summary>An act that starts a case.</summary>
    public Procedure<TCase, TState, TFact> Opens<TAct>(
        string label,
        TState[] to,
        Permission permission,
        Func<TAct, Occasion, TFact> make,
        params OpeningGuard<TAct>[] guards
    )
        where TAct : Act =>
        Add<TAct>(
            label,
            [],
            to,
            permission,
            Reach.Own,
            [.. guards.Select(guard => guard.Method.Name)],
            (_, act, occasion) => [.. guards.Select(guard => guard(act, occasion)).OfType<Refusal>()],
            (_, act, occasion) => make(act, occasion)
        );

    /// <summary>An act that starts a case of another unit: a township or the bureau opens what is theirs to open (an account, a filing).</summary>
    public Procedure<TCase, TState, TFact> OpensFor<TAct>(
        string label,
        TState[] to,
        Permission permission,
        Reach reach,
        Func<TAct, Occasion, TFact> make,
        params OpeningGuard<TAct>[] guards
    )
        where TAct : Act =>
        Add<TAct>(
            label,
            [],
            to,
            permission,
            reach,
            [.. guards.Select(guard => guard.Method.Name)],
            (_, act, occasion) => [.. guards.Select(guard => guard(act, occasion)).OfType<Refusal>()],
            (_, act, occasion) => make(act, occasion)
        );

    /// <summary>A step of a running case.</summary>
    public Procedure<TCase, TState, TFact> Step<TAct>(
        string label,
        TState[] from,
        TState[] to,
        Permission permission,
        Func<TCase, TAct, Occasion, TFact> make,
        params Guard<TCase, TAct>[] guards
    )
        where TAct : Act => Step(label, from, to, permission, Reach.Own, make, guards);

    /// <summary>A step of a running case whose guards look at the act alone, so that it shares them with the act that starts a case.</summary>
    public Procedure<TCase, TState, TFact> Step<TAct>(
        string label,
        TState[] from,
        TState[] to,
        Permission permission,
        Func<TCase, TAct, Occasion, TFact> make,
        OpeningGuard<TAct>[] guards
    )
        where TAct : Act =>
        Add<TAct>(
            label,
            from,
            to,
            permission,
            Reach.Own,
            [.. guards.Select(guard => guard.Method.Name)],
            (_, act, occasion) => [.. guards.Select(guard => guard(act, occasion)).OfType<Refusal>()],
            (@case, act, occasion) => make(@case!, act, occasion)
        );

    /// <summary>A step of a running case, also open to an organisation above.</summary>
    public Procedure<TCase, TState, TFact> Step<TAct>(
        string label,
        TState[] from,
        TState[] to,
        Permission permission,
        Reach reach,
        Func<TCase, TAct, Occasion, TFact> make,
        params Guard<TCase, TAct>[] guards
    )
        where TAct : Act =>
        Add<TAct>(
            label,
            from,
            to,
            permission,
            reach,
            [.. guards.Select(guard => guard.Method.Name)],
            (@case, act, occasion) => [.. guards.Select(guard => guard(@case!, act, occasion)).OfType<Refusal>()],
            (@case, act, occasion) => make(@case!, act, occasion)
        );

    /// <summary>逐项检查: a rule that may find several faults of an act at once, each at its field. It is asked after the guards of the step.</summary>
    public Procedure<TCase, TState, TFact> Checks<TAct>(Func<TCase?, TAct, Occasion, IEnumerable<Refusal>> check)
        where TAct : Act
    {
        var row = rows[typeof(TAct)];
        var named = row.Step with { Guards = row.Step.Guards.Add(check.Method.Name) };
        steps[steps.IndexOf(row.Step)] = named;
        rows[typeof(TAct)] = row with { Step = named };
        checks.Add(typeof(TAct), (@case, act, occasion) => check(@case, (TAct)act, occasion));
        return this;
    }

    /// <inheritdoc/>
    public string StateOf(Case @case) => stateOf((TCase)@case).ToString();

    /// <inheritdoc/>
    public Outcome<Decision> Decide(Case? @case, Act act, Occasion occasion)
    {
        var (step, check, make) = rows[act.GetType()];
        if (!occasion.Actor.May(step.Permission, step.Reach, occasion.Unit, occasion.Day) || step.Opens != (@case is null))
        {
            return Refusal.Hidden;
        }

        if (@case is not null && !step.From.Contains(StateOf(@case)))
        {
            var now = states.First(state => state.Item1 == StateOf(@case)).Item2;
            return new Refusal("procedure.state", $"当前状态是「{now}」，不能「{step.Label}」。", Source);
        }

        var refusals = check((TCase?)@case, act, occasion);
        if (refusals.Count == 0 && checks.TryGetValue(act.GetType(), out var inDetail))
        {
            refusals = [.. inDetail((TCase?)@case, act, occasion)];
        }

        if (refusals.Count > 0)
        {
            return Outcome<Decision>.Refused(refusals);
        }

        var fact = make((TCase?)@case, act, occasion);
        return new Decision(fact, After(@case, fact, occasion.Unit.Id, @case?.Number ?? ""));
    }

    /// <inheritdoc/>
    public Case After(Case? before, Fact fact, string unit, string number) =>
        after((TCase?)before, (TFact)fact) with
        {
            Unit = unit,
            Number = number,
            Version = (before?.Version ?? 0) + 1,
        };

    /// <inheritdoc/>
    public IEnumerable<NewRecord> RecordsOf(Case after, Fact fact, Tallying at, IReadOnlyList<Record> own) =>
        tally((TCase)after, (TFact)fact, at, own);

    private Procedure<TCase, TState, TFact> Add<TAct>(
        string label,
        TState[] from,
        TState[] to,
        Permission permission,
        Reach reach,
        ImmutableArray<string> guards,
        Func<TCase?, TAct, Occasion, IReadOnlyList<Refusal>> check,
        Func<TCase?, TAct, Occasion, TFact> make
    )
        where TAct : Act
    {
        var step = new Step(
            typeof(TAct),
            label,
            [.. from.Select(state => state.ToString())],
            [.. to.Select(state => state.ToString())],
            permission,
            reach,
            guards
        );
        steps.Add(step);
        rows.Add(
            typeof(TAct),
            (step, (@case, act, occasion) => check(@case, (TAct)act, occasion), (@case, act, occasion) => make(@case, (TAct)act, occasion))
        );
        return this;
    }
}
