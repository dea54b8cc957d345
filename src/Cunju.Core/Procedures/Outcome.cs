using System.Diagnostics.CodeAnalysis;

namespace Cunju.Core.Procedures;

/// <summary>不予办理: a rule says no. The person reads the reason and its source; the code is stable for programs.</summary>
/// <param name="Code"><c>feature.reason</c>.</param>
/// <param name="Reason">In Chinese, with what to do instead where there is something.</param>
/// <param name="Source">The article or the item of the list; null when the reason is ours (页面已过期).</param>
/// <param name="Field">The form field it is about; null when it is about the whole act.</param>
public sealed record Refusal(string Code, string Reason, string? Source = null, string? Field = null)
{
    /// <summary>Not yours or not there: the answer is 404 and says nothing.</summary>
    public static readonly Refusal Hidden = new("hidden", "没有这个页面");

    /// <summary>Whether the person must not even learn that there is something.</summary>
    public bool IsHidden => ReferenceEquals(this, Hidden);
}

/// <summary>What an act came to: a value, or the refusals (all of them at once, so that nobody corrects a form twice).</summary>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, IReadOnlyList<Refusal> refusals)
    {
        Value = value;
        Refusals = refusals;
    }

    /// <summary>The value; null when refused.</summary>
    public T? Value { get; }

    /// <summary>The reasons; empty when done.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Whether it was done.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsDone => Value is not null;

    /// <summary>Done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, []);

    /// <summary>Refused for one reason.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, [refusal]);

    /// <summary>Refused for several reasons.</summary>
    public static Outcome<T> Refused(IReadOnlyList<Refusal> refusals) => new(null, refusals);
}
