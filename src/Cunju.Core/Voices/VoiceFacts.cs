using Cunju.Core.Procedures;

namespace Cunju.Core.Voices;

/// <summary>What happened to a voice.</summary>
public abstract record VoiceFact : Fact;

/// <summary>已提出: somebody asked or objected.</summary>
public sealed record VoiceRaised : VoiceFact
{
    /// <summary>The id of the village or community.</summary>
    public required string Place { get; init; }

    /// <summary>The disclosure's number.</summary>
    public string? About { get; init; }

    /// <summary>Its edition on that day; 0 when it is about none.</summary>
    public required int Edition { get; init; }

    /// <summary>What kind.</summary>
    public required VoiceKind Kind { get; init; }

    /// <summary>Whether cadres are concerned.</summary>
    public required bool ConcernsCadres { get; init; }

    /// <summary>The words.</summary>
    public required AsideRef Text { get; init; }

    /// <summary>The name that was left.</summary>
    public AsideRef? Name { get; init; }

    /// <summary>SHA-256 of the receipt's code.</summary>
    public required string Receipt { get; init; }

    /// <summary>代录.</summary>
    public AssistedEntry? Assisted { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The last day to answer.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>已答复: the one who owes it has answered.</summary>
/// <param name="Text">The words.</param>
/// <param name="Corrected">The edition that puts it right.</param>
/// <param name="Gist">What was asked, in words for everybody; null when it is not published.</param>
/// <param name="On">The day.</param>
public sealed record VoiceAnswered(AsideRef Text, int? Corrected, AsideRef? Gist, DateOnly On) : VoiceFact;

/// <summary>答复已不再公开: everybody reads it no longer; the resident does.</summary>
/// <param name="On">The day.</param>
public sealed record AnswerUnpublished(DateOnly On) : VoiceFact;

/// <summary>已向镇街反映: the resident was not content, or did not wait for the unit.</summary>
/// <param name="Text">The words.</param>
/// <param name="DueOn">The last day to answer.</param>
/// <param name="On">The day.</param>
public sealed record VoiceAppealed(AsideRef Text, DateOnly? DueOn, DateOnly On) : VoiceFact;

/// <summary>镇街已答复: the last word here.</summary>
/// <param name="Text">The words.</param>
/// <param name="On">The day.</param>
public sealed record AppealAnswered(AsideRef Text, DateOnly On) : VoiceFact;
