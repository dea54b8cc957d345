using System.Collections.Immutable;
using Cunju.Core.Documents;

namespace Cunju.Core.Disclosures;

/// <summary>公开内容的版面: the words, lists and books of a subject as parts of a paper. The page for everybody, the sheet for the board and the file to edit are made of
/// these, so that none of them says more than another.</summary>
public static class DisclosureParts
{
    /// <summary>A subject, without its own heading.</summary>
    public static ImmutableArray<Part> Of(DisclosureContent content, DisclosureSubject subject) =>
        content.Has(subject)
            ?
            [
                .. Passages.Of(content.TextOf(subject)).Select(passage => Of(passage, book: false)),
                .. subject == DisclosureSubject.Finance ? OfBooks(content.Books) : [],
            ]
            : [new Paragraph("本期无", Plain: true)];

    /// <summary>The books: opening, income, expense, closing first, as residents ask; then line by line. What does not read as books stands as it was pasted.</summary>
    public static ImmutableArray<Part> OfBooks(string text) =>
        text.Length == 0 ? []
        : DisclosureCheck.BookIn(text) is { } book ? [.. Of(book)]
        : [.. Passages.Of(text).Select(passage => Of(passage, book: true))];

    private static Part Of(Passages.Passage passage, bool book) =>
        passage.Text is not { } text ? Grid([.. passage.Head], passage.Body)
        : book ? new Heading(text, 2)
        : new Paragraph(text, Plain: true);

    private static IEnumerable<Part> Of(FinanceBook book)
    {
        yield return new FieldList([
            new("上月结转", $"{Yuan.Text(book.Opening)}元"),
            new($"{book.Month.Month}月收入", $"{Yuan.Text(book.Cash.Increase)}元"),
            new($"{book.Month.Month}月支出", $"{Yuan.Text(book.Cash.Decrease)}元"),
            new("本月结余", $"{Yuan.Text(book.Closing)}元"),
        ]);
        foreach (var (title, lines) in new[] { ("收入", book.Income), ("支出", book.Expense) })
        {
            yield return new Heading(title, 2);
            yield return lines.IsEmpty ? new Paragraph($"本月没有{title}", Plain: true) : Lines(lines);
        }

        if (!book.Assets.IsEmpty)
        {
            yield return new Heading("资产", 2);
            yield return Grid(["资产", .. Movement], book.Assets.Select(asset => Row([asset.Name], asset.Movement)));
        }

        if (!book.Debts.IsEmpty)
        {
            yield return new Heading("债权债务", 2);
            yield return Grid(
                ["类别", "单位或个人", "事由", .. Movement],
                book.Debts.Select(debt => Row([debt.IsClaim ? "债权" : "债务", debt.Party, debt.Reason], debt.Movement))
            );
        }
    }

    private static readonly string[] Movement = ["期初", "增加", "减少", "期末"];

    private static ImmutableArray<string> Row(string[] words, Movement moved) =>
        [.. words, Yuan.Text(moved.Opening), Yuan.Text(moved.Increase), Yuan.Text(moved.Decrease), Yuan.Text(moved.Closing)];

    private static Table Lines(ImmutableArray<FinanceLine> lines)
    {
        // A column nobody filled in says nothing and takes room.
        var items = lines.Any(line => line.Summary.Length > 0 && line.Item.Length > 0);
        var days = lines.Any(line => line.Day is not null);
        var handlers = lines.Any(line => line.Handler.Length > 0);
        return Grid(
            [
                "摘要",
                .. items ? ["项目"] : (string[])[],
                .. days ? ["日期"] : (string[])[],
                .. handlers ? ["经手"] : (string[])[],
                "金额（元）",
            ],
            lines.Select(line =>
                (ImmutableArray<string>)
                    [
                        line.Summary.Length > 0 ? line.Summary : line.Item,
                        .. items ? [line.Summary.Length > 0 ? line.Item : ""] : (string[])[],
                        .. days ? [line.Day is { } day ? $"{day.Month}月{day.Day}日" : ""] : (string[])[],
                        .. handlers ? [line.Handler] : (string[])[],
                        Yuan.Text(line.Amount),
                    ]
            )
        );
    }

    /// <summary>A table whose columns share the width by what stands in them.</summary>
    private static Table Grid(ImmutableArray<string> heads, IEnumerable<ImmutableArray<string>> rows)
    {
        ImmutableArray<ImmutableArray<string>> body = [.. rows];
        return new(
            [.. heads.Select((head, at) => (head, Math.Clamp(body.Select(row => Width(row[at])).Append(Width(head)).Max(), 4, 24)))],
            body
        );

        static int Width(string cell) => (cell.Sum(letter => letter < 0x2E80 ? 1 : 2) + 1) / 2 + 1;
    }
}
