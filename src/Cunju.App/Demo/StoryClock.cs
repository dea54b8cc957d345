namespace Cunju.App.Demo;

/// <summary>故事的时钟: stands where the story is told to be. It makes up for the distance a practice cell's own clock keeps from the real one, so that the cell
/// opened with the real clock afterwards goes on from the day on which the story ends.</summary>
/// <param name="ahead">How far the cell's clock runs from the one it is given.</param>
public sealed class StoryClock(TimeSpan ahead = default) : TimeProvider
{
    /// <summary>Now, in the story.</summary>
    public DateTimeOffset Moment { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (Moment - ahead).ToUniversalTime();
}
