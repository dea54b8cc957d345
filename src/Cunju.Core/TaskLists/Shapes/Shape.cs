namespace Cunju.Core.TaskLists;

/// <summary>形式: how an obligation is counted. Ten shapes make a closed vocabulary; everything about a shape (how it is read, judged and said) stands in its
/// one file beside this one, so that a new one is an addition there and nowhere else.</summary>
public abstract record Shape;
