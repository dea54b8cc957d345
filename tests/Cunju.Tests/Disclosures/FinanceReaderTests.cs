using Cunju.Core.Disclosures;
using Xunit;

namespace Cunju.Tests.Disclosures;

public sealed class FinanceReaderTests
{
    private const string Ledger = """
        2023年9月收支逐笔公开榜
        月	凭证号	摘要	收入	支出	余额
        		上月结转			1,000.00
        9.15	记-1	土地租金	500.50		1,500.50
        9月16日	记-2	办公电费		200.25	1,300.25
        	小计		500.50	200.25
        2023/9/20	记-3	清扫人工		300.00	1,000.25
        		本月合计	500.50	500.25	1,000.25
        制表：镇会计服务中心		审核：某某
        """;

    private static FinanceReading Read(string text, string sheet = "收支表") =>
        FinanceReader.Read([Grid.OfText(text, sheet)], Books.September);

    private static SheetFault[] Fatal(string text, string sheet = "收支表") => [.. Read(text, sheet).Faults.Where(fault => fault.IsFatal)];

    private static void Refuses(string text, string cell, string words)
    {
        var reading = Read(text);
        var fault = Assert.Single(reading.Faults, fault => fault.IsFatal);
        Assert.Equal(("收支表", cell), (fault.Sheet, fault.Cell));
        Assert.Equal(words, fault.Message);
        Assert.Null(reading.Book);
    }

    private static void Notes(string text, string cell, string words)
    {
        var reading = Read(text);
        Assert.NotNull(reading.Book);
        Assert.Contains(reading.Faults, fault => (fault.Cell, fault.Message, fault.IsFatal) == (cell, words, false));
    }

    [Fact]
    public void A_ledger_pasted_from_a_sheet_is_read_without_a_word()
    {
        var reading = Read(Ledger);
        Assert.Empty(reading.Faults);
        var book = reading.Book!;
        Assert.Equal(new Movement(1000m, 500.50m, 500.25m, 1000.25m), book.Cash);
        Assert.Equal(new FinanceLine("土地租金", "", 500.50m, new(2023, 9, 15), "记-1"), Assert.Single(book.Income));
        Assert.Equal([new DateOnly(2023, 9, 16), new DateOnly(2023, 9, 20)], book.Expense.Select(line => line.Day!.Value));
    }

    [Fact]
    public void A_wrong_total_is_named_with_both_sums_and_the_difference() =>
        Refuses(
            Ledger.Replace("本月合计	500.50	", "本月合计	509.50	"),
            "D8",
            "收支表 D8：合计写的是 509.50，上面各行相加是 500.50，多 9.00；请改合计或查漏项。"
        );

    [Fact]
    public void A_wrong_subtotal_is_named() =>
        Refuses(
            Ledger.Replace("小计		500.50	200.25", "小计		500.50	200.20"),
            "E6",
            "收支表 E6：小计写的是 200.20，上面各行相加是 200.25，少 0.05；请改小计或查漏项。"
        );

    [Fact]
    public void A_wrong_balance_is_named_once_and_not_on_the_rows_below() =>
        Refuses(
            Ledger.Replace("1,300.25", "1,300.20"),
            "F5",
            "收支表 F5：余额写的是 1,300.20，按上面逐笔算到这里是 1,300.25，少 0.05；请改这一行的收支或余额。"
        );

    [Fact]
    public void Opening_and_income_less_expense_must_be_the_closing() =>
        Refuses(
            "2023年9月\n摘要	收入	支出\n租金	50\n电费		20\n上月结转：100元\n本月结余	131.00",
            "B6",
            "收支表 B6：结余写的是 131.00，上月结转 100.00 加收入 50.00 减支出 20.00 应是 130.00，多 1.00；请改结余，或查漏记、重记的收支。"
        );

    [Theory]
    [InlineData("壹佰元")]
    [InlineData("12.345")]
    [InlineData("1,23")]
    [InlineData("约500")]
    [InlineData("#REF!")]
    [InlineData("10000000000")]
    public void What_is_no_amount_is_named(string typed) =>
        Assert.Contains(
            Fatal(Ledger.Replace("500.50		1,500.50", $"{typed}		1,500.50")),
            fault => fault.Message == $"收支表 D4：「{typed}」不是金额；请写数字，单位元，最多两位小数，小于 100 亿，例如 1234.50。"
        );

    [Fact]
    public void The_books_of_another_month_are_not_taken() =>
        Refuses(
            Ledger.Replace("2023年9月", "2023年8月"),
            "A1",
            "收支表 A1：写的是「2023年8月收支逐笔公开榜」，这次要公开的是2023年9月的账；请换成2023年9月的表，或改正标题。"
        );

