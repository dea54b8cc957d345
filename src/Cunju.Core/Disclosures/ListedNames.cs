using System.Collections.Immutable;
using System.Text;
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
                // A group's own line (一组) stands within its table; what heads the columns goes on below it. Another subject begins with tables of its own.
                named = DisclosureContent.IsHead(lines[at]) ? [] : named;
                wasHead = false;
                continue;
            }

            if (IsHead(cells))
            {
                // Heads may stand in two rows.
                var columns = cells.Index().Where(cell => IsNameHead(cell.Item)).Select(cell => cell.Index);
                // So is a line whose name stands above it (merged cells; at the end of a line they are not even kept): nothing under a name's head does not make one either.
                var isDoubtful = named.Any(column =>
                    column >= cells.Length || Head(cells[column]).Length == 0 || !IsAnyHead(cells[column])
                );
                named = wasHead || isDoubtful ? named.Union(columns) : [.. columns];
                wasHead = true;
                if (!isDoubtful)
                {
                    continue;
                }

                // 李建国 脱贫户 监测户 is a line, though most of its words head columns elsewhere: whoever stands below a name's head is a person here too.
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
            || cells.Count(cell => Head(cell).Length > 0 && IsAnyHead(cell)) * 2 > words.Length
                && !words.Any(word => word.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '-'));
    }

    private static bool IsNameHead(string cell) => NameHead().IsMatch(Head(cell)) || NameInBrackets().IsMatch(Tight(cell));

    /// <summary>Whether a cell heads a column of whatever; an empty one may.</summary>
    private static bool IsAnyHead(string cell) =>
        Head(cell) is var word && (word.Length == 0 || IsNameHead(cell) || OtherHead().IsMatch(word));

    /// <summary>A head without blanks and without what is added in brackets: 姓 名（户主） is 姓名.</summary>
    private static string Head(string cell) => Tight(Brackets().Replace(cell, ""));

    /// <summary>One cell, which may name several: each run of Chinese characters by itself, whatever stands between them (、 1. 300元). What follows a number is its measure.</summary>
    private static string Names(string cell) => Runs().Replace(cell, run => run.Groups["words"].Success ? Named(run.Value) : run.Value);

    /// <summary>A run with blanks in it: several names, or one that is set wide.</summary>
    private static string Named(string run)
    {
        var said = new StringBuilder();
        var end = 0;
        foreach (var (from, to) in Together(Unbroken().Matches(run).ToArray()))
        {
            said.Append(run, end, from - end).Append(Name(run[from..to]));
            end = to;
        }

        return said.Append(run, end, run.Length - end).ToString();
    }

    /// <summary>Where each name begins and ends. Names of two characters are often set with a blank between, to stand as wide as those of three: one character by itself is a part
    /// of a name, of the next one unless it is the last; and a family name of two goes with what follows.</summary>
    private static IEnumerable<(int From, int To)> Together(Match[] parts)
    {
        for (var at = 0; at < parts.Length; at++)
        {
            var from = parts[at].Index;
            if (
                at + 1 < parts.Length
                && (Letters(parts[at].Value) == 1 || (Compound().IsMatch(parts[at].Value) && Letters(parts[at + 1].Value) <= 2))
            )
            {
                at++;
            }

            if (at + 2 == parts.Length && Letters(parts[at + 1].Value) == 1)
            {
                at++;
            }

            yield return (from, parts[at].Index + parts[at].Length);
        }
    }

    /// <summary>李建国, 李建国等, 李建国同志, 李建国和王芳: the family name alone, and what was added to the name as it stood.</summary>
    private static string Name(string words)
    {
        var added = Added().Match(words) is { Success: true } match ? match.Groups["added"].Value : "";
        var name = Tight(words[..^added.Length]);
        if (Letters(name) < 2 || NoPerson().IsMatch(name) || NameHead().IsMatch(Tight(words)))
        {
            return words;
        }

        if (Letters(name) > LongestName && !name.Contains('·', StringComparison.Ordinal))
        {
            return Pair().Match(name) is { Success: true } pair
                ? $"{Name(pair.Groups["one"].Value)}{pair.Groups["and"].Value}{Name(pair.Groups["other"].Value)}{added}"
                : words;
        }

        return $"{name.EnumerateRunes().First()}**{added}";
    }

    private static int Letters(string words) => words.EnumerateRunes().Count();

    private static string Tight(string words) => Blanks().Replace(words, "");

    [GeneratedRegex(
        "^(村民|居民|群众|党员|老人|职工)$|^.{0,8}(姓名|名字|名单|户主|户名|农户|租户|业主|单位或个人|个人"
            + "|(享受|保障|发放|补助|补贴|补偿|赔偿|救助|慰问|走访|探访|帮扶|受益|优抚|优待|低保|低收入|特困|五保|供养|残疾|困难|贫困|脱贫|监测|受灾|捐赠|捐款|资助|受助|奖励|获奖|表彰"
            + "|领取|领款|代领|领用|收款|付款|缴款|交款|借款|欠款|还款|贷款|申请|承包|承租|出租|租赁|流转|种植|养殖|建房|改造|搬迁|拆迁|征地|务工|用工|参保|监护|服务|当事|债权|债务)"
            + "(对象|人员?|户|方|家庭))(签字|签名|签收|签章)?$"
    )]
    private static partial Regex NameHead();

    [GeneratedRegex(@"[（(\[【](姓名|户主|户名|个人)[）)\]】]$")]
    private static partial Regex NameInBrackets();

    [GeneratedRegex(
        "^(序号|编号|号|科目|类别|类型|种类|项目|事项|事由|内容|名称|资产名称|摘要|原因|用途|标准|金额|数额|合计|人数|户数|数量|人口|面积|单位|组别|小组|村组|组|日期|时间|月份|年度|期初|增加|减少|期末|收入|支出|余额|备注|说明|经手|经手人|证明人|审批|审批人|负责人|职务|地点|电话|对象|凭证号|.{0,6}(金额|标准|日期|时间|人数|户数|情况|资金|数量|合计|备注|名称|项目|内容|来源|用途|地点|单位|进度))$"
    )]
    private static partial Regex OtherHead();

    [GeneratedRegex(
        @"(?<=[0-9０-９])(村民小组|小组|组|社|队|号楼|号|栋|单元|户|人次|口人|人|口|名|位|元|万元|年度?|月份?|日|岁|亩|平方米|次|级|公斤|斤)|(?<words>[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}\p{IsHighSurrogates}\p{IsLowSurrogates}〇·\s]+)"
    )]
    private static partial Regex Runs();

    [GeneratedRegex(@"\S+")]
    private static partial Regex Unbroken();

    [GeneratedRegex(
        "^(欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|东方|西门|端木|南宫|长孙|宇文|轩辕|钟离|闻人|百里|呼延|申屠|淳于|濮阳)$"
    )]
    private static partial Regex Compound();

    [GeneratedRegex(@"^\S.+?(?<added>\s*(等.{0,8}|同志|女士|先生|夫妇|夫妻|一家|家庭|户))$")]
    private static partial Regex Added();

    [GeneratedRegex("^(?<one>.{2,4}?)(?<and>[和与及])(?<other>.{2,4})$")]
    private static partial Regex Pair();

    [GeneratedRegex(
        "^(合计|小计|总计|共计|本月合计|其他|无)$|^(全体|全村|全社区|本村|本社区|各组|各户|其余)|(公司|合作社|信用社|经济社|小组|村组|[一二三四五六七八九十]组|居委会|村委会|委员会|办事处|集体|协会|支部|党委|银行|支行|中心|政府|街道|学校|小学|中学|幼儿园|医院|卫生[室院]|养老院|敬老院|服务站|农场|工厂|厂|商店|超市|药[房店]|饭店|经营部|服务部|施工队|工程队|门市)$"
    )]
    private static partial Regex NoPerson();

    [GeneratedRegex(@"[（(\[【][^）)\]】]*[）)\]】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s")]
    private static partial Regex Blanks();
}
