namespace Cunju.Core.Procedures;

/// <summary>事项卷: one run of a procedure in one unit. It changes only by facts; it is also the stored entity.</summary>
public abstract record Case
{
    /// <summary>The id of the unit it belongs to.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Its number in the unit, by year (<c>2026-012</c>).</summary>
    public string Number { get; init; } = "";

    /// <summary>How many facts have made it; raised by one with each.</summary>
    public int Version { get; init; }
}

/// <summary>The address of a case: unit, procedure and number, as in <c>/500112004018/meetings/2026-012</c>.</summary>
public sealed record CaseKey(string Unit, string Procedure, string Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"/{Unit}/{Procedure}/{Number}";
}