    [Theory]
    [InlineData("二〇二三年九月财务公开", true)]
    [InlineData("2023.09", true)]
    [InlineData("9月份收支", true)]
    [InlineData("张榜日期：2023年10月15日", true)]
    [InlineData("公布时间 2023-10-15", true)]
    [InlineData("2023年1-9月", false)]
    [InlineData("2023年第三季度", false)]
    [InlineData("2022年9月", false)]
    [InlineData("十月", false)]
    public void A_title_names_the_month_in_many_ways(string title, bool isSeptember) =>
        Assert.Equal(isSeptember, Fatal(Ledger.Replace("2023年9月收支逐笔公开榜", title)).Length == 0);

    [Fact]
    public void A_table_that_names_no_month_is_taken_with_a_note() =>
        Notes(Ledger.Replace("2023年9月收支逐笔公开榜", "收支公开榜"), "", "表里没写是哪个月的账，按2023年9月读入；请核对。");

    [Fact]
    public void Of_a_yearbook_only_the_sheet_of_the_month_is_read()
    {
        var august = Ledger.Replace("2023年9月", "8月").Replace("9.15", "8.15");
        var reading = FinanceReader.Read([Grid.OfText(august, "8月"), Grid.OfText(Ledger, "9月")], Books.September);
        Assert.Single(reading.Book!.Income);
        Assert.Equal("8月：是别的月份，没有读入。", Assert.Single(reading.Faults).Message);
    }

    [Fact]
    public void Sums_in_ten_thousands_are_refused_instead_of_read() =>
        Refuses(
            Ledger.Replace("收支逐笔公开榜", "收支逐笔公开榜（单位：万元）"),
            "A1",
            "收支表 A1：金额单位是万元；请换算成元，再把单位改成“元”。"
        );

    [Fact]
    public void A_sum_that_may_be_income_or_expense_is_asked_about() =>
        Assert.Contains(
            Fatal("2023年9月\n摘要	金额\n租金	50\n上月结转：100\n本月结余：150"),
            fault => fault.Message == "收支表 B2：看不出「金额」是收入还是支出；请把表头写成“收入金额”或“支出金额”。"
        );

    [Fact]
    public void A_column_may_say_which_side_it_is()
    {
        var book = Read("2023年9月\n摘要	类型	金额\n上月结转		100\n租金	收入	50\n电费	支出	20\n本月结余		130").Book!;
        Assert.Equal(new Movement(100, 50, 20, 130), book.Cash);
    }

    [Fact]
    public void Heads_of_ledgers_by_debit_and_credit_are_read_with_a_note() =>
        Notes(Ledger.Replace("收入	支出	余额", "借方	贷方	余额"), "D2", "收支表 D2：「借方」按现金、存款账读作收入；不是这样请改表头。");

