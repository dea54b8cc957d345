using System.Collections.Immutable;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;

namespace Cunju.Core.People;

/// <summary>Reads <c>data/offices.yaml</c>; every fault has its place.</summary>
public static class OfficeReader
{
    private static readonly ImmutableDictionary<string, UnitKind> Kinds = new Dictionary<string, UnitKind>
    {
        ["village"] = UnitKind.Village,
        ["community"] = UnitKind.Community,
        ["township"] = UnitKind.Township,
        ["bureau"] = UnitKind.Bureau,
    }.ToImmutableDictionary();

    /// <summary>The book; use it only when the findings are none.</summary>
    /// <param name="node">The file.</param>
    /// <param name="permissions">Every permission the program knows.</param>
    /// <param name="findings">Where faults are noted.</param>
    public static OfficeBook Read(Node node, IReadOnlyCollection<string> permissions, Findings findings)
    {
        var file = new MapReader(node, "职务表", findings);
        var offices = file.Items("offices").Select(item => ReadOffice(new(item, "职务", findings), permissions)).ToImmutableArray();
        foreach (var twice in offices.GroupBy(office => office.Id).Where(group => group.Skip(1).Any()))
        {
            findings.Add(file.Where("offices"), $"职务「{twice.Key}」写了两次", "删去一处");
        }

        var ids = offices.Select(office => office.Id).ToHashSet(StringComparer.Ordinal);
        var conflicts = file.Items("conflicts").Select(item => ReadConflict(new(item, "回避规定", findings), ids)).ToImmutableArray();
        file.Done();
        return new(offices, conflicts);
    }

    private static Office ReadOffice(MapReader map, IReadOnlyCollection<string> permissions)
    {
        var titles = map.Entries("titles")
            .Where(entry => Known(Kinds.Keys, entry.Key, "组织类别", map.Findings))
            .GroupBy(entry => Kinds[entry.Key.Text])
            .ToImmutableDictionary(group => group.Key, group => (group.First().Value as ScalarNode)?.Text ?? "");
        var office = new Office
        {
            Id = map.Text("id"),
            Titles = titles,
            Body = map.Text("body"),
            AlsoCalled = [.. map.Texts("also-called").Select(word => word.Text)],
            Single = map.Truth("single"),
            Elected = map.Truth("elected"),
            Public = map.Truth("public"),
            Key = map.Truth("key"),
            TermYears = map.OptionalNumber("term-years"),
            TermSource = map.OptionalText("term-source"),
            Grants =
            [
                .. map.Items("grants")
                    .Select(item =>
                    {
                        var grant = new MapReader(item, "授权", map.Findings);
                        var read = new Grant(
                            [
                                .. grant
                                    .Texts("permissions")
                                    .Where(word => Known(permissions, word, "权限", map.Findings))
                                    .Select(word => word.Text),
                            ],
                            grant.Text("why")
                        );
                        grant.Done();
                        return read;
                    }),
            ],
        };
        if (titles.IsEmpty && office.Id is not (OfficeBook.LinkHolder or OfficeBook.Operator or OfficeBook.Resident))
        {
            map.Findings.Add(map.At, $"职务「{office.Id}」没有称谓", "在 titles 下写 village、community、township 或 bureau 的称谓");
        }

        map.Done();
        return office;
    }

    private static OfficeConflict ReadConflict(MapReader map, HashSet<string> offices)
    {
        ImmutableArray<string> Offices(string name) =>
            [.. map.Texts(name).Where(word => Known(offices, word, "职务", map.Findings)).Select(word => word.Text)];

        var conflict = new OfficeConflict(
            map.Text("id"),
            Offices("one"),
            Offices("other"),
            map.Truth("same-person", true),
            map.Truth("kin"),
            map.Truth("advice"),
            map.Text("text"),
            [
                .. map.Items("sources")
                    .Select(item =>
                    {
                        var source = new MapReader(item, "依据", map.Findings);
                        var read = new DatedSource(
                            [
                                .. source
                                    .Texts("kinds")
                                    .Where(word => Known(Kinds.Keys, word, "组织类别", map.Findings))
                                    .Select(word => Kinds[word.Text]),
                            ],
                            source.OptionalDay("from") ?? DateOnly.MinValue,
                            source.Text("text")
                        );
                        source.Done();
                        return read;
                    }),
            ]
        );
        map.Done();
        return conflict;
    }

    private static bool Known(IEnumerable<string> known, ScalarNode word, string what, Findings findings)
    {
        if (known.Contains(word.Text))
        {
            return true;
        }

        findings.Unknown(word.At, what, word.Text, known.Order(StringComparer.Ordinal));
        return false;
    }
}
