using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.Places;

namespace Cunju.App.Demo;

/// <summary>话题: what people talk about, what they settle and what is said about it.</summary>
/// <param name="Subject">What it is about, as a notice says it.</param>
/// <param name="Result">What was settled, in plain words.</param>
/// <param name="Talk">What people said.</param>
public sealed record Topic(string Subject, string Result, string Talk);

/// <summary>话题册 (<c>data/demo/topics.tsv</c>): every subject of the demo year, invented, by what it is good for, for whom and in which months.</summary>
public sealed partial class Topics
{
    private readonly ILookup<string, Line> lines;

    private Topics(ILookup<string, Line> lines) => this.lines = lines;

    /// <summary>How many there are.</summary>
    public int Count => lines.Sum(kind => kind.Count());

    /// <summary>Reads the file that travels with the rules.</summary>
    public static Topics Read(string rules) =>
        new(
            File.ReadLines(Path.Combine(rules, "demo", "topics.tsv"))
                .Where(line => line.Length > 0 && line[0] != '#')
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Select(cells => new Line(cells[0], cells[1], Months(cells[2]), new(cells[3], cells[4], cells[5])))
                .ToLookup(line => line.Kind, StringComparer.Ordinal)
        );

    /// <summary>One that fits; of those a unit has had already none comes again while there are others.</summary>
    public Topic Pick(string kind, UnitKind unit, int month, Draw draw, ISet<string> had)
    {
        var who = unit == UnitKind.Village ? "村" : "居";
        var fitting = lines[kind].Where(line => (line.Who == who || line.Who == "都") && line.From <= month && month <= line.To).ToArray();
        var fresh = fitting.Where(line => !had.Contains(line.Topic.Subject)).ToArray();
        var topic = draw.Pick(fresh.Length > 0 ? fresh : fitting).Topic;
        had.Add(topic.Subject);
        return Filled(topic, unit, draw);
    }

    /// <summary>The one of that kind and subject.</summary>
    public Topic PickNamed(string kind, string subject, UnitKind unit, Draw draw) =>
        Filled(lines[kind].Select(line => line.Topic).Single(topic => topic.Subject == subject), unit, draw);

    /// <summary>A text that says [村民|居民] as people of that kind of unit say it.</summary>
    public static string Said(string text, UnitKind unit) => Choice().Replace(text, unit == UnitKind.Village ? "$1" : "$2");

    private static Topic Filled(Topic topic, UnitKind unit, Draw draw)
    {
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        return new(Number(topic.Subject), Number(topic.Result), Number(topic.Talk));

        // The same bounds stand for the same number within a topic: the group in the question is the group in the answer.
        string Number(string text) =>
            Bounds()
                .Replace(
                    Said(text, unit),
                    found =>
                        filled.TryGetValue(found.Value, out var number)
                            ? number
                            : filled[found.Value] = Round(draw, Bound(found, 1), Bound(found, 2)).ToString(CultureInfo.InvariantCulture)
                );
    }

    /// <summary>People speak in round numbers when they are large.</summary>
    private static int Round(Draw draw, int least, int most)
    {
        var step =
            most >= 1000 ? 50
            : most >= 100 ? 10
            : 1;
        return least + (step * draw.Between(0, (most - least) / step));
    }

    private static int Bound(Match found, int group) => int.Parse(found.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static (int, int) Months(string text)
    {
        var ends = text.Split('-');
        return (int.Parse(ends[0], CultureInfo.InvariantCulture), int.Parse(ends[^1], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"\{(\d+)-(\d+)\}")]
    private static partial Regex Bounds();

    [GeneratedRegex(@"\[([^|\]]*)\|([^\]]*)\]")]
    private static partial Regex Choice();

    private sealed record Line(string Kind, string Who, (int, int) Months, Topic Topic)
    {
        public int From => Months.Item1;

        public int To => Months.Item2;
    }
}
