using System.Collections.Frozen;

namespace Cunju.App.Shell;

/// <summary>The words of the chrome in both languages, from the <c>Texts.tsv</c> of every folder. Official terms are not here: they are the glossary's.</summary>
public static class Texts
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> All = Read();

    /// <summary>Every key.</summary>
    public static IEnumerable<string> Keys => All.Keys;

    /// <summary>The word for a key.</summary>
    /// <exception cref="KeyNotFoundException">No folder says it: a fault of the program.</exception>
    public static string Of(string key, string language) => language == "en" ? All[key].En : All[key].Zh;

    private static FrozenDictionary<string, (string Zh, string En)> Read()
    {
        var assembly = typeof(Texts).Assembly;
        var all = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("texts/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
            {
                var cells = line.Split('\t');
                all.Add(cells[0], (cells[1], cells[2]));
            }
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
