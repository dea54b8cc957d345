using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Cunju.Core.Disclosures;

/// <summary>名单上的名字: people in the lists of a disclosure (救助、补贴、慰问), in full while the law wants them shown, by the family name alone afterwards.</summary>
/// <remarks>个人信息保护法第六条、第十九条: what is kept where everybody reads it is kept for the shortest time its purpose needs. Only columns that are headed as names are
/// touched; whoever acts in an office (经手、证明、审批) stands with the name.</remarks>
public static partial class ListedNames
{
    private const int LongestName = 4;

    /// <summary>The text with the names in its tables shortened to 李**; the very same text when it has none.</summary>
    /// <param name="text">The text of a disclosure; lines with tabs are tables.</param>
    public static string Shortened(string text)
    {
        var lines = text.Split('\n');
        ImmutableHashSet<int> named = [];
        var wasHead = false;
        for (var at = 0; at < lines.Length; at++)
        {
            var cells = lines[at].Split('\t');
            if (cells.Length == 1)
            {
                // A group's own line (一组) stands within its table; what heads the columns goes on below it.
                wasHead = false;
                continue;
            }

            if (IsHead(cells))
            {
                // Heads may stand in two rows.
                var columns = cells.Index().Where(cell => NameHead().IsMatch(Head(cell.Item))).Select(cell => cell.Index);
                named = wasHead ? named.Union(columns) : [.. columns];
                wasHead = true;
                continue;
            }

            wasHead = false;
            lines[at] = string.Join('\t', cells.Select((cell, column) => named.Contains(column) ? Names(cell) : cell));
        }

        return string.Join('\n', lines);
    }

    /// <summary>Whether a row heads columns: more than half of what stands in it are words that head columns. What a person is called by (低保户) may stand in a line too, so one
    /// such word does not make a head.</summary>
    private static bool IsHead(string[] cells)
    {
        string[] words = [.. cells.Select(Head).Where(word => word.Length > 0)];
        return words.Any(word => word is "姓名" or "名字" or "户主" or "户主姓名")
            || words.Count(word => NameHead().IsMatch(word) || OtherHead().IsMatch(word)) * 2 > words.Length
                && !words.Any(word => word.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '-'));
    }

    /// <summary>A head without blanks and without what is added in brackets: 姓 名（户主） is 姓名.</summary>
    private static string Head(string cell) => Tight(Brackets().Replace(cell, ""));

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
    private static partial Regex NameHead();

    [GeneratedRegex(
        "^(序号|编号|号|类别|类型|种类|项目|事项|事由|内容|名称|资产名称|摘要|原因|用途|标准|金额|数额|合计|人数|户数|数量|人口|面积|单位|组别|小组|村组|组|日期|时间|月份|年度|期初|增加|减少|期末|收入|支出|余额|备注|说明|经手|经手人|证明人|审批|审批人|负责人|职务|地点|电话|对象|凭证号|.{0,6}(金额|标准|日期|时间|人数|户数|情况|资金|数量|合计|备注))$"
    )]
    private static partial Regex OtherHead();

    [GeneratedRegex(@"[（(\[【][^）)\]】]*[）)\]】]")]
    private static partial Regex Brackets();

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
