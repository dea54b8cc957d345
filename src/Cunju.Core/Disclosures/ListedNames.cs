using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Cunju.Core.Disclosures;

/// <summary>名单上的名字: people in the lists of a disclosure (救助、补贴、慰问), in full while the law wants them shown, by the family name alone afterwards.</summary>
/// <remarks>个人信息保护法第六条、第十九条: what is kept where everybody reads it is kept for the shortest time its purpose needs. Only columns that are headed as names are
/// touched; whoever acts in an office (经手、证明、审批) stands with the name.</remarks>
public static partial class ListedNames
{
    private const int MostHeadRows = 3;
    private const int LongestName = 4;

    /// <summary>The text with the names in its tables shortened to 李**; the very same text when it has none.</summary>
    /// <param name="text">The text of a disclosure; lines with tabs are tables.</param>
    public static string Shortened(string text)
    {
        var lines = text.Split('\n');
        ImmutableHashSet<int> named = [];
        for (int at = 0, row = 0; at < lines.Length; at++)
        {
            var cells = lines[at].Split('\t');
            if (cells.Length == 1)
            {
                (named, row) = ([], 0);
                continue;
            }

            // Heads may stand in two rows, or below a title with a tab behind it.
            var heads = row++ < MostHeadRows ? cells.Index().Where(cell => Heads().IsMatch(Tight(cell.Item))).ToArray() : [];
            if (heads.Length > 0)
            {
                named = named.Union(heads.Select(head => head.Index));
                continue;
            }

            lines[at] = string.Join('\t', cells.Select((cell, column) => named.Contains(column) ? Names(cell) : cell));
        }

        return string.Join('\n', lines);
    }

    /// <summary>One cell, which may name several.</summary>
    private static string Names(string cell) => Parts().Replace(cell, part => Name(part.Value));

    private static string Name(string words)
    {
        var name = Tight(words);
        return
            name.Length < 2
            || (name.Length > LongestName && !name.Contains('·', StringComparison.Ordinal))
            || !Person().IsMatch(name)
            || NoPerson().IsMatch(name)
            ? words
            : $"{name[0]}**";
    }

    /// <summary>Names of two characters are often set with a blank between, to stand as wide as those of three.</summary>
    private static string Tight(string words) => Blanks().Replace(words, "");

    [GeneratedRegex(
        "^.{0,8}(姓名|名字|名单|户主|单位或个人|个人|(享受|保障|发放|补助|补贴|救助|慰问|帮扶|受益|优抚|低保|特困|残疾|困难|捐赠|捐款|领取|受助|申请|获奖|当事|债权|债务)(对象|人员?|户))$"
    )]
    private static partial Regex Heads();

    [GeneratedRegex(@"[^、，,;；/（）()\t]+")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}·]+$")]
    private static partial Regex Person();

    [GeneratedRegex(
        "^(合计|小计|总计|共计|本月合计|其他|无)$|(公司|合作社|信用社|小组|村组|[一二三四五六七八九十]组|居委会|村委会|委员会|银行|中心|政府|街道|学校|工厂|厂|商店|门市)$"
    )]
    private static partial Regex NoPerson();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
