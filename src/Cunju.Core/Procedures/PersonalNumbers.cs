using System.Globalization;
using System.Text;

namespace Cunju.Core.Procedures;

/// <summary>个人号码: finds numbers that point at one person in a text that will stand in the journal for ever, or before everybody.</summary>
public static class PersonalNumbers
{
    private const int Mobile = 11;
    private const int ShortestCard = 15;

    /// <summary>Whether an identity card number (15 or 18 places), a bank card number (16 to 19) or a mobile number (11, from 13 to 19) stands in it,
    /// also in full-width digits or with spaces and hyphens between. A number of a document or a sum of money is shorter.</summary>
    public static bool AreIn(string text)
    {
        var digits = new StringBuilder();
        // Digit by digit: normalisation to ASCII needs tables that a program without cultures does not carry.
        foreach (var letter in text + "。")
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(letter) is >= 0 and var digit)
            {
                digits.Append((char)('0' + digit));
            }
            else if (letter is not (' ' or '-' or '　' or '－'))
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

    private static bool PointsAtSomebody(string digits)
    {
        var national = digits.StartsWith("86", StringComparison.Ordinal) && digits.Length == Mobile + 2 ? digits[2..] : digits;
        return digits.Length >= ShortestCard || (national.Length == Mobile && national[0] == '1' && national[1] >= '3');
    }
}
