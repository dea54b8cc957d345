using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Cunju.Core.Disclosures;

/// <summary>公开内容: the words of each subject, and the books. What people read, what is printed and what the digest is made of is this one text.</summary>
/// <param name="Texts">Each subject's words, without trailing blanks; a subject without words is absent.</param>
/// <param name="Books">账表: the month's books as text, in the form of FinanceBook; empty when there are none.</param>
public sealed record DisclosureContent(ImmutableSortedDictionary<DisclosureSubject, string> Texts, string Books)
{
    private const string BooksHead = "【账表】";

    /// <summary>Nothing yet.</summary>
    public static readonly DisclosureContent Empty = new(ImmutableSortedDictionary<DisclosureSubject, string>.Empty, "");

    /// <summary>What was typed, without what nobody sees: blanks at the ends of lines, empty lines at both ends.</summary>
    public static DisclosureContent Of(IEnumerable<(DisclosureSubject Subject, string? Text)> texts, string? books) =>
        new(
            texts
                .Select(text => KeyValuePair.Create(text.Subject, Tidy(text.Text)))
                .Where(text => text.Value.Length > 0)
                .ToImmutableSortedDictionary(),
            Tidy(books)
        );

    /// <summary>The words of a subject; empty when there are none.</summary>
    public string TextOf(DisclosureSubject subject) => Texts.GetValueOrDefault(subject, "");

    /// <summary>Whether there is anything at all in a subject; the books are a part of finance.</summary>
    public bool Has(DisclosureSubject subject) => TextOf(subject).Length > 0 || (subject == DisclosureSubject.Finance && Books.Length > 0);

    /// <summary>A line that is itself the head of a part; such a line would be taken for it when the text is read again. Null when there is none.</summary>
    public string? Misleading() => Texts.Values.Append(Books).SelectMany(text => text.Split('\n')).FirstOrDefault(IsHead);

    /// <summary>Whether a line is the head of a part (【财务】, 【账表】).</summary>
    public static bool IsHead(string line) => line == BooksHead || Heads.Any(head => head.Head == line);

    /// <summary>The one text: each part under its head, in the order of the subjects, lines ended by line feeds.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var (subject, words) in Texts)
        {
            text.Append('【').Append(subject.Title()).Append("】\n").Append(words).Append('\n');
        }

        if (Books.Length > 0)
        {
            text.Append(BooksHead).Append('\n').Append(Books).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static DisclosureContent Read(string text)
    {
        var parts = new Dictionary<string, List<string>>();
        List<string>? part = null;
        foreach (var line in text.Split('\n'))
        {
            if (IsHead(line))
            {
                parts[line] = part = [];
            }
            else
            {
                part?.Add(line);
            }
        }

        return Of(Heads.Select(head => (head.Subject, Words(head.Head))), Words(BooksHead));

        string? Words(string head) => parts.TryGetValue(head, out var lines) ? string.Join('\n', lines) : null;
    }

    /// <summary>SHA-256 of the text in UTF-8, lower-case hexadecimal: what anybody can make again from the published text.</summary>
    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What changed between two texts, part by part: the lines that stand in one of them only, each in its order.</summary>
    public static ImmutableArray<PartChange> Changes(string old, string now)
    {
        var (before, after) = (Read(old), Read(now));
        return
        [
            .. Enum.GetValues<DisclosureSubject>()
                .Select(subject => Between(subject.Title(), before.TextOf(subject), after.TextOf(subject)))
                .Append(Between("账表", before.Books, after.Books))
                .Where(change => !change.Gone.IsEmpty || !change.Added.IsEmpty),
        ];

        static PartChange Between(string part, string before, string after)
        {
            string[] gone = before.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            string[] added = after.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return new(part, [.. gone.Except(added).Select(Said)], [.. added.Except(gone).Select(Said)]);
        }

        // A row of a table is read as words; its sums as everywhere on the page.
        static string Said(string line) =>
            string.Join(
                ' ',
                line.Split('\t')
                    .Select(cell => cell is [.., '.', _, _] && Yuan.Read(cell) is { } sum ? Yuan.Text(sum) : cell)
                    .Where(cell => cell.Length > 0)
            );
    }

    private static IEnumerable<(DisclosureSubject Subject, string Head)> Heads =>
        Enum.GetValues<DisclosureSubject>().Select(subject => (subject, $"【{subject.Title()}】"));

    private static string Tidy(string? text) =>
        string.Join('\n', (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd(' ', '\t', '　'))).Trim('\n');
}

/// <summary>一个栏目改了什么.</summary>
/// <param name="Part">The subject, or 账表.</param>
/// <param name="Gone">原来有、现在没有的行.</param>
/// <param name="Added">现在才有的行.</param>
public sealed record PartChange(string Part, ImmutableArray<string> Gone, ImmutableArray<string> Added);
