using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Cunju.Core.DataFiles;

namespace Cunju.Core.Disclosures;

/// <summary>What a column holds.</summary>
internal enum Field
{
    Ordinal,
    Day,
    Month,
    DayOfMonth,
    Voucher,
    Summary,
    Item,
    Handler,
    Direction,
    Name,
    Party,
    Amount,
    Balance,
    Opening,
    Increase,
    Decrease,
    Closing,
}

/// <summary>Which side of the books it belongs to, where its words say so.</summary>
internal enum Side
{
    Income,
    Expense,
    Claim,
    Liability,
}

/// <summary>What a row is, when it is no line.</summary>
internal enum Label
{
    Opening,
    Closing,
    Subtotal,
    Total,
    IncomeTotal,
    ExpenseTotal,
    Cumulative,
    PageTurn,
}

/// <summary>The head of a column, understood.</summary>
internal readonly record struct Head(Field Field, Side? Side = null)
{
    /// <summary>Whether its cells hold sums.</summary>
    public bool IsSum => Field >= Field.Amount;
}

/// <summary>The words of village sheets, as data: who meets a new one adds it here and nowhere else.</summary>
internal static partial class FinanceWords
{
    private static readonly FrozenDictionary<string, Head> Heads = Table<Head>(
        (new(Field.Ordinal), "序号 行次 编号"),
        (new(Field.Day), "日期 时间 月日 年月日 记账日期 入账日期 发生日期 收支日期 凭证日期"),
        (new(Field.Month), "月 月份"),
        (new(Field.DayOfMonth), "日"),
        (new(Field.Voucher), "凭证号 凭证 凭证字号 凭证编号 凭证号数 凭证号码 记账凭证号 字号 票据号 单据号 收据号"),
        (new(Field.Summary), "摘要 事由 用途 内容 说明 明细 事项 收支内容 收支事项 收支摘要 业务内容 用途说明 资金用途"),
        (new(Field.Summary, Side.Income), "收入摘要 收入内容 收入事由 收入明细 收入来源"),
        (new(Field.Summary, Side.Expense), "支出摘要 支出内容 支出事由 支出明细 支出用途"),
        (new(Field.Item), "项目 科目 类别 项目名称 科目名称 会计科目 收支项目 收支类别 费用类别 账户 账户名称"),
        (new(Field.Item, Side.Income), "收入项目 收入科目 收入类别 收入项目名称"),
        (new(Field.Item, Side.Expense), "支出项目 支出科目 支出类别 支出项目名称 费用项目"),
        (new(Field.Handler), "经手 经手人 经办 经办人 证明 证明人 审批 审批人 领款人 报账人"),
        (new(Field.Direction), "收支类型 收支方向 收支 收/支 类型 方向 借/贷 借贷方向"),
        (new(Field.Name), "资产名称 资产项目 资产类别 资产 名称"),
        (
            new(Field.Party),
            "单位或个人 单位(个人) 单位/个人 单位 单位名称 往来单位 往来单位名称 对方单位 对方 姓名 户名 往来户名 单位或姓名"
        ),
        (new(Field.Party, Side.Claim), "债务人 欠款人 欠款单位 债务单位"),
        (new(Field.Party, Side.Liability), "债权人 债权单位"),
        (new(Field.Amount), "金额 金额元 发生额 数额 本月数 本期数 本月金额 本期金额 本月发生额 本期发生额 本月发生数 本期发生数"),
        (
            new(Field.Amount, Side.Income),
            "收入 收方 借方 收入金额 收入数 收入额 借方金额 收方金额 本月收入 本期收入 收入合计 本月收入合计 收"
        ),
        (
            new(Field.Amount, Side.Expense),
            "支出 付方 贷方 支出金额 支出数 支出额 贷方金额 付方金额 本月支出 本期支出 支出合计 本月支出合计 支 付"
        ),
        (new(Field.Balance), "余额 结余 结存 余额结存 结存金额 结余金额 余额元"),
        (
            new(Field.Opening),
            "期初 期初数 期初余额 期初结余 月初数 月初余额 上月结转 上月结余 上月余额 上期结转 上期结存 上月结存 上期余额"
        ),
        (new(Field.Increase), "增加 本期增加 本月增加 增加额 增加数 增加金额 本期增加额 本月增加额 增 本期发生 新增"),
        (new(Field.Decrease), "减少 本期减少 本月减少 减少额 减少数 减少金额 本期减少额 本月减少额 减 收回或偿还 归还"),
        (new(Field.Closing), "期末 期末数 期末余额 期末结余 月末数 月末余额 本月结余 本期结余 本月结存 本期结存 本月余额 期末结存")
    );

