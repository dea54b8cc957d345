using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Disclosures;

/// <summary>Days and months as sheets write them.</summary>
internal static partial class SheetDates
{
    private static readonly string[] WithYear = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-M-d H:mm:ss"];
    private static readonly string[] WithoutYear = ["M-d", "M/d", "M.d", "M月d日", "MMdd"];

    /// <summary>A day; without a year it is of the year given. Null when it is none (2月30日).</summary>
    public static DateOnly? Day(string text, int year)
    {
        var plain = HalfWidth.Of(text).Trim();
        // A year of four digits first, so that a leap day without one is judged in its own year.
        return DateOnly.TryParseExact(plain, WithYear, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : DateOnly.TryParseExact(
                $"{year}:{plain}",
                [.. WithoutYear.Select(form => $"yyyy:{form}")],
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out day
            )
                ? day
            : null;
    }

    /// <summary>Whether a number typed for a day may have lost a nought: 9.10 is kept as 9.1 by a sheet.</summary>
    public static bool MayHaveLostNought(string text) => Dotted().IsMatch(HalfWidth.Of(text).Trim());

    /// <summary>The months a title names: the first and the last of what it covers. A whole day in it (张榜日期 2023年10月15日) is no month of the books.</summary>
    /// <param name="title">A title, or the name of a sheet.</param>
    /// <param name="year">The year meant where only a month stands.</param>
    public static (DateOnly First, DateOnly Last)? MonthsIn(string title, int year)
    {
        var plain = Digits(HalfWidth.Of(title).Replace(" ", "", StringComparison.Ordinal));
        if (QuarterOf().Match(plain) is { Success: true } quarter)
        {
            var last = 3 * int.Parse(quarter.Groups["quarter"].Value, CultureInfo.InvariantCulture);
            return Range(quarter, last - 2, last);
        }

        if (MonthOf().Match(plain) is not { Success: true } month)
        {
            return null;
        }

        var first = Number(month.Groups["from"]) ?? Number(month.Groups["month"])!.Value;
        return Range(month, first, Number(month.Groups["month"])!.Value);

        (DateOnly, DateOnly)? Range(Match match, int from, int to) =>
            from is >= 1 and <= 12 && to is >= 1 and <= 12
                ? (new(Number(match.Groups["year"]) ?? year, from, 1), new(Number(match.Groups["year"]) ?? year, to, 1))
                : null;

        static int? Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;
    }

    // 二〇二三年九月 as 2023年9月; 十月 as 10月.
    private static string Digits(string text) =>
        ChineseNumber()
            .Replace(
                text,
                match =>
                {
                    var ones = match
                        .Value.Replace('○', '〇')
                        .Replace('零', '〇')
                        .Select(letter => "〇一二三四五六七八九十".IndexOf(letter))
                        .ToArray();
                    return ones is [10] ? "10"
                        : ones is [10, var one] ? $"{10 + one}"
                        : string.Concat(ones);
                }
            );

    [GeneratedRegex(@"^\d{1,2}\.[123]$")]
    private static partial Regex Dotted();

    [GeneratedRegex("[〇○零一二三四五六七八九十]+(?=[年月季])")]
    private static partial Regex ChineseNumber();

    [GeneratedRegex(@"(?:(?<year>20\d\d)年?度?)?第?(?<quarter>[1-4])季")]
    private static partial Regex QuarterOf();

    [GeneratedRegex(
        @"(?:(?<![\d.,\-￥¥])(?<year>20\d\d)[年.\-/])(?:(?<from>\d{1,2})月?[-—~至到])?0?(?<month>\d{1,2})(?:月(?!份?\d{1,2}[日号])|(?![\d.\-/月]))|(?<!\d)(?:(?<from>\d{1,2})月?[-—~至到])?(?<month>\d{1,2})月(?!份?\d{1,2}[日号])"
    )]
    private static partial Regex MonthOf();
}
