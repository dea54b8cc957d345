using System.Collections.Immutable;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;

namespace Cunju.Core.TaskLists.Shapes;

/// <summary>Words that may differ between villages and communities (<c>{ village: [...], community: [...] }</c>), or are the same for all.</summary>
/// <param name="ForAll">The words for every kind; empty where they are given by kind.</param>
/// <param name="ForKind">The words of each kind named.</param>
public sealed record ByKind(ImmutableArray<string> ForAll, ImmutableDictionary<UnitKind, ImmutableArray<string>> ForKind)
{
    /// <summary>No words for anyone.</summary>
    public static readonly ByKind None = new([], ImmutableDictionary<UnitKind, ImmutableArray<string>>.Empty);

    /// <summary>The words a list uses for kinds of units.</summary>
    public static readonly ImmutableDictionary<string, UnitKind> KindWords = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("village", UnitKind.Village),
            KeyValuePair.Create("community", UnitKind.Community),
            KeyValuePair.Create("township", UnitKind.Township),
            KeyValuePair.Create("district-bureau", UnitKind.Bureau),
        ]
    );

    /// <summary>Whether nobody has any words.</summary>
    public bool IsEmpty => ForAll.IsEmpty && ForKind.IsEmpty;

    /// <summary>The words for that kind; empty when none are given.</summary>
    public ImmutableArray<string> For(UnitKind kind) => ForKind.GetValueOrDefault(kind, ForAll);

    /// <summary>One word, a list of words, or a mapping from kinds to either; <see cref="None"/> when absent.</summary>
    public static ByKind Read(MapReader map, string name)
    {
        if (map.Raw(name) is not MappingNode)
        {
            return new([.. map.Texts(name).Select(text => text.Text)], None.ForKind);
        }

        var inner = map.Map(name)!;
        var words = KindWords
            .Where(kind => inner.Has(kind.Key))
            .ToImmutableDictionary(kind => kind.Value, kind => inner.Texts(kind.Key).Select(text => text.Text).ToImmutableArray());
        inner.Done();
        return new([], words);
    }
}
