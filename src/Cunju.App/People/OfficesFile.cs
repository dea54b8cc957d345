using Cunju.App.TaskLists;
using Cunju.Core.DataFiles;
using Cunju.Core.People;

namespace Cunju.App.People;

/// <summary><c>offices.yaml</c> of the data folder.</summary>
public static class OfficesFile
{
    /// <summary>Reads it. When it has faults the book is empty and the findings say where.</summary>
    public static OfficeBook Read(string text, Findings findings)
    {
        var permissions = Modules
            .All.SelectMany(module =>
                module.Permissions.Concat(module.Procedures.SelectMany(procedure => procedure.Steps).Select(step => step.Permission))
            )
            .Select(permission => permission.Id)
            .ToHashSet(StringComparer.Ordinal);
        var book = YamlFile.Read(text, findings) is { } node ? OfficeReader.Read(node, permissions, findings) : OfficeBook.Empty;
        return findings.None ? book : OfficeBook.Empty;
    }

    /// <summary>Reads it from the folder.</summary>
    /// <exception cref="FormatException">It has faults; the message names each with its place.</exception>
    public static OfficeBook Read(string folder)
    {
        var path = Path.Combine(folder, "offices.yaml");
        var findings = new Findings(path);
        var book = Read(File.ReadAllText(path), findings);
        return findings.None ? book : throw new FormatException(string.Join('\n', findings.All));
    }
}
