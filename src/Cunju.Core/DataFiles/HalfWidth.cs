namespace Cunju.Core.DataFiles;

/// <summary>半角: what a Chinese keyboard types in full width (１２３，ＡＢＣ，　) in the width programs read.</summary>
/// <remarks>The framework's own normalisation does nothing beyond ASCII when the program runs without culture data.</remarks>
public static class HalfWidth
{
    /// <summary>The text with full-width letters, digits and signs (U+FF01–U+FF5E) and the ideographic space made half-width.</summary>
    public static string Of(string text) =>
        string.Create(
            text.Length,
            text,
            static (folded, original) =>
            {
                for (var i = 0; i < folded.Length; i++)
                {
                    folded[i] = original[i] switch
                    {
                        >= '\uFF01' and <= '\uFF5E' and var wide => (char)(wide - 0xFEE0),
                        '\u3000' => ' ',
                        var letter => letter,
                    };
                }
            }
        );
}
