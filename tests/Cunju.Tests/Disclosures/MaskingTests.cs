using Cunju.Core.Disclosures;
using Xunit;

namespace Cunju.Tests.Disclosures;

public sealed class MaskingTests
{
    private static readonly DateOnly Today = new(2023, 10, 12);

    private static string[] InCell(string text, params string[] allowed) =>
        [.. Masking.Check([Grid.OfText($"姓名	说明\n张某	{text}", "名单")], Today, allowed).Select(fault => fault.Message)];

    private static string[] InColumn(string head, string below) =>
        [.. Masking.Check([Grid.OfText($"公示\n组别	{head}	标准\n一组	{below}	甲档", "名单")], Today).Select(fault => fault.Message)];

    [Theory]
    // Made up; the check digits are right.
    [InlineData("11010519491231002X")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("110105 19491231 002x")]
    [InlineData("110105-1949-1231-002X，已核")]
    [InlineData("2023-09-15 11010519491231002X")]
    [InlineData("110105491231002")]
    [InlineData("500112197803125000")]
    public void Identity_numbers_are_found_by_cell(string text) => Assert.Equal(["名单 B2：有身份证号码，不公开；请删去。"], InCell(text));

    [Theory]
    [InlineData("13883901234")]
    [InlineData("电话138 8390 1234")]
    [InlineData("138-83901234")]
    [InlineData("+86 13883901234")]
    [InlineData("１３８８３９０１２３４")]
    [InlineData("13883901234 13900001111")]
    [InlineData("1388-390-1234")]
    [InlineData("1388 3901 234")]
    public void Mobiles_are_found_by_cell(string text) =>
        Assert.Equal(["名单 B2：有手机号码，不公开；请删去（办公电话请写座机，或写本单位已公开的办公电话）。"], InCell(text));

    [Theory]
    [InlineData("6222021234567890128")]
    [InlineData("6222 0212 3456 7890 128")]
    [InlineData("4111111111111111")]
    [InlineData("４１１１ １１１１ １１１１ １１１１")]
    public void Bank_cards_are_found_by_cell(string text) =>
        Assert.Equal(["名单 B2：有银行卡号，不公开；请删去，或只留末四位。"], InCell(text));

