using Cunju.Core.Documents;

namespace Cunju.App.Printing;

/// <summary>A paper on the screen, ready to be printed.</summary>
/// <param name="Document">What it says.</param>
/// <param name="Back">Where the person came from.</param>
/// <param name="Docx">Where the file to edit is.</param>
/// <param name="Address">The full address a code on the paper leads to; null when the program does not know its own.</param>
public sealed record PaperView(Document Document, string Back, string Docx, string? Address);
