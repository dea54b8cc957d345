using System.Text;
using QRCoder;

namespace Cunju.App.Printing;

/// <summary>二维码 as one path of an SVG: sharp on paper, and no image that a policy could block.</summary>
/// <param name="Path">The dark modules.</param>
/// <param name="Size">Modules a side, with the quiet zone of four.</param>
public sealed record Qr(string Path, int Size)
{
    /// <summary>The same code as a picture, for files that know no paths: eight dots a module.</summary>
    public static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(8);
    }

    /// <summary>The code of a text, with medium correction.</summary>
    public static Qr Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Count; x++)
            {
                var start = x;
                while (x < row.Count && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append('M')
                        .Append(start)
                        .Append(' ')
                        .Append(y)
                        .Append('h')
                        .Append(x - start)
                        .Append("v1h-")
                        .Append(x - start)
                        .Append('z');
                }
            }
        }

        return new(path.ToString(), data.ModuleMatrix.Count);
    }
}
