using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Cunju.Core.Procedures;

namespace Cunju.Core.Disclosures;

/// <summary>公布前检查: the books add up, and nothing points at a person who need not be named. The same rule when it goes to the reviewers and when it goes up.</summary>
public static partial class DisclosureCheck
{
    private const string Privacy = "个人信息保护法第六条；公布的内容不得含身份证号、电话、银行卡号";
    private const string Withheld = "个人信息保护法第六条、第四十七条";

    /// <summary>Every fault, with the place named.</summary>
    /// <param name="content">The text.</param>
    /// <param name="period">Whose books belong to it.</param>
    /// <param name="today">The day on which ages are reckoned.</param>
    /// <param name="officePhones">Telephones that stand on the public board anyway.</param>
    public static IEnumerable<Refusal> Faults(
        DisclosureContent content,
        DisclosurePeriod period,
        DateOnly today,
        ImmutableHashSet<string> officePhones
    )
    {
        if (content.TextOf(DisclosureSubject.Finance).Contains('\t', StringComparison.Ordinal))
        {
            yield return new(
                "disclosures.books",
                "财务说明里有表格。账请放到「账表」里，程序才能核对合计。",
                Field: nameof(DraftingAct.Finance)
            );
        }

        if (content.Books.Length > 0)
        {
            foreach (
                var fault in FinanceReader.Read([Grid.OfText(content.Books, "账表")], period.Books).Faults.Where(fault => fault.IsFatal)
            )
            {
                yield return new("disclosures.books", fault.Message, Field: nameof(DraftingAct.Books));
            }
        }

        foreach (var exposed in Exposures(content, today, officePhones))
        {
            yield return exposed;
        }
    }

    /// <summary>不该出现的个人信息: what points at a person, with the place named. It is not even kept in a draft.</summary>
    /// <param name="content">The text.</param>
    /// <param name="today">The day on which ages are reckoned.</param>
    /// <param name="officePhones">Telephones that stand on the public board anyway.</param>
    public static IEnumerable<Refusal> Exposures(DisclosureContent content, DateOnly today, ImmutableHashSet<string> officePhones)
    {
        foreach (var (subject, text) in content.Texts)
        {
            foreach (var fault in Masking.Check(subject.Title(), text, today, officePhones).Where(fault => fault.IsFatal))
            {
                yield return new("disclosures.masking", fault.Message, Privacy, FieldOf(subject));
            }
        }

        foreach (var fault in Masking.Check([Grid.OfText(content.Books, "账表")], today, officePhones).Where(fault => fault.IsFatal))
        {
            yield return new("disclosures.masking", fault.Message, Privacy, nameof(DraftingAct.Books));
        }
    }

    /// <summary>停止显示的: the latest showing that is shown no more and says word for word the same; null when none does.</summary>
    public static Showing? WithheldAs(Disclosure disclosure, string text)
    {
        if (disclosure.Shown.All(showing => !showing.Withheld))
        {
            return null;
        }

        var digest = DisclosureContent.Digest(text);
        return disclosure.Shown.LastOrDefault(showing => showing.Withheld && showing.Digest == digest);
    }

    /// <summary>原样再公开: what is shown no more because it said of a person what must not be public does not come back word for word. Null when the text is another one.</summary>
    /// <param name="disclosure">The disclosure that is being corrected; an edition that is not is kept from the board by its state.</param>
    /// <param name="content">The text of the correction.</param>
    public static Refusal? SaidAgain(Disclosure disclosure, DisclosureContent content) =>
        disclosure.IsCorrecting && WithheldAs(disclosure, content.ToText()) is { } withheld
            ? new(
                "disclosures.exposed",
                $"和第{withheld.Edition}版一字不差。那一版含有不该公开的个人信息，已经停止显示；请先把这些信息删去，再送审、公布。",
                Withheld,
                // Nobody told the program which words they are; lists of people stand here when they stand anywhere.
                FieldOf(content.Has(DisclosureSubject.Affairs) ? DisclosureSubject.Affairs : DisclosureSubject.Finance)
            )
            : null;

