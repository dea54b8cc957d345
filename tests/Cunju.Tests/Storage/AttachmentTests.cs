using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Xunit;

namespace Cunju.Tests.Storage;

/// <summary>A file that is not marked as one is not looked for; so every one is marked.</summary>
public sealed partial class AttachmentTests
{
    private static readonly Type[] Acts =
    [
        .. TestCell.Institutions.SelectMany(procedure => procedure.Steps).Select(step => step.Act).Distinct(),
    ];

    /// <summary>What forms ask a file for, read from the pages themselves.</summary>
    private static readonly ImmutableHashSet<string> Asked =
    [
        .. Directory
            .GetFiles(Path.Combine(Repository.Root, "src", "Cunju.App"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(page => FileField().Matches(File.ReadAllText(page)))
            .Select(match => match.Groups["name"].Value.Split('.')[^1]),
    ];

    [Fact]
    public void Whatever_a_form_asks_a_file_for_is_marked_in_its_act()
    {
        Assert.Superset(new HashSet<string> { "Files", "Scans", "SignIn" }, Asked.ToHashSet());
        Assert.Empty(
            Acts.SelectMany(ActReader.Asked)
                .Where(property => Asked.Contains(property.Name) && !Attachments.IsFiles(property))
                .Select(property => $"{property.DeclaringType!.Name}.{property.Name} lacks [Files]")
                .Distinct()
        );
    }

    [Fact]
    public void Whatever_an_act_names_as_a_file_its_fact_names_as_one()
    {
        var names = Acts.SelectMany(Parts).Where(Attachments.IsFiles).Select(property => property.Name).ToHashSet();
        Assert.Empty(
            TestCell
                .Institutions.SelectMany(Modules.FactsOf)
                .SelectMany(Parts)
                .Where(property =>
                    property.PropertyType == typeof(ImmutableArray<string>)
                    && names.Contains(property.Name)
                    && !Attachments.IsFiles(property)
                )
                .Select(property => $"{property.DeclaringType!.Name}.{property.Name} lacks [Files]")
                .Distinct()
        );
    }

    /// <summary>The properties of a type and of the records of ours inside it.</summary>
    private static IEnumerable<PropertyInfo> Parts(Type type) =>
        type.GetProperties()
            .Where(property => property.CanWrite)
            .SelectMany(property =>
                property
                    .PropertyType.GetGenericArguments()
                    .Append(property.PropertyType)
                    .Where(inner =>
                        inner != type && !inner.IsEnum && inner.Namespace?.StartsWith("Cunju.", StringComparison.Ordinal) == true
                    )
                    .SelectMany(Parts)
                    .Prepend(property)
            );

    [GeneratedRegex("""<Field\b[^>]*\bName="(?<name>[\w.]+)"[^>]*\bType=.file.""")]
    private static partial Regex FileField();
}
