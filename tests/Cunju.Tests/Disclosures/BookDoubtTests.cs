using System.Collections.Immutable;
using Cunju.Core.Disclosures;
using Xunit;

namespace Cunju.Tests.Disclosures;

/// <summary>请核对: what of a month's books should be looked at before it is signed, though nothing in it is wrong by itself.</summary>
public sealed class BookDoubtTests
{
    private static readonly FinanceBook August = new(new(2023, 8, 1), 9_000m, 10_000m)
    {
        Income = [new("集体土地租金", "租金收入", 1_000m)],
        Assets = [new("村办公楼", new(500m, 0m, 0m, 500m))],
        Debts = [new(true, "玉峰建材公司", "预付款", new(100m, 0m, 40m, 60m))],
    };

    private static readonly FinanceBook September = new(new(2023, 9, 1), 10_000m, 10_800m)
    {
        Income = [new("集体土地租金", "租金收入", 800m)],
        Assets = [new("村办公楼", new(500m, 0m, 0m, 500m))],
        Debts = [new(true, "玉峰建材公司", "预付款", new(60m, 0m, 60m, 0m))],
    };

    [Fact]
    public void Books_that_carry_on_what_was_published_raise_no_doubt() => Assert.Empty(Doubts(September, August));

    [Fact]
    public void An_opening_that_is_not_the_closing_published_last_is_named_with_both_sums() =>
        Assert.Equal(
            "上月结转：8月公布的期末是10,000.00元，9月的期初是9,950.50元，差49.50元。确实调整过的，在财务说明里写明原因。",
            Assert.Single(Doubts(September with { Opening = 9_950.50m, Closing = 10_750.50m }, August))
        );

    [Fact]
    public void Assets_and_debts_are_carried_over_by_name()
    {
        var doubts = Doubts(
            September with
            {
                Assets = [new("村办公楼", new(400m, 100m, 0m, 500m)), new("垃圾车", new(0m, 80m, 0m, 80m))],
                Debts = [new(true, "玉峰建材公司", "预付款", new(100m, 0m, 0m, 100m))],
            },
            August
        );
        Assert.Collection(
            doubts,
            asset => Assert.StartsWith("资产「村办公楼」：8月公布的期末是500.00元，9月的期初是400.00元", asset, StringComparison.Ordinal),
            debt => Assert.StartsWith("债权「玉峰建材公司」：8月公布的期末是60.00元，9月的期初是100.00元", debt, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_is_compared_over_a_gap_or_with_nothing()
    {
        Assert.Empty(Doubts(September with { Opening = 1m, Closing = 801m }, null));
        Assert.Empty(Doubts(September with { Opening = 1m, Closing = 801m }, August with { Month = new(2023, 7, 1) }));
    }

    [Fact]
    public void What_was_left_last_month_and_does_not_stand_there_any_more_is_asked_for_by_name()
    {
        var doubts = Doubts(September with { Assets = [], Debts = [] }, August);
        Assert.Collection(
            doubts,
            asset => Assert.StartsWith("资产「村办公楼」：8月公布的期末是500.00元，9月的账表里没有了", asset, StringComparison.Ordinal),
            debt => Assert.StartsWith("债权「玉峰建材公司」：8月公布的期末是60.00元，9月的账表里没有了", debt, StringComparison.Ordinal),
            tables => Assert.StartsWith("账表里没有资产、债权债务", tables, StringComparison.Ordinal)
        );
        // What was used up before owes nobody an answer.
        FinanceBook settled = August with
        {
            Debts = [.. August.Debts.Select(debt => debt with { Movement = debt.Movement with { Decrease = 60m, Closing = 0m } })],
        };
        Assert.DoesNotContain(
            Doubts(September with { Debts = [] }, settled),
            doubt => doubt.Contains("玉峰建材", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Tables_that_are_missing_are_asked_for()
    {
        Assert.Equal(
            "账表里没有资产、债权债务。有的应一并公开；确实没有的，在财务说明里写一句。",
            Assert.Single(Doubts(September with { Assets = [], Debts = [] }, null))
        );
        Assert.Contains("没有债权债务。", Assert.Single(Doubts(September with { Debts = [] }, null)));
        Assert.Empty(DisclosureCheck.Doubts("", August));
    }

    [Fact]
    public void Books_pasted_without_a_title_get_that_of_their_month()
    {
        var text = September.ToText();
        var bare = text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        Assert.Null(DisclosureCheck.BookIn(bare));
        Assert.Equal(September, DisclosureCheck.BookIn(Kept(bare)));
        // A month among the lines is no title.
        var (paid, alone) = (September with { Income = [new("收8月地租", "租金收入", 800m)] }, "收2023年8月地租");
        var among = paid.ToText().Replace("收8月地租", alone, StringComparison.Ordinal);
        Assert.Equal(new(2023, 9, 1), DisclosureCheck.BookIn(Kept(among[(among.IndexOf('\n', StringComparison.Ordinal) + 1)..]))?.Month);
        // What says its month stays as it was typed, and a year alone is no month.
        Assert.Equal(DisclosureContent.Of([], text).Books, Kept(text));
        Assert.Equal(September, DisclosureCheck.BookIn($"2022年度结转后\n{text}"));

        static string Kept(string books) =>
            DisclosureContent
                .Read(DisclosureScene.On(3).Ask(DisclosureScene.Draft with { Books = books }).Value!.Fact.Asides.Single().Text)
                .Books;
    }

    private static ImmutableArray<string> Doubts(FinanceBook book, FinanceBook? before) =>
        [.. DisclosureCheck.Doubts(book.ToText(), before)];
}
