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

    /// <summary>Reads the file; its faults join the others. A folder without one has no offices, and nobody may do anything.</summary>
    public static OfficeBook ReadFile(string path, List<Finding> faults)
    {
        if (!File.Exists(path))
        {
            return OfficeBook.Empty;
        }

        var findings = new Findings(path);
        var book = Read(File.ReadAllText(path), findings);
        faults.AddRange(findings.All);
        return book;
    }
}
