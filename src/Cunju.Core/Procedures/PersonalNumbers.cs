using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cunju.Core.Procedures;

/// <summary>What a number points at.</summary>
public enum PersonalNumberKind
{
    /// <summary>居民身份证号码: 18 places with its check digit (GB 11643), or the 15 of old cards.</summary>
    IdentityCard,

    /// <summary>银行卡号: 16 to 19 digits that pass the check of their last one (Luhn).</summary>
    BankCard,

    /// <summary>手机号码: 11 digits.</summary>
    Mobile,
}

/// <summary>个人号码: a number that points at one person.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Digits">Its digits in half width, without what stands between them. Never shown, never logged.</param>
public readonly record struct PersonalNumber(PersonalNumberKind Kind, string Digits);

/// <summary>个人号码: finds numbers that point at one person in a text that will stand in the journal for ever, or before everybody.</summary>
public static partial class PersonalNumbers
{
    private const int Mobile = 11;
    private const int ShortestCard = 15;

    /// <summary>Whether an identity card number (15 or 18 places), a bank card number (16 to 19) or a mobile number (11, from 13 to 19) stands in it,
    /// also in full-width digits or with spaces and hyphens between. A number of a document or a sum of money is shorter.</summary>
    /// <remarks>It errs on the side of the person: any fifteen digits in a row count. Where a false alarm stops lawful publication, ask <see cref="In"/>.</remarks>
    public static bool AreIn(string text)
    {
        var digits = new StringBuilder();
        foreach (var letter in Plain(text) + "。")
        {
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
            }
            else if (letter != ' ')
            {
                if (PointsAtSomebody(digits.ToString()))
                {
                    return true;
                }

                digits.Clear();
            }
        }

        return false;
    }

    /// <summary>The numbers in a text that are beyond doubt what they look like: their check digits, provinces and dates of birth fit.
    /// So sums of money, days and numbers of documents and vouchers are none.</summary>
    public static IEnumerable<PersonalNumber> In(string text)
    {
        var plain = Plain(text);
        return Found(Identity(), PersonalNumberKind.IdentityCard, IsIdentity)
            .Concat(Found(Card(), PersonalNumberKind.BankCard, IsCard))
            .Concat(Found(LongCard(), PersonalNumberKind.BankCard, IsCard))
            .Concat(Found(MobileNumber(), PersonalNumberKind.Mobile, _ => true));

        IEnumerable<PersonalNumber> Found(Regex shape, PersonalNumberKind kind, Func<string, bool> fits) =>
            shape
                .Matches(plain)
                .Select(match => match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal))
                .Where(fits)
                .Select(digits => new PersonalNumber(kind, digits));
    }

    // Digit by digit: normalisation to ASCII needs tables that a program without cultures does not carry.
    private static string Plain(string text) =>
        string.Create(
            text.Length,
            text,
            static (plain, original) =>
            {
                for (var i = 0; i < plain.Length; i++)
                {
                    plain[i] = CharUnicodeInfo.GetDecimalDigitValue(original[i]) is >= 0 and var digit
                        ? (char)('0' + digit)
                        : original[i] switch
                        {
                            ' ' or '\u00A0' or '\u3000' or '-' or '－' or '\u2011' or '–' => ' ',
                            'x' or 'Ｘ' or 'ｘ' => 'X',
                            '．' => '.',
                            var letter => letter,
                        };
                }
            }
        );

    private static bool PointsAtSomebody(string digits)
    {
        var national = digits.StartsWith("86", StringComparison.Ordinal) && digits.Length == Mobile + 2 ? digits[2..] : digits;
        return digits.Length >= ShortestCard || (national.Length == Mobile && national[0] == '1' && national[1] >= '3');
    }

    private static bool IsIdentity(string digits)
    {
        // Provinces are numbered from 11 to 82.
        var isPlace = string.CompareOrdinal(digits, 0, "11", 0, 2) >= 0 && string.CompareOrdinal(digits, 0, "82", 0, 2) <= 0;
        var born = digits.Length == ShortestCard ? $"19{digits[6..12]}" : digits[6..14];
        return isPlace
            && DateOnly.TryParseExact(born, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year >= 1880
            // A sheet that kept it as a number has put noughts for the last three; place and day of birth still tell who it is.
            && (digits.Length == ShortestCard || digits[17] == CheckDigit(digits) || digits.EndsWith("000", StringComparison.Ordinal));
    }

    private static char CheckDigit(string digits)
    {
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (digits[i] - '0');
        }

        return "10X98765432"[sum % 11];
    }

    private static bool IsCard(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum +=
                i % 2 == 0 ? digit
                : digit > 4 ? 2 * digit - 9
                : 2 * digit;
        }

        return sum % 10 == 0;
    }

    // Each begins where a row of digits begins and looks ahead, so that a day before a number does not hide it.
    [GeneratedRegex(@"(?<!\d)(?=((?:\d *){17}[\dX]|\d{6} *\d{6} *\d{3})(?!\d))")]
    private static partial Regex Identity();

    // Cards issued here begin with 3 to 6 or 9: a voucher that begins with its year or a nought is none.
    [GeneratedRegex(@"(?<!\d)(?=((?=[34569])(?:\d{16,19}|\d{4} +\d{4} +\d{4} +\d{4,7}|\d{6} +\d{10,13}))(?!\d))")]
    private static partial Regex Card();

    [GeneratedRegex(@"(?<!\d)(?=((?=[34569])\d{4} +\d{4} +\d{4} +\d{4} +\d{1,3})(?!\d))")]
    private static partial Regex LongCard();

    [GeneratedRegex(
        @"(?<!\d|\d\.)(?=(?:86 *)?(1[3-9]\d *\d{4} *\d{4}|1[3-9]\d{5} *\d{4}|(?<!\d +)1[3-9]\d{2} +\d{3} +\d{4}(?! *[\dX])|(?<!\d +)1[3-9]\d{2} +\d{4} +\d{3}(?! *[\dX]))(?!\d|\.\d))"
    )]
    private static partial Regex MobileNumber();
}
