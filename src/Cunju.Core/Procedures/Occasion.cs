using System.Collections.Immutable;
using Cunju.Core.Laws;
using Cunju.Core.Places;

namespace Cunju.Core.Procedures;

/// <summary>权限: a right to do one kind of thing, named <c>feature.verb</c>. Offices grant it (<c>data/offices.yaml</c>); pages, commands and the Desk ask the same table.</summary>
/// <param name="Id">The stable name.</param>
/// <param name="Title">What people read.</param>
public sealed record Permission(string Id, string Title)
{
    /// <summary>Another right that opens the same steps, where two bodies walk one table and each keeps to its own cases; a guard says which are whose.</summary>
    public Permission? Or { get; init; }
}

/// <summary>Whose cases a step is for, seen from the organisation of the person who acts.</summary>
public enum Reach
{
    /// <summary>本单位: cases of one's own organisation.</summary>
    Own,

    /// <summary>下级单位: a township on its villages and communities, the bureau on its townships. Never decides for them.</summary>
    Below,

    /// <summary>全区: the bureau on any unit of the district.</summary>
    District,
}

/// <summary>办理人: the person who acts, for which organisation, with which permissions on that day.</summary>
/// <param name="Account">The account's random id.</param>
/// <param name="Organisation">The id of the unit, township or bureau the person acts for; its chain records the act.</param>
/// <param name="Permissions">Ids of the permissions the person's offices grant on that day.</param>
public sealed record Actor(string Account, string Organisation, ImmutableHashSet<string> Permissions)
{
    /// <summary>Whether the actor's offices grant it and the unit lies within the step's reach on that day.</summary>
    public bool May(Permission permission, Reach reach, Unit unit, DateOnly day) =>
        (Permissions.Contains(permission.Id) || (permission.Or is { } other && Permissions.Contains(other.Id)))
        && Reaches(reach, unit, day);

    /// <summary>Whether the unit lies within that reach of the actor's organisation on that day, whatever the actor's offices.</summary>
    public bool Reaches(Reach reach, Unit unit, DateOnly day) =>
        reach switch
        {
            Reach.Own => unit.Id == Organisation,
            Reach.Below => unit.ParentOn(day) == Organisation,
            // The bureau's id is the six digits of the district, with which the id of every place in it begins.
            Reach.District => Organisation.Length == 6 && unit.Id.StartsWith(Organisation, StringComparison.Ordinal),
        };
}

/// <summary>场合: all that a rule may know beside the case and the act. The only door through which time, law and other cases enter.</summary>
/// <param name="Actor">Who acts.</param>
/// <param name="Unit">The unit whose case it is.</param>
/// <param name="Day">Today in China.</param>
/// <param name="Moment">Now.</param>
/// <param name="Law">The dated thresholds of law for that kind of unit; ask it by the day that matters.</param>
/// <param name="Known">What the procedure declared it must be told.</param>
/// <param name="NewId">Random ids that never repeat and say nothing.</param>
public sealed record Occasion(Actor Actor, Unit Unit, DateOnly Day, DateTimeOffset Moment, LawBook Law, Known Known, Func<string> NewId)
{
    /// <summary>Puts a text about named people beside the fact.</summary>
    public Aside Aside(string topic, string text) => new(NewId(), topic, NewId(), text);
}

/// <summary>What the Desk loaded for a procedure that asked for it, by type.</summary>
public sealed class Known
{
    private readonly Dictionary<Type, object> values = [];

    /// <summary>Adds what was loaded.</summary>
    public Known With(Type type, object value)
    {
        values[type] = value;
        return this;
    }

    /// <summary>What was loaded of that type.</summary>
    /// <exception cref="InvalidOperationException">The procedure did not declare it: a fault of the program.</exception>
    public T Get<T>()
        where T : class =>
        values.TryGetValue(typeof(T), out var value)
            ? (T)value
            : throw new InvalidOperationException($"{typeof(T).Name} was not declared with Knows<{typeof(T).Name}>().");
}