    /// <summary>请核对: what is not wrong in itself, and should be looked at before it is signed: openings that are not what was published last as closing, tables that were
    /// there and are not.</summary>
    /// <param name="text">The books.</param>
    /// <param name="before">The books of the month before as they were published; null when there are none.</param>
    public static IEnumerable<string> Doubts(string text, FinanceBook? before)
    {
        if (BookIn(text) is not { } book)
        {
            yield break;
        }

        if (before is not null && before.Month == book.Month.AddMonths(-1))
        {
            foreach (var (what, closing, opening) in Carried(before, book).Where(carried => carried.Closing != carried.Opening))
            {
                yield return $"{what}：{before.Month.Month}月公布的期末是{Yuan.Text(closing)}元，{book.Month.Month}月的期初是{Yuan.Text(opening)}元，差{Yuan.Text(Math.Abs(closing - opening))}元。确实调整过的，在财务说明里写明原因。";
            }
        }

        (string What, decimal Left)[] vanished =
            before is not null && before.Month == book.Month.AddMonths(-1) ? [.. Vanished(before, book)] : [];
        foreach (var (what, left) in vanished)
        {
            yield return $"{what}：{before!.Month.Month}月公布的期末是{Yuan.Text(left)}元，{book.Month.Month}月的账表里没有了。收回、核销、处置了的，当月也要列出怎么减少的；改了叫法的，在财务说明里写明。";
        }

        string[] gone = [.. book.Assets.IsEmpty ? ["资产"] : (string[])[], .. book.Debts.IsEmpty ? ["债权债务"] : (string[])[]];
        if (gone.Length > 0)
        {
            yield return $"账表里没有{string.Join('、', gone)}。有的应一并公开；确实没有的，在财务说明里写一句。";
        }
    }

    /// <summary>What stood in the books with something left, and does not stand there any more by that name.</summary>
    private static IEnumerable<(string What, decimal Left)> Vanished(FinanceBook before, FinanceBook book) =>
        before
            .Assets.Where(asset => asset.Movement.Closing != 0 && book.Assets.All(other => other.Name != asset.Name))
            .Select(asset => ($"资产「{asset.Name}」", asset.Movement.Closing))
            .Concat(
                before
                    .Debts.Where(debt =>
                        debt.Movement.Closing != 0 && book.Debts.All(other => (other.IsClaim, other.Party) != (debt.IsClaim, debt.Party))
                    )
                    .Select(debt => (NameOf(debt), debt.Movement.Closing))
            );

    private static string NameOf(FinanceDebt debt) => $"{(debt.IsClaim ? "债权" : "债务")}「{debt.Party}」";

    /// <summary>What should have been carried over from one month to the next, by name.</summary>
    private static IEnumerable<(string What, decimal Closing, decimal Opening)> Carried(FinanceBook before, FinanceBook book)
    {
        yield return ("上月结转", before.Closing, book.Opening);
        foreach (var asset in book.Assets)
        {
            if (
                before.Assets.Where(other => other.Name == asset.Name).ToArray() is [var one]
                && book.Assets.Count(other => other.Name == asset.Name) == 1
            )
            {
                yield return ($"资产「{asset.Name}」", one.Movement.Closing, asset.Movement.Opening);
            }
        }

        foreach (var debt in book.Debts)
        {
            bool Same(FinanceDebt other) => (other.IsClaim, other.Party, other.Reason) == (debt.IsClaim, debt.Party, debt.Reason);
            if (before.Debts.Where(Same).ToArray() is [var one] && book.Debts.Count(Same) == 1)
            {
                yield return (NameOf(debt), one.Movement.Closing, debt.Movement.Opening);
            }
        }
    }

    /// <summary>The books as they read, of the month their own title names; null when they name none, do not read or do not add up.</summary>
    public static FinanceBook? BookIn(string text) =>
        Titled().Match(text) is { Success: true } title
        && int.Parse(title.Groups["year"].Value, CultureInfo.InvariantCulture) is var year
        && int.Parse(title.Groups["month"].Value, CultureInfo.InvariantCulture) is >= 1 and <= 12 and var month
            ? FinanceReader.Read([Grid.OfText(text)], new(year, month, 1)).Book
            : null;

    [GeneratedRegex(@"(?<year>(?:19|20|21)[0-9]{2})年 ?(?<month>[0-9]{1,2})月(?! ?[0-9]+日)")]
    private static partial Regex Titled();

    private static string FieldOf(DisclosureSubject subject) =>
        subject switch
        {
            DisclosureSubject.Party => nameof(DraftingAct.Party),
            DisclosureSubject.Affairs => nameof(DraftingAct.Affairs),
            DisclosureSubject.Services => nameof(DraftingAct.Services),
            DisclosureSubject.Finance => nameof(DraftingAct.Finance),
        };
}
