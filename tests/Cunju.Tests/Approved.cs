using System.Runtime.CompilerServices;
using Xunit;

namespace Cunju.Tests;

/// <summary>Texts somebody has looked at and approved: they lie in <c>approved/</c> and a change to them is a change to review. <c>CUNJU_APPROVE=1</c> rewrites them.</summary>
public static class Approved
{
    /// <summary>The text must be the approved one.</summary>
    public static void Is(string name, string text, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        while (Path.GetFileName(folder) != "Cunju.Tests")
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        File(Path.Combine(folder, "approved", name), text);
    }

    /// <summary>The file of the repository must be what the program writes.</summary>
    public static void File(string file, string text)
    {
        text = text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("CUNJU_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, text);
        }

        Assert.True(System.IO.File.Exists(file), $"{file} has not been approved yet: look at it and run with CUNJU_APPROVE=1.");
        Assert.Equal(System.IO.File.ReadAllText(file), text);
    }
}
