namespace Cunju.Core.Procedures;

/// <summary>动作: what a person asks for. It is the form and the command in one; everything in it was typed or chosen by that person.</summary>
public abstract record Act
{
    /// <summary>The version of the case the person was looking at; 0 for acts that start a case. An act on an older version is refused (页面已过期).</summary>
    public int Seen { get; init; }

    /// <summary>A random mark of the form that was shown, so that a second tap on a slow phone is recognised as the same act and done once.</summary>
    public string? Key { get; init; }
}
