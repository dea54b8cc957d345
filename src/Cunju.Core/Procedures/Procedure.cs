using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Cunju.Core.Ledger;

namespace Cunju.Core.Procedures;

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
    private readonly List<(string Name, Func<TCase?, Act, Occasion, IEnumerable<Refusal>> Check)> checksOfAll = [];
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
        where TAct : Act => OpensFor(label, to, permission, Reach.Own, make, guards);

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

    /// <summary>The step is taken in these states too, and leaves the case in them.</summary>
    public Procedure<TCase, TState, TFact> Stays<TAct>(params ReadOnlySpan<TState> states)
        where TAct : Act
    {
        var stays = ImmutableArray.CreateRange(states.ToArray().Select(state => state.ToString()!));
        Rewrite(typeof(TAct), step => step with { From = [.. stays, .. step.From], Stays = stays });
        return this;
    }

    /// <summary>逐项检查: a rule that may find several faults of an act at once, each at its field. It is asked after the guards of the step.</summary>
    /// <param name="check">The rule.</param>
    /// <param name="written">How the table writes it, for its name in the diagrams. Most checks take a part of what they are told (the act alone, one field of it), so
    /// tables write them as lambdas, and those have no name that would stay; asking for the name as well would be a second copy of the word that calls it. The compiler
    /// fills this in; nothing is decided by it.</param>
    public Procedure<TCase, TState, TFact> Checks<TAct>(
        Func<TCase?, TAct, Occasion, IEnumerable<Refusal>> check,
        [CallerArgumentExpression(nameof(check))] string written = ""
    )
        where TAct : Act
    {
        Rewrite(typeof(TAct), step => step with { Guards = step.Guards.Add(Called(written)) });
        checks.Add(typeof(TAct), (@case, act, occasion) => check(@case, (TAct)act, occasion));
        return this;
    }

    /// <summary>一律检查: a rule every act of the table obeys, also one that is added below it. It is asked last.</summary>
    /// <param name="check">The rule.</param>
    /// <param name="written">How the table writes it, for its name.</param>
    public Procedure<TCase, TState, TFact> ChecksAll(
        Func<TCase?, Act, Occasion, IEnumerable<Refusal>> check,
        [CallerArgumentExpression(nameof(check))] string written = ""
    )
    {
        var called = Called(written);
        foreach (var row in steps.ToArray())
        {
            Rewrite(row.Act, step => step with { Guards = step.Guards.Add(called) });
        }

        checksOfAll.Add((called, check));
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
        if (refusals.Count == 0)
        {
            IEnumerable<Refusal> inDetail = checks.TryGetValue(act.GetType(), out var own) ? own((TCase?)@case, act, occasion) : [];
            refusals = [.. inDetail, .. checksOfAll.SelectMany(all => all.Check((TCase?)@case, act, occasion))];
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

    private void Rewrite(Type act, Func<Step, Step> how)
    {
        var row = rows[act];
        var written = how(row.Step);
        steps[steps.IndexOf(row.Step)] = written;
        rows[act] = row with { Step = written };
    }

    private static string Called(string written) => written.Split("=>")[^1].Split('(')[0].Split('.')[^1].Trim();

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
            [.. guards, .. checksOfAll.Select(all => all.Name)]
        );
        steps.Add(step);
        rows.Add(
            typeof(TAct),
            (step, (@case, act, occasion) => check(@case, (TAct)act, occasion), (@case, act, occasion) => make(@case, (TAct)act, occasion))
        );
        return this;
    }
}
