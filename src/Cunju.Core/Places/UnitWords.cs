using System.Text.RegularExpressions;

namespace Cunju.Core.Places;

/// <summary>村(居)的说法: texts written for villages and communities at once (村（居）民代表会议) as one of them says it (村民代表会议, 居民代表会议).</summary>
public static partial class UnitWords
{
    /// <summary>The text as that kind of unit reads it; offices above, which speak of both, read it as it is written.</summary>
    public static string In(this UnitKind kind, string text) =>
        kind switch
        {
            UnitKind.Village => Both().Replace(text, "村"),
            UnitKind.Community => Both().Replace(text, both => both.Groups["organ"].Success ? "居" : "社区"),
            _ => text,
        };

    /// <summary>村（居） and 村（社区）; before 民, 委 and 务 a community says 居 (居民、居委会、居务), elsewhere 社区 (社区干部).</summary>
    [GeneratedRegex("村[（(](?:(?<organ>居)[）)](?=[民委务])|(?:居|社区)[）)])")]
    private static partial Regex Both();
}