    [Theory]
    [InlineData("姓名\t残疾类别\t2023年标准\n张某\t肢体二级\t500", "「残疾类别」一列是残疾或病情信息")]
    [InlineData("（1）序号\t姓名\t家庭住址\t1-9月金额\n1\t张某\t幸福路旁\t500", "「家庭住址」一列是家庭住址")]
    [InlineData("儿童姓名\t2023年标准\n张某\t500", "「儿童姓名」一列是未成年人的信息")]
    [InlineData("单位：某村\t日期：9月30日\n姓名\t病情\n张某\t三高", "「病情」一列是残疾或病情信息")]
    [InlineData("姓名\t联系电话\n张某\t67812345", "「联系电话」一列是电话")]
    public void A_column_is_known_by_its_head_whatever_digits_stand_beside_it(string text, string fault) =>
        Assert.Contains(Masking.Check("政务", text, new(2023, 10, 12)), found => found.Message.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void The_offices_own_telephone_may_stand_in_a_column()
    {
        const string Table = "岗位\t电话\n值班\t023-67800001\n书记\t12345";
        Assert.Empty(Masking.Check("服务", Table, new(2023, 10, 12), "02367800001"));
        Assert.NotEmpty(Masking.Check("服务", Table, new(2023, 10, 12)));
    }

    [Theory]
    [InlineData("账号：500123456789", true)]
    [InlineData("低保金打入一卡通 6217 0012 3456", true)]
    [InlineData("银行账户为５００１２３４５６７８９０１", true)]
    [InlineData("账号尾号 4321", false)]
    [InlineData("记账号 2023-0915-001", false)]
    public void An_account_is_found_beside_its_name_whatever_its_check_digit(string text, bool found) =>
        Assert.Equal(found ? ["名单 B2：有银行账号，不公开；请删去，或只留末四位。"] : [], InCell(text));

    [Theory]
    [InlineData("林某，家住双桐路12号3栋", true)]
    [InlineData("住址：石岩村2组15号", true)]
    [InlineData("现住幸福小区6栋2单元301室", true)]
    [InlineData("家住2组", false)]
    [InlineData("办公住址：双桐路12号", false)]
    [InlineData("便民服务站在双桐路12号", false)]
    [InlineData("渝北府发〔2023〕15号", false)]
    public void The_door_somebody_lives_behind_is_found_and_where_the_office_is_passes(string text, bool found) =>
        Assert.Equal(found ? ["名单 B2：有家庭住址，不公开；请删去，只写组别。"] : [], InCell(text));

    [Theory]
    [InlineData("12,800,000.00")]
    [InlineData("13883901234.50")]
    [InlineData("渝北民发〔2023〕15号")]
    [InlineData("凭证 2023091500012347")]
    [InlineData("2023-09-15 1380.00 1234")]
    [InlineData("5001***********024")]
    [InlineData("138****1234")]
    [InlineData("意见电话 023-67800001")]
    [InlineData("02367800001")]
    [InlineData("6222021234567890123")]
    [InlineData("110105194912310021")]
    [InlineData("单号 999912345678901")]
    [InlineData("购买儿童节用品")]
    [InlineData("2023年出生人口 12 人")]
    [InlineData("2023年生猪补贴")]
    [InlineData("主任，1970年5月出生")]
    public void Sums_days_numbers_of_papers_and_landlines_pass(string text) => Assert.Empty(InCell(text));

    [Fact]
    public void The_published_telephone_of_the_office_passes_and_no_other()
    {
        Assert.Empty(InCell("意见电话 138 8390 1234", "13883901234"));
        Assert.Single(InCell("意见电话 13883901234，13900001111", "138-8390-1234"));
    }

    [Theory]
    [InlineData("儿童姓名", "李某", "是未成年人的信息；未成年人不公开姓名，请只写人数或标准")]
    [InlineData("留守儿童", "李某", "是未成年人的信息；未成年人不公开姓名，请只写人数或标准")]
    [InlineData("学生姓名", "李某", "是未成年人的信息；未成年人不公开姓名，请只写人数或标准")]
    [InlineData("未成年人", "李某", "是未成年人的信息；未成年人不公开姓名，请只写人数或标准")]
    [InlineData("出生日期", "1950-01-01", "是出生日期；出生日期不公开，请删去这一列")]
    [InlineData("生 日", "元月", "是出生日期；出生日期不公开，请删去这一列")]
    [InlineData("残疾类别", "肢体", "是残疾或病情信息；残疾类别和病情不公开，请删去这一列")]
    [InlineData("所患病种", "略", "是残疾或病情信息；残疾类别和病情不公开，请删去这一列")]
    [InlineData("家庭住址", "某村2组", "是家庭住址；住址不公开，请删去这一列，只写组别")]
    [InlineData("一卡通账号", "6210981234", "是证件号码或银行账号；请删去，或只留末四位")]
    public void Columns_that_people_must_not_see_are_found_by_their_head(string head, string below, string words) =>
        Assert.Equal([$"名单 B2：「{head}」一列{words}。"], InColumn(head, below));

    [Theory]
    [InlineData("儿童姓名", "")]
    [InlineData("银行账号", "****1234")]
    [InlineData("姓名", "李某")]
    public void Empty_and_masked_columns_pass(string head, string below) => Assert.Empty(InColumn(head, below));

    [Fact]
    public void Heads_below_a_remark_with_a_day_and_in_a_second_row_are_found()
    {
        var grid = Grid.OfText("救助公示\n单位：某村	2023年9月\n	人员	\n组别	姓名	病情\n一组	李某	略", "名单");
        Assert.Equal("C4", Assert.Single(Masking.Check([grid], Today)).Cell);
        Assert.Equal("A1", Assert.Single(Masking.Check([Grid.OfText("留守儿童名单\n李某\n王某", "名单")], Today)).Cell);
    }

    [Theory]
    [InlineData("2005年10月13日出生", true)]
    [InlineData("2005年10月12日出生", false)]
    [InlineData("生于2010.3", true)]
    [InlineData("出生日期：2006-01-02", true)]
    [InlineData("2005年10月出生", true)]
    [InlineData("2004年出生", false)]
    [InlineData("2010年生，就读", true)]
    public void A_date_of_birth_under_eighteen_is_found(string text, bool found) =>
        Assert.Equal(found ? ["名单 B2：有未成年人的出生日期，不公开；请删去姓名和日期，只写人数。"] : [], InCell(text));

    [Fact]
    public void A_text_is_checked_by_line_and_its_title_too()
    {
        Assert.Equal(
            ["救助公示 第 2 行：有手机号码，不公开；请删去（办公电话请写座机，或写本单位已公开的办公电话）。"],
            Masking.Check("救助公示", "第一行\r\n联系 13883901234", Today).Select(fault => fault.Message)
        );
        var title = Assert.Single(Masking.Check("孤儿名单", "略", Today));
        Assert.Equal("标题：是未成年人名单，不公开；请只写人数或标准。", title.Message);
        Assert.Equal(
            "救助公示 B1：「病情」一列是残疾或病情信息；残疾类别和病情不公开，请删去这一列。",
            Assert.Single(Masking.Check("救助公示", "姓名	病情\n李某	略", Today)).Message
        );
    }

    [Fact]
    public void What_was_found_is_not_repeated() =>
        Assert.All(
            Masking.Check("联系13883901234", "11010519491231002X", Today),
            fault => Assert.DoesNotMatch(@"\d{5}", fault.Sheet + fault.Message)
        );
}
