namespace Cunju.Core.Disclosures;

/// <summary>表格问题: what is wrong at one place of a sheet, or worth knowing, in words a village accountant can act on.</summary>
/// <param name="Sheet">The name of the sheet, or the title of a text; may be empty.</param>
/// <param name="Cell">The cell (<c>E17</c>), the line of a text (第 3 行), or empty when it is about the whole.</param>
/// <param name="Message">The whole sentence in Chinese, beginning with the place and ending with what to do.</param>
/// <param name="IsFatal">Whether it must be mended before anything is taken; otherwise it is a note (what was left aside).</param>
public sealed record SheetFault(string Sheet, string Cell, string Message, bool IsFatal = true)
{
    /// <summary>A fault whose sentence begins with its place.</summary>
    internal static SheetFault At(string sheet, string cell, string words, bool isFatal = true) =>
        new(sheet, cell, $"{sheet} {cell}".Trim() is { Length: > 0 } place ? $"{place}：{words}" : words, isFatal);
}