    [Fact]
    public void Without_an_opening_or_a_closing_nothing_is_guessed()
    {
        Assert.Contains(
            Fatal(Ledger.Replace("上月结转", "甲")),
            fault => fault.Message == "收支表 A2：没有找到“上月结转”；请在表里加一行，写上“上月结转”和金额（没有就写 0）。"
        );
        Assert.Contains(
            Fatal("2023年9月\n摘要	收入	支出\n租金	50\n上月结转：100元"),
            fault => fault.Message.StartsWith("收支表 A2：没有找到“本月结余”", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Two_openings_must_be_one() =>
        Assert.Contains(
            Fatal(Ledger.Replace("2023年9月收支逐笔公开榜", "2023年9月 上月结转：999.00元")),
            fault => fault.Message == "收支表 F3：上月结转写的是 1,000.00，收支表 A1 写的是 999.00；请改成一致。"
        );

    [Fact]
    public void A_summary_beside_the_ledger_is_only_compared()
    {
        const string board = "2023年9月\n收入项目	金额	支出项目	金额\n经营收入	500.50	管理费	500.25";
        FinanceReading Both(string text) => FinanceReader.Read([Grid.OfText(text, "公开榜"), Grid.OfText(Ledger, "逐笔")], Books.September);

        var reading = Both(board);
        Assert.Equal(2, reading.Book!.Expense.Length);
        Assert.Contains(
            reading.Faults,
            fault => fault.Message == "公开榜 C2：这张表的支出与 逐笔 A2 的表一样多，看作同一批账的汇总，只用来核对。"
        );
        Assert.Contains(
            Both(board.Replace("500.25", "500.00")).Faults,
            fault =>
                fault.IsFatal
                && fault.Message == "公开榜 C2：这张表的支出共 500.00，逐笔 A2 的表共 500.25；同一批账请改成一致，不是同一批请合成一张表。"
        );
    }

    [Fact]
    public void A_table_that_goes_on_under_a_second_head_is_one()
    {
        var book = Read(
            "2023年9月\n摘要	收入	支出	余额\n上月结转			100\n租金	50		150\n过次页			150\n摘要	收入	支出	余额\n承前页			150\n电费		20	130\n合计	50	20	130"
        ).Book!;
        Assert.Equal(new Movement(100, 50, 20, 130), book.Cash);
    }

    [Fact]
    public void A_day_that_is_none_is_named_and_one_of_another_month_noted()
    {
        Refuses(Ledger.Replace("9月16日", "9月31日"), "A5", "收支表 A5：「9月31日」看不出是哪一天；请写成 2023-09-15 的样子。");
        Notes(Ledger.Replace("9月16日", "8月31日"), "A5", "收支表 A5：日期 2023-08-31 不在2023年9月；请核对。");
        Notes(Ledger.Replace("9月16日", "9.1"), "A5", "收支表 A5：「9.1」读作 9月1日；如果是 10 日，请写成 2023-09-10。");
    }

    [Fact]
    public void Month_and_day_may_stand_in_two_columns()
    {
        var book = Read("2023年			摘要	收入	支出	余额\n月	日	凭证号				\n			上月结转			1\n9	5	记-1	租金	2		3").Book!;
        Assert.Equal(new FinanceLine("租金", "", 2m, new(2023, 9, 5), "记-1"), Assert.Single(book.Income));
    }

    [Fact]
    public void A_sum_without_words_is_asked_about() =>
        Refuses(Ledger.Replace("办公电费", ""), "E5", "收支表 E5：有金额 200.25，没有写是什么；请补上摘要。");

    [Fact]
    public void Words_too_long_for_a_board_are_named() =>
        Refuses(Ledger.Replace("办公电费", new string('电', 201)), "C5", "收支表 C5：文字太长（201 字）；请写到 200 字以内。");

    [Fact]
    public void More_lines_than_a_village_has_are_not_the_books_of_a_month()
    {
        var lines = string.Concat(Enumerable.Repeat("租金	1.00\n", FinanceReader.MostLines + 1));
        Assert.Equal(
            "收支表 A2004：收支超过 2000 笔；请核对是不是一个月的账。",
            Fatal($"2023年9月\n上月结转	0\n摘要	收入\n{lines}本月结余	2001.00")[0].Message
        );
    }

    [Fact]
    public void What_is_left_aside_is_said()
    {
        Notes(
            "2023年9月\n摘要	收入	支出	本年累计\n上月结转	100\n租金	50		400\n其中：村口地	30\n维修\n慰问	—\n累计	900\n合计	50	0\n本月结余	150",
            "D2",
            "收支表 D2：「本年累计」一列没有读入。"
        );
        const string text =
            "2023年9月\n摘要	收入	支出\n上月结转	100\n租金	50\n其中：村口地	30\n维修\n慰问	—\n累计	900\n合计	50	0\n本月结余	150";
        Notes(text, "A5", "收支表 A5：写着“其中”，是上一行的一部分，没有另计。");
        Notes(text, "A6", "收支表 A6：有 2 行没有金额，没有计入（A6、A7）。");
        Notes(text, "A8", "收支表 A8：累计数不在这个月的账内，没有核对。");
        Assert.Contains(
            FinanceReader.Read([Grid.OfText(text), Grid.OfText("会议照片\n略", "附件")], Books.September).Faults,
            fault => fault.Message == "附件：没有找到收支、资产或债权债务的表头，没有读入。"
        );
    }

    [Fact]
    public void A_column_of_sums_without_a_head_is_said() =>
        Notes(
            "2023年9月\n摘要	收入	支出	\n上月结转	100\n租金	50		7.00\n本月结余	150",
            "D4",
            "收支表 D4：这里有数，但这一列没有表头，没有读入。"
        );

    [Fact]
    public void A_sum_merged_over_two_lines_is_counted_once()
    {
        var grid = Grid.OfText("2023年9月\n摘要	收入	支出\n上月结转	100\n租金	50\n租金（续）	\n本月结余	150", "收支表");
        grid = grid with { Rows = grid.Rows.SetItem(4, [grid[4, 0], new("50", Repeats: true)]) };
        var reading = FinanceReader.Read([grid], Books.September);
        Assert.Equal(50m, reading.Book!.Cash.Increase);
        Assert.Contains(reading.Faults, fault => fault.Message == "收支表 A5：有 1 行没有金额，没有计入（A5）。");
    }

    [Fact]
    public void Assets_and_debts_are_read_and_checked_row_by_row()
    {
        const string assets =
            "资产名称	期初	本月增加	本月减少	期末\n货币资金	1,000.00	500.50	500.25	1,000.25\n固定资产	20000			20000\n合计	21000	500.50	500.25	21000.25";
        const string debts =
            "类别	单位（个人）	事由	期初	增加	减少	期末\n债权	某某公司	租金	300	0	100	200\n债务	某某施工队	工程款	800	—	300	500";
        FinanceReading With(string a, string d) =>
            FinanceReader.Read([Grid.OfText(Ledger, "收支表"), Grid.OfText(a, "资产"), Grid.OfText(d, "债权债务")], Books.September);

        var book = With(assets, debts).Book!;
        Assert.Equal(new FinanceAsset("固定资产", new(20000, 0, 0, 20000)), book.Assets[1]);
        Assert.Equal(
            [
                new FinanceDebt(true, "某某公司", "租金", new(300, 0, 100, 200)),
                new FinanceDebt(false, "某某施工队", "工程款", new(800, 0, 300, 500)),
            ],
            book.Debts
        );
        Assert.Equal(
            "资产 E3：期末写的是 2,000.00，期初 20,000.00 加增加 0.00 减减少 0.00 应是 20,000.00，少 18,000.00；请改这一行。",
            With(assets.Replace("			20000", "			2000"), debts).Faults.First(fault => fault.IsFatal).Message
        );
        Assert.Equal(
            "资产 C4：合计写的是 500.00，上面各行相加是 500.50，少 0.50；请改合计或查漏项。",
            Assert.Single(With(assets.Replace("21000	500.50", "21000	500.00"), debts).Faults, fault => fault.IsFatal).Message
        );
        Assert.Equal(
            "债权债务 A2：看不出是债权还是债务；请加一列“类别”，写“债权”或“债务”。",
            Assert.Single(With(assets, debts.Replace("债权	", "其他	")).Faults, fault => fault.IsFatal).Message
        );
        Assert.Equal(
            "债权债务 A3：有金额，没有写单位或个人；请补上。",
            Assert.Single(With(assets, debts.Replace("某某施工队", "")).Faults, fault => fault.IsFatal).Message
        );
    }

    [Fact]
    public void A_sheet_of_something_else_is_refused_with_what_to_write() =>
        Assert.StartsWith("没有找到收支表。表头应有", Fatal("会议记录\n时间	地点").Last().Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("￥12,354.00", "12354.00")]
    [InlineData("１２，３５４．５０元", "12354.50")]
    [InlineData(" 1 234 ", "1234.00")]
    [InlineData("(123.4)", "-123.40")]
    [InlineData("（123）", "-123.00")]
    [InlineData("−5", "-5.00")]
    [InlineData("-￥5", "-5.00")]
    [InlineData("9999999999.99", "9999999999.99")]
    [InlineData("10000000000.00", null)]
    [InlineData("(-5)", null)]
    [InlineData("5.005", null)]
    [InlineData("12,34", null)]
    [InlineData("", null)]
    public void Sums_are_read_as_villages_write_them(string typed, string? sum) => Assert.Equal(sum, Yuan.Read(typed)?.ToString("0.00"));

    [Theory]
    [InlineData(0, 0, "A1")]
    [InlineData(16, 1, "B17")]
    [InlineData(2, 26, "AA3")]
    [InlineData(0, 701, "ZZ1")]
    [InlineData(0, 702, "AAA1")]
    public void Cells_are_called_as_sheets_call_them(int row, int column, string place) => Assert.Equal(place, Grid.Address(row, column));

    [Fact]
    public void Only_tabs_part_the_cells_of_pasted_text()
    {
        var grid = Grid.OfText("甲  乙\t丙\r\n丁\r\n");
        Assert.Equal((2, "甲  乙", "丙", "丁", ""), (grid.Rows.Length, grid[0, 0].Text, grid[0, 1].Text, grid[1, 0].Text, grid[1, 1].Text));
    }

    [Fact]
    public void A_cell_of_several_lines_comes_between_quotation_marks()
    {
        var grid = Grid.OfText("\"第一行\n第二\"\"行\"\"\"\t丙\n\"未完\t丁");
        Assert.Equal(("第一行\n第二\"行\"", "丙", "\"未完", "丁"), (grid[0, 0].Text, grid[0, 1].Text, grid[1, 0].Text, grid[1, 1].Text));
    }

    [Fact]
    public void A_sum_in_words_below_the_total_is_not_passed_over()
    {
        Refuses(
            Ledger.Replace("制表：", "		补记	壹佰元\n制表："),
            "D9",
            "收支表 D9：「壹佰元」不是金额；请写数字，单位元，最多两位小数，小于 100 亿，例如 1234.50。"
        );
        Assert.Empty(Fatal(Ledger.Replace("审核：某某", "审核	某某	出纳	某某")));
    }

    [Fact]
    public void A_sheet_that_is_left_aside_may_speak_of_other_months() =>
        Assert.DoesNotContain(
            FinanceReader.Read([Grid.OfText(Ledger), Grid.OfText("2023年8月会议照片", "附件")], Books.September).Faults,
            fault => fault.IsFatal
        );
}