    private static readonly FrozenDictionary<string, Label> Labels = Table<Label>(
        (
            Label.Opening,
            "上月结转 上月结余 上月余额 上月结存 上期结转 上期结余 上期结存 上期余额 期初 期初数 期初余额 期初结余 期初结存 月初余额 上年结转 承上月"
        ),
        (
            Label.Closing,
            "本月结余 本月余额 本月结存 本期结余 本期结存 本期余额 期末 期末数 期末余额 期末结余 期末结存 月末余额 月末结余 结余 余额 结存 结转下月"
        ),
        (Label.Subtotal, "小计"),
        (Label.Total, "合计 总计 共计 合计数 本月合计 本期合计 收支合计 本月发生额合计"),
        (Label.IncomeTotal, "收入合计 收入总计 本月收入合计 本期收入合计 收入总额 本月收入 本期收入"),
        (Label.ExpenseTotal, "支出合计 支出总计 本月支出合计 本期支出合计 支出总额 本月支出 本期支出"),
        (Label.Cumulative, "累计 本年累计 全年累计 本年累计数 累计数"),
        (Label.PageTurn, "承前页 过次页 转下页 接上页")
    );

    /// <summary>What the head of a column means; null when nobody here knows it.</summary>
    public static Head? HeadOf(string text) => Heads.TryGetValue(Plain(text), out var head) ? head : null;

    /// <summary>What a row is by the words in one of its cells; null for a line.</summary>
    public static Label? LabelOf(string text)
    {
        var plain = OfThisMonth().Replace(Plain(text), "本月");
        return Labels.TryGetValue(plain, out var label) ? label
            // 办公费小计, 管理费用合计: of the lines since the last one.
            : plain.Length <= 12 && (plain.EndsWith("小计", StringComparison.Ordinal) || plain.EndsWith("合计", StringComparison.Ordinal))
                ? Label.Subtotal
            : null;
    }

    /// <summary>The side a title names; null when it names none or both.</summary>
    public static Side? SideIn(string title, Side one, Side other) =>
        (SideWords(one).Any(title.Contains), SideWords(other).Any(title.Contains)) switch
        {
            (true, false) => one,
            (false, true) => other,
            _ => null,
        };

    /// <summary>Whether a title speaks of what is owed.</summary>
    public static bool SpeaksOfDebts(string title) =>
        SideWords(Side.Claim).Concat(SideWords(Side.Liability)).Append("往来").Append("负债").Any(title.Contains);

    /// <summary>Words side by side in one width, without blanks, line ends, colons and what stands in brackets; a unit is no part of a head.</summary>
    public static string Plain(string text)
    {
        var narrow = new string([.. HalfWidth.Of(text).Where(letter => !char.IsWhiteSpace(letter) && letter is not ('*' or '"'))]).TrimEnd(
            ':'
        );
        return Heads.ContainsKey(narrow) ? narrow : InBrackets().Replace(narrow, "").TrimEnd(':');
    }

    /// <summary>Signatures, dates of posting and remarks below a table.</summary>
    public static bool IsFoot(string text) => Foot().IsMatch(HalfWidth.Of(text));

    /// <summary>上月结转：1,000.00元 and the like, in one cell.</summary>
    public static IEnumerable<(Label Label, string Sum)> Sentences(string text) =>
        from Match match in Sentence().Matches(HalfWidth.Of(text))
        let label = LabelOf(match.Groups[1].Value)
        where label is not null
        select (label.Value, match.Groups[2].Value);

    /// <summary>A title without the sums it states, which may look like months (2023.09).</summary>
    public static string WithoutSums(string text) =>
        Sentence().Replace(HalfWidth.Of(text), match => LabelOf(match.Groups[1].Value) is null ? match.Value : "");

    private static string[] SideWords(Side side) =>
        side switch
        {
            Side.Income => ["收入"],
            Side.Expense => ["支出"],
            Side.Claim => ["债权", "应收"],
            Side.Liability => ["债务", "应付"],
        };

    private static FrozenDictionary<string, T> Table<T>(params ReadOnlySpan<(T Meaning, string Words)> rows)
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (meaning, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                // Adding fails on a word with two meanings: the table must not guess either.
                table.Add(word, meaning);
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"^(?:\d{4}年)?\d{1,2}月份?(?=.)")]
    private static partial Regex OfThisMonth();

    [GeneratedRegex(@"\([^)]*\)?")]
    private static partial Regex InBrackets();

    [GeneratedRegex(
        "^\\s*(制表|填表|审核|复核|审批|会计|出纳|报账员|负责人|村?主任|书记|监委会|监督|民主理财|公开|公布|张榜|联系|意见|填报|说明|备注|注|附)[^:]{0,16}:|签字|签名|签章|盖章"
    )]
    private static partial Regex Foot();

    [GeneratedRegex(@"([\p{IsCJKUnifiedIdeographs}]{2,8})\s*:?\s*((?:￥|¥)?\s*\(?-?[\d,]+(?:\.\d+)?\)?)\s*元?")]
    private static partial Regex Sentence();
}
