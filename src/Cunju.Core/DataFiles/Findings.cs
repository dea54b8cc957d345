using System.Collections.Immutable;

namespace Cunju.Core.DataFiles;

/// <summary>One fault of a data file: where, what, and what to write instead.</summary>
public sealed record Finding(string File, Mark At, string What, string? Advice)
{
    /// <summary><c>file(line,column): what is wrong; what to write instead</c>.</summary>
    public override string ToString() => $"{File}({At.Line},{At.Column}): {What}{(Advice is null ? "" : $"；{Advice}")}";
}

/// <summary>The faults of one data file, collected while it is read, so that a person sees all of them at once.</summary>
public sealed class Findings(string file)
{
    private readonly List<Finding> all = [];

    /// <summary>The name of the file, as the person gave it.</summary>
    public string File { get; } = file;

    /// <summary>The faults by position.</summary>
    public ImmutableArray<Finding> All => [.. all.OrderBy(finding => finding.At.Line).ThenBy(finding => finding.At.Column)];

    /// <summary>Whether the file may be used.</summary>
    public bool None => all.Count == 0;

    /// <summary>Notes a fault.</summary>
    public void Add(Mark at, string what, string? advice = null) => all.Add(new(File, at, what, advice));

    /// <summary>Notes an unknown word and suggests the nearest known one.</summary>
    public void Unknown(Mark at, string what, string word, IEnumerable<string> known)
    {
        var choices = known.ToArray();
        var near = Nearest(word, choices);
        Add(
            at,
            $"{what}「{word}」无法识别",
            near is null ? $"可写:{string.Join('、', choices.Take(12))}{(choices.Length > 12 ? " …" : "")}" : $"是否想写「{near}」?"
        );
    }

    /// <summary>The known word closest to what was typed, if it is close enough to be meant (about a third of its letters wrong).</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var best = known
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .OrderBy(pair => pair.Distance)
            .FirstOrDefault();
        return best.Candidate is not null && best.Distance <= Math.Max(1, Math.Max(word.Length, best.Candidate.Length) / 3)
            ? best.Candidate
            : null;
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
