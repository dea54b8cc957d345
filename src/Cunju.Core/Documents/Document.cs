using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Cunju.Core.Documents;

/// <summary>文书: one paper, said once and laid out as a print page or as a file to edit. It holds words only; how they look is the printers' matter.</summary>
/// <param name="Title">The title; line feeds break it by sense.</param>
/// <param name="Number">Its number, as people quote it.</param>
/// <param name="Template">The version of the form it follows.</param>
/// <param name="Parts">What stands in it, in order.</param>
public sealed record Document(string Title, string Number, string Template, ImmutableArray<Part> Parts)
{
    // Without 0, 1, I and O, which people mistake for one another when they read a code aloud.
    private const string CodeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Whether it comes from a practice cell; then it says 演示 on every page.</summary>
    public bool Practice { get; init; }

    /// <summary>SHA-256 over its words, lower-case hexadecimal: two papers with one digest say the same.</summary>
    public string Digest => Convert.ToHexStringLower(Hash());

    /// <summary>核验码: the first 40 bits of the digest in letters a person can read aloud, as in <c>7KQ4-M2XA</c>.</summary>
    public string Code
    {
        get
        {
            var hash = Hash();
            var bits = hash.Take(5).Aggregate(0UL, (all, next) => (all << 8) | next);
            var letters = new char[9];
            for (var i = 0; i < 8; i++)
            {
                letters[i < 4 ? i : i + 1] = CodeLetters[(int)((bits >> (35 - 5 * i)) & 31)];
            }

            letters[4] = '-';
            return new(letters);
        }
    }

    private byte[] Hash()
    {
        var text = new StringBuilder().Append(Title).Append('\n').Append(Number).Append('\n').Append(Template).Append('\n');
        foreach (var part in Parts)
        {
            part.Say(text);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

/// <summary>A part of a paper.</summary>
public abstract record Part
{
    /// <summary>Its words, for the digest.</summary>
    internal abstract void Say(StringBuilder text);
}

/// <summary>标题: of the first (一、) or the second level.</summary>
public sealed record Heading(string Text, int Level = 1) : Part
{
    internal override void Say(StringBuilder text) => text.Append('#', Level).Append(Text).Append('\n');
}

/// <summary>段落: running text of a paper.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Plain">Whether it starts without the usual indent of two characters (主送、署名).</param>
/// <param name="ToTheRight">Whether it stands at the right margin (落款).</param>
public sealed record Paragraph(string Text, bool Plain = false, bool ToTheRight = false) : Part
{
    internal override void Say(StringBuilder text) => text.Append(Text).Append('\n');
}

/// <summary>要素: a name and its value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value; empty to be filled in by hand.</param>
/// <param name="Beside">Whether it stands beside the one before, because both are short.</param>
public sealed record Entry(string Name, string Value, bool Beside = false);

/// <summary>要素: names and values, in two columns or four.</summary>
public sealed record FieldList(ImmutableArray<Entry> Fields) : Part
{
    /// <summary>One or two entries a row.</summary>
    public IEnumerable<ImmutableArray<Entry>> Rows =>
        Fields
            .Index()
            .Where(entry => !entry.Item.Beside)
            .Select(entry => (ImmutableArray<Entry>)[entry.Item, .. Fields.Skip(entry.Index + 1).Take(1).Where(next => next.Beside)]);

    internal override void Say(StringBuilder text)
    {
        foreach (var entry in Fields)
        {
            text.Append(entry.Name).Append('\t').Append(entry.Value).Append('\n');
        }
    }
}

/// <summary>表格: rows under a head.</summary>
/// <param name="Columns">Titles, each with its share of the width.</param>
/// <param name="Rows">Cells; blank ones are to be filled by hand.</param>
/// <param name="Tall">Whether rows are high enough for somebody to sign in them.</param>
public sealed record Table(
    ImmutableArray<(string Title, int Share)> Columns,
    ImmutableArray<ImmutableArray<string>> Rows,
    bool Tall = false
) : Part
{
    internal override void Say(StringBuilder text)
    {
        text.AppendJoin('\t', Columns.Select(column => column.Title)).Append('\n');
        foreach (var row in Rows)
        {
            text.AppendJoin('\t', row).Append('\n');
        }
    }
}

/// <summary>签字栏: lines to sign on, at the foot of the paper beside what proves it; a paper has one at most, and it is its last part.</summary>
public sealed record Signatures(ImmutableArray<string> Lines) : Part
{
    internal override void Say(StringBuilder text) => text.AppendJoin('\t', Lines).Append('\n');
}

/// <summary>盖章处: places for seals, side by side.</summary>
/// <param name="Lines">Whose seals.</param>
public sealed record Seals(ImmutableArray<string> Lines) : Part
{
    internal override void Say(StringBuilder text) => text.AppendJoin('\t', Lines).Append('\n');
}
