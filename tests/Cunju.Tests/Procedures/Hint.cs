using System.Collections.Immutable;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.Tests.Procedures;

/// <summary>What the walk must be told about an institution because chance would not find it out: which answers make sense together, and what must hold of
/// its cases. An institution without a hint is walked all the same.</summary>
internal sealed record Hint
{
    /// <summary>Where its cases are; each run of the walk is in one of them.</summary>
    public ImmutableArray<string> Units { get; init; } =
    [TestCell.Village, TestCell.Community, TestCell.OtherVillage, TestCell.Township, TestCell.District];

    /// <summary>Whether it is walked where one township is the whole district, because every act judges all there is.</summary>
    public bool IsOfFewUnits { get; init; }

    /// <summary>What is cleared away before a run.</summary>
    public Func<CunjuDb, Task> Clear { get; init; } = _ => Task.CompletedTask;

    /// <summary>How a form is filled in so that it makes sense; the walk still spoils it now and then.</summary>
    public ImmutableDictionary<Type, Func<Scene, Act, Act>> Sense { get; private init; } =
        ImmutableDictionary<Type, Func<Scene, Act, Act>>.Empty;

    /// <summary>Lawful ways into a long table, each act so many days after the one before: now and then a walk begins with a part of one, because chance alone
    /// would hardly ever come that far. What follows is chance again.</summary>
    public ImmutableArray<ImmutableArray<(Type Act, int Days)>> Ways { get; init; } = [];

    /// <summary>What must be true of a case after every step, whatever happened.</summary>
    public Action<Case?, Case> Must { get; private init; } = (_, _) => { };

    /// <summary>Steps a guard refuses in every case of a state, which the table names all the same because its reason is worth reading.</summary>
    public ImmutableHashSet<(Type Act, string From)> Refused { get; private init; } = [];

    public Hint On<TAct>(Func<Scene, TAct, TAct> sense)
        where TAct : Act => this with { Sense = Sense.Add(typeof(TAct), (scene, act) => sense(scene, (TAct)act)) };

    public Hint Holds<TCase>(Action<TCase?, TCase> must)
        where TCase : Case => this with { Must = (before, after) => must((TCase?)before, (TCase)after) };

    public Hint Never<TAct>(Enum from)
        where TAct : Act => this with { Refused = Refused.Add((typeof(TAct), from.ToString())) };
}

/// <summary>Where and when somebody stands when they fill in a form.</summary>
/// <param name="Cell">Lists, laws, offices.</param>
/// <param name="Db">The tables as they are at this step.</param>
/// <param name="Register">The units.</param>
/// <param name="Unit">Whose case it is.</param>
/// <param name="Day">Today.</param>
/// <param name="Case">The case; null when one is started.</param>
/// <param name="Chance">What decides.</param>
internal sealed record Scene(Cell Cell, CunjuDb Db, Register Register, Unit Unit, DateOnly Day, Case? Case, Chance Chance)
{
    /// <summary>The cases of the unit as they are stored.</summary>
    public T[] Stored<T>()
        where T : Case => [.. Db.Set<T>().AsNoTracking().Where(@case => @case.Unit == Unit.Id).OrderBy(@case => @case.Number)];

    /// <summary>Stores a case of another institution, or another state of it: the walk's own transaction takes it back.</summary>
    public void Put<T>(T @case)
        where T : Case
    {
        var isNew = !Db.Set<T>().Any(kept => kept.Unit == @case.Unit && kept.Number == @case.Number);
        Db.Entry(@case).State = isNew ? EntityState.Added : EntityState.Modified;
#pragma warning disable RS0030 // Only the Desk writes; what is written here is taken back.
        Db.SaveChanges();
#pragma warning restore RS0030
        Db.Entry(@case).State = EntityState.Detached;
    }
}
