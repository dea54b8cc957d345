using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Procedures;

/// <summary>个人信息: what in a text that everybody will read points at one person, said in words for a message that repeats nothing of it.</summary>
/// <remarks>个人信息保护法 §25、§28、§31. Only what is beyond doubt is found: lawful publication must not be stopped by a number that looks like another.</remarks>
public static partial class PersonalDetails
{
    private const int Adult = 18;

    /// <summary>What the text holds: numbers of cards and mobiles, an account with its name, the house somebody lives in, a date of birth under eighteen.</summary>
    /// <param name="text">The text, of a line or a cell.</param>
    /// <param name="today">The day on which somebody is under age or not.</param>
    /// <param name="allowedMobiles">Mobiles that may stand there, digits alone: the published telephone of the office.</param>
    public static IEnumerable<string> In(string text, DateOnly today, IReadOnlySet<string> allowedMobiles)
    {
        var plain = HalfWidth.Of(text);
        var numbers =
            from number in PersonalNumbers.In(text)
            where number.Kind != PersonalNumberKind.Mobile || !allowedMobiles.Contains(number.Digits)
            select number.Kind switch
            {
                PersonalNumberKind.IdentityCard => "有身份证号码，不公开；请删去",
                PersonalNumberKind.BankCard => "有银行卡号，不公开；请删去，或只留末四位",
                PersonalNumberKind.Mobile => "有手机号码，不公开；请删去（办公电话请写座机，或写本单位已公开的办公电话）",
            };
        var births = Born()
            .Matches(plain)
            .Where(match => IsUnderAge(match, today))
            .Select(_ => "有未成年人的出生日期，不公开；请删去姓名和日期，只写人数");
        return numbers
            .Concat(Account().IsMatch(plain) ? ["有银行账号，不公开；请删去，或只留末四位"] : [])
            .Concat(Home().IsMatch(plain) ? ["有家庭住址，不公开；请删去，只写组别"] : [])
            .Concat(births)
            .Distinct();
    }

    /// <summary>Where only a year or a month is given, the youngest such person is meant.</summary>
    private static bool IsUnderAge(Match match, DateOnly today)
    {
        int? Number(string name) =>
            match.Groups[name] is { Success: true } group ? int.Parse(group.Value, CultureInfo.InvariantCulture) : null;

        var (year, month) = (Number("year")!.Value, Math.Clamp(Number("month") ?? 12, 1, 12));
        var days = DateTime.DaysInMonth(year, month);
        return new DateOnly(year, month, Math.Clamp(Number("day") ?? days, 1, days)).AddYears(Adult) > today;
    }

    [GeneratedRegex(
        @"(?:出生于|出生日期|出生年月|出生|生于|生日)\s*[:为是]?\s*(?<year>(?:19|20)\d\d)[年.\-/]?(?:(?<month>\d{1,2})[月.\-/]?)?(?:(?<day>\d{1,2})日?)?|(?<year>(?:19|20)\d\d)[年.\-/](?:(?<month>\d{1,2})[月.\-/]?)?(?:(?<day>\d{1,2})日?)?\s*(?:出生(?!人口|率|缺陷|登记|医学|证)|生(?=人|[,;)、。\s]|$))"
    )]
    private static partial Regex Born();

    // An account of a village bank passes no check of cards; its name beside at least ten digits leaves no doubt.
    [GeneratedRegex(@"(?:银行账户|银行帐户|(?<![记入])账号|(?<![记入])帐号|卡号|一卡通)\s*[:为是]?\s*\d(?:[ \-]?\d){9,}")]
    private static partial Regex Account();

    // Somebody's house, down to its door; the group alone (2组) may be said, and where an office is must be.
    [GeneratedRegex(
        @"(?:家住|现住|(?<!办公|办事|服务|单位|联系|活动)(?:住址|家庭地址|居住地址|户籍地址))\s*[:为是在]?[^,;。\n]{0,30}?\d+(?:号|栋|幢|单元|室)"
    )]
    private static partial Regex Home();
}
