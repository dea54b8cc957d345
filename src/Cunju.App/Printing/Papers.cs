using Cunju.App.Shell;
using Cunju.Core.Documents;

namespace Cunju.App.Printing;

/// <summary>文书的两种样子: the page to print, and the file to edit beside it. Both say what the one <see cref="Document"/> says.</summary>
public static class Papers
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>The page; the file stands at the same address with <c>.docx</c> behind it.</summary>
    /// <param name="visit">Who looks.</param>
    /// <param name="document">The paper.</param>
    /// <param name="back">Where the person came from.</param>
    /// <param name="address">The full address a code on it leads to; null when the program does not know its own.</param>
    public static IResult Page(Visit visit, Document document, string back, string? address) =>
        Show.Paper<PrintedPaper, PaperView>(
            visit,
            document.Title.Replace("\n", "", StringComparison.Ordinal),
            new(document, back, $"{visit.Http.Request.Path}.docx", address)
        );

    /// <summary>The file.</summary>
    public static IResult File(Document document, string? address, string name) => File(DocxWriter.Write(document, address), name);

    /// <summary>A file that was written already.</summary>
    public static IResult File(byte[] docx, string name) => Results.File(docx, Word, $"{name}.docx");
}
