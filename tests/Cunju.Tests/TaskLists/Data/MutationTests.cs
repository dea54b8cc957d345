using CsCheck;
using Cunju.Core.DataFiles;
using Cunju.Core.Places;
using Cunju.Core.TaskLists;
using Xunit;

namespace Cunju.Tests.TaskLists.Data;

/// <summary>Whatever happens to a file, reading it says where, and never throws.</summary>
public sealed class MutationTests
{
    private static readonly string[] Lines = ListFiles.Text2023.Split('\n');

    // What a hand does to a file: drops a line, doubles it, loses a letter, types a stray one, cuts a line in two, indents it, swaps it away.
    private static readonly Gen<string[]> Mutated =
        from edits in Gen.Select(
            Gen.Int[0, Lines.Length - 1],
            Gen.Int[0, 8],
            Gen.Int[0, 200],
            Gen.Char["\"'{}[]:,#-&*!|>%@` \tA5年"]
        ).Array[1, 4]
        select edits.Aggregate(Lines, (lines, edit) => Edit(lines, edit.Item1, edit.Item2, edit.Item3, edit.Item4));

    [Fact]
    public void A_list_damaged_at_random_is_read_without_a_throw_and_every_fault_has_a_place() =>
        Mutated.Sample(
            lines =>
            {
                var read = ListFiles.Read(string.Join('\n', lines));
                return (read.Reading is not null || read.Findings.Length > 0)
                    && read.Findings.All(finding =>
                        finding.At.Line >= 1 && finding.At.Line <= lines.Length + 1 && finding.At.Column >= 1 && finding.What.Length > 0
                    );
            },
            iter: 400,
            print: lines => string.Join('\n', lines.Except(Lines))
        );

    [Fact]
    public void A_record_file_damaged_at_random_is_read_without_a_throw() =>
        Gen.Select(Gen.Int[0, 120], Gen.Char["\"'{}[]:,#-\\ \t5年"], Gen.Bool)
            .Array[1, 5]
            .Sample(
                edits =>
                {
                    const string Line =
                        """{"id":"a1","unit":"500112018202","kind":"open.posted","on":"2023-01-15","fields":{"categories":["党务","政务"],"n":1}}""";
                    var text = edits.Aggregate(
                        Line,
                        (line, edit) =>
                            edit.Item1 >= line.Length ? line + edit.Item2
                            : edit.Item3 ? line.Remove(edit.Item1, 1)
                            : line.Insert(edit.Item1, edit.Item2.ToString())
                    );
                    var findings = new Findings("r");
                    var book = RecordFile.Read(text, Kinds, Register, findings);
                    // A line that became a remark has neither.
                    return (book.All.Length == 1) != findings.All.Length > 0 || text.TrimStart().StartsWith('#');
                },
                iter: 3000
            );

    private static readonly IReadOnlyDictionary<string, RecordKind> Kinds = ListFiles.Read(ListFiles.Text2023).Reading!.List.Kinds;

    private static readonly Register Register = UnitFile.Read(File.ReadAllText(ListFiles.Units), new("u"));

    private static string[] Edit(string[] lines, int at, int kind, int column, char letter)
    {
        at = Math.Min(at, lines.Length - 1);
        var line = lines[at];
        column = Math.Min(column, line.Length);
        return kind switch
        {
            0 => [.. lines[..at], .. lines[(at + 1)..]],
            1 => [.. lines[..at], line, .. lines[at..]],
            2 when column < line.Length => [.. lines[..at], line.Remove(column, 1), .. lines[(at + 1)..]],
            3 => [.. lines[..at], line.Insert(column, letter.ToString()), .. lines[(at + 1)..]],
            4 => [.. lines[..at], line[..column], line[column..], .. lines[(at + 1)..]],
            5 => [.. lines[..at], "  " + line, .. lines[(at + 1)..]],
            6 => [.. lines[..at], line.TrimStart(), .. lines[(at + 1)..]],
            7 => lines[..Math.Max(1, at)],
            _ => [.. lines[..at], line[..column], .. lines[(at + 1)..]],
        };
    }
}
