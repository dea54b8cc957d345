using System.Collections.Immutable;
using Cunju.Core.Procedures;

namespace Cunju.Core.Readings;

/// <summary>What was said to an open reading.</summary>
public abstract record ReadingFact : Fact;

/// <summary>已答复, for the first time or otherwise than before.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Reading">The reading's id.</param>
/// <param name="Option">The answer.</param>
/// <param name="Names">What it names: townships by their codes, or things by their words.</param>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it concerned on that day.</param>
/// <param name="Lanes">How many lanes.</param>
/// <param name="On">The day.</param>
public sealed record ReadingAnswered(
    string Edition,
    string Reading,
    string Option,
    ImmutableArray<string> Names,
    string By,
    int Units,
    int Lanes,
    DateOnly On
) : ReadingFact;

/// <summary>答复已撤回.</summary>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it concerned on that day.</param>
/// <param name="Lanes">How many lanes.</param>
/// <param name="On">The day.</param>
public sealed record AnswerWithdrawn(string By, int Units, int Lanes, DateOnly On) : ReadingFact;

/// <summary>What was said about an edition.</summary>
public abstract record EditionFact : Fact;

/// <summary>清单已生效.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="From">施行日.</param>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it concerned on that day.</param>
/// <param name="Lanes">How many lanes.</param>
/// <param name="On">The day it was said.</param>
public sealed record EditionPutInForce(string Edition, DateOnly From, string By, int Units, int Lanes, DateOnly On) : EditionFact;

/// <summary>生效已撤回.</summary>
/// <param name="By">The paper.</param>
/// <param name="Units">How many units it concerned on that day.</param>
/// <param name="Lanes">How many lanes.</param>
/// <param name="On">The day.</param>
public sealed record EditionWithdrawn(string By, int Units, int Lanes, DateOnly On) : EditionFact;
