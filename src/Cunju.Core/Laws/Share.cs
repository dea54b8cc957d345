using System.Globalization;

namespace Cunju.Core.Laws;

/// <summary>法定比例: a part of a whole as the law says it. 以上 includes the number itself, 过半数 and 超过 exclude it (《民法典》第一千二百五十九条).</summary>
/// <remarks>Compared by cross multiplication in whole numbers; there is no rounding anywhere.</remarks>
/// <param name="Part">The numerator; at least 1.</param>
/// <param name="Whole">The denominator; at least <paramref name="Part"/>.</param>
/// <param name="Exceeds">Whether the part itself is not enough.</param>
public readonly record struct Share(int Part, int Whole, bool Exceeds)
{
    private static readonly string[] Numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    /// <summary>The share a rule sets: its values <c>fraction</c> and <c>compare</c> (<c>more-than</c> or <c>at-least</c>).</summary>
    /// <exception cref="FormatException">The rule sets none; the reader of the law files lets no such rule through.</exception>
    public static Share Of(LawRule rule) =>
        TryParse(rule.Values.GetValueOrDefault("fraction", ""), rule.Values.GetValueOrDefault("compare", ""), out var share)
            ? share
            : throw new FormatException($"{rule.Id}: no fraction");

    /// <summary>Reads <c>2/3</c> and <c>at-least</c> or <c>more-than</c>.</summary>
    public static bool TryParse(string fraction, string compare, out Share share)
    {
        share = default;
        var slash = fraction.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !int.TryParse(fraction.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
            || !int.TryParse(fraction.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            || part < 1
            || whole < part
            || whole > 1000
            || compare is not ("more-than" or "at-least")
        )
        {
            return false;
        }

        share = new(part, whole, compare == "more-than");
        return true;
    }

    /// <summary>Whether the count is that share of the whole.</summary>
    public bool IsReachedBy(int count, int of) => Exceeds ? (long)count * Whole > (long)of * Part : (long)count * Whole >= (long)of * Part;

    /// <summary>The least count that reaches it.</summary>
    public int Least(int of) => checked((int)(Exceeds ? (long)of * Part / Whole + 1 : ((long)of * Part + Whole - 1) / Whole));

    /// <summary>As the law says it: 过半数, 半数以上, 三分之二以上, 超过三分之二.</summary>
    public override string ToString() =>
        (Part, Whole, Exceeds) switch
        {
            (1, 2, true) => "过半数",
            (1, 2, false) => "半数以上",
            (_, _, true) => $"超过{Fraction}",
            _ => $"{Fraction}以上",
        };

    private string Fraction => $"{Numeral(Whole)}分之{Numeral(Part)}";

    private static string Numeral(int number) => number <= 10 ? Numerals[number] : number.ToString(CultureInfo.InvariantCulture);
}
