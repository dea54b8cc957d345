using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.App.Demo;

/// <summary>席位: from whose seat something is done. Every organisation of the story has a person with a real account in each of its seats, residents aside.</summary>
public enum Seat
{
    /// <summary>村（居）委会主任.</summary>
    Chair,

    /// <summary>文书.</summary>
    Clerk,

    /// <summary>监委会主任.</summary>
    Supervisor,

    /// <summary>镇街分管负责人.</summary>
    TownshipLeader,

    /// <summary>镇街经办.</summary>
    TownshipOfficer,

    /// <summary>区级管理员.</summary>
    Administrator,

    /// <summary>区民政局经办.</summary>
    BureauOfficer,

    /// <summary>居民, without an account: whoever says something.</summary>
    Resident,
}

/// <summary>一件事: a case while it runs through the story. The first scene starts it, the later ones find it here.</summary>
/// <param name="procedure">Its table.</param>
/// <param name="unit">Whose it is.</param>
public sealed class Matter(IProcedure procedure, string unit)
{
    /// <summary>Its table.</summary>
    public IProcedure Procedure { get; } = procedure;

    /// <summary>Whose it is.</summary>
    public string Unit { get; } = unit;

    /// <summary>The case as it stands; null before the first scene.</summary>
    public Case? Case { get; set; }
}

/// <summary>一幕: on that day, from that seat, that act in that matter. The organisation of the seat follows from the matter's unit.</summary>
/// <param name="Day">The day on which it is entered.</param>
/// <param name="Seat">Whose hand.</param>
/// <param name="Matter">The case.</param>
/// <param name="Act">What is asked; the program adds what a form would add (the version seen, the key).</param>
public sealed record Scene(DateOnly Day, Seat Seat, Matter Matter, Act Act)
{
    /// <summary>The record the act answers: the latest of that kind which another matter made. Its id is known only when the story gets there.</summary>
    public (Matter Matter, string Kind)? Answers { get; init; }

    /// <summary>Puts in what the act names of another matter (the number of a meeting, of a paper), which is known only when the story gets there.</summary>
    public Func<Act, Act>? Naming { get; init; }

    /// <summary>The files that go with it.</summary>
    public ImmutableArray<Storage.Blob> Files { get; init; } = [];

    /// <summary>The code with which the rules refuse it: somebody tried, was told why, and mended it. Null for what is done.</summary>
    public string? RefusedFor { get; init; }
}

/// <summary>故事线: what one institution adds to the year of one organisation. A new institution is one more of these and one line in <see cref="StoryLines.All"/>.</summary>
public interface IStoryLine
{
    /// <summary>The scenes of the stage's unit, those of one matter in order; each line yields nothing for kinds of units it has no story for.</summary>
    IEnumerable<Scene> Of(Stage stage);
}

/// <summary>The story lines, listed by hand.</summary>
public static class StoryLines
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<IStoryLine> All =
    [
        new MeetingLine(),
        new DeliberationLine(),
        new SupervisionLine(),
        new PledgeLine(),
        new DecisionLine(),
        new DisclosureLine(),
        new SubCommitteeLine(),
        new ListLine(),
        new CovenantLine(),
        new PilotLine(),
        new TownshipLine(),
        new AttestationLine(),
        new VoiceLine(),
    ];
}
