using System.Collections.Immutable;
using Cunju.Core.Laws;
using Cunju.Core.People;
using Cunju.Core.TaskLists;

namespace Cunju.App.Storage;

/// <summary>What officials edit: lists, laws, offices. Read once at the start; a faulty file stops the program with every fault and its place.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Lists">The editions, by the first day they are in force.</param>
/// <param name="Law">The dated rules of law.</param>
public sealed record DataFolder(string Path, ImmutableArray<TaskList> Lists, LawBook Law)
{
    /// <summary>The offices and what they may do.</summary>
    public OfficeBook Offices { get; init; } = OfficeBook.Empty;
}
