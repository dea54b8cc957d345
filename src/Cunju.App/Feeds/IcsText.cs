using System.Text;

namespace Cunju.App.Feeds;

/// <summary>iCalendar as text (RFC 5545): lines end in CR LF and are folded after at most 75 octets of UTF-8, never inside a character.</summary>
public sealed class IcsText
{
    private const int Widest = 75;

    private readonly StringBuilder text = new();

    /// <summary>A property whose value is what it is: days, numbers, addresses.</summary>
    public void Line(string name, string value)
    {
        var room = Widest;
        foreach (var rune in $"{name}:{value}".EnumerateRunes())
        {
            if (room < rune.Utf8SequenceLength)
            {
                text.Append("\r\n ");
                room = Widest - 1;
            }

            text.Append(rune);
            room -= rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }

    /// <summary>A property whose value is words: the four signs that mean something to a reader are escaped, other control characters left out.</summary>
    public void Words(string name, string words)
    {
        var escaped = new StringBuilder(words.Length + 8);
        foreach (var letter in words.ReplaceLineEndings("\n"))
        {
            escaped.Append(
                letter switch
                {
                    '\\' => @"\\",
                    ';' => @"\;",
                    ',' => @"\,",
                    '\n' => @"\n",
                    _ when char.IsControl(letter) => "",
                    _ => letter.ToString(),
                }
            );
        }

        Line(name, escaped.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
