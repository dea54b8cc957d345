using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Disclosures;

/// <summary>金额: sums of money in yuan with two decimals, as village sheets write them. Never floating point.</summary>
public static partial class Yuan
{
    /// <summary>Sums reach up to, not including, this (100 亿): a village's books are far below, a column of account numbers is above.</summary>
    public const decimal Limit = 10_000_000_000m;

    private static readonly string[] Nothing = ["", "-", "--", "—", "——", "–", "/", "\\", "无"];

    /// <summary>Whether the cell says that there is nothing: empty, or struck through with a dash.</summary>
    public static bool IsNothing(string text) => Nothing.Contains(Plain(text));

    /// <summary>The sum: with ￥ or 元, commas between thousands, full width, blanks, and (123) or -123 below zero.</summary>
    /// <returns>Null when it cannot be read beyond doubt; also with more than two decimals or beyond <see cref="Limit"/>.</returns>
    public static decimal? Read(string text)
    {
        var plain = Plain(text);
        var inBrackets = plain.StartsWith('(') && plain.EndsWith(')');
        if (Shape().Match(inBrackets ? $"-{plain[1..^1]}" : plain) is not { Success: true } match)
        {
            return null;
        }

        var digits = match.Groups["sum"].Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum) && sum < Limit
            // Two decimals always, so that equal sums are equal in writing too.
            ? decimal.Round(match.Groups["less"].Success ? -sum : sum, 2) + 0.00m
            : null;
    }

    /// <summary>As sheets show it: <c>12,354.00</c>.</summary>
    public static string Text(decimal sum) => sum.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Plain(string text) =>
        new([.. HalfWidth.Of(text).Where(letter => !char.IsWhiteSpace(letter)).Select(letter => letter is '−' ? '-' : letter)]);

    // Commas stand where they should or not at all: 1,23 may have been meant as 1.23.
    [GeneratedRegex(@"^(?:人民币|RMB|[¥￥])?(?<less>-)?(?:人民币|RMB|[¥￥])?(?<sum>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(?:\d{1,2}0*)?)?)元?$")]
    private static partial Regex Shape();
}
