using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Cunju.App;
using Cunju.Core.Procedures;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;
using Type = System.Type;

namespace Cunju.Tests;

/// <summary>The boundaries of the house. Each rule was broken once on purpose when it was written.</summary>
public sealed class Architecture
{
    private static readonly Assembly Core = typeof(Act).Assembly;
    private static readonly Assembly App = typeof(Desk).Assembly;
    private static readonly ArchUnitNET.Domain.Architecture Both = new ArchLoader().LoadAssemblies(Core, App).Build();

    [Fact]
    public void Core_references_nothing_but_the_framework() =>
        Assert.All(Core.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    /// <summary>Reads the references out of the compiled file itself: a rule over loaded types would pass without seeing the framework's.</summary>
    [Fact]
    public void Core_does_no_io_and_knows_no_clock_and_no_threads()
    {
        string[] forbidden = ["System.IO", "System.Net", "System.Data", "System.Threading", "System.Diagnostics", "Microsoft"];
        string[] harmless = ["System.Diagnostics.CodeAnalysis", "System.Diagnostics.Debugg"];
        using var file = new PEReader(File.OpenRead(Core.Location));
        var metadata = file.GetMetadataReader();
        var used = metadata
            .TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
            .Where(name => forbidden.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal)))
            .Where(name => !harmless.Any(fine => name.StartsWith(fine, StringComparison.Ordinal)));
        Assert.Empty(used);
        Assert.Contains(metadata.TypeReferences.Select(metadata.GetTypeReference), type => metadata.GetString(type.Name) == "DateOnly");
    }

    [Fact]
    public void Core_has_no_static_state_that_changes()
    {
        var mutable =
            from type in Core.GetTypes().Where(IsWritten)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            where !field.IsInitOnly && !field.IsLiteral && !IsGenerated(field)
            select $"{type.Name}.{field.Name}";
        Assert.Empty(mutable);
    }

    /// <summary>A folder is one slice with everything below it: the shapes are a part of the lists, not a neighbour.</summary>
    [Fact]
    public void Folders_of_Core_are_free_of_cycles()
    {
        var edges = Both
            .Types.Where(type => FolderOf(type.Namespace?.FullName) is not null)
            .SelectMany(type =>
                type.Dependencies.Select(dependency =>
                    (From: FolderOf(type.Namespace.FullName)!, To: FolderOf(dependency.Target.Namespace?.FullName))
                )
            )
            .Where(edge => edge.To is not null && edge.To != edge.From)
            .ToLookup(edge => edge.From, edge => edge.To!);
        Assert.NotEmpty(edges);
        Assert.All(edges.Select(edge => edge.Key), start => Assert.DoesNotContain(start, Reached(start, edges)));

        static string? FolderOf(string? space) =>
            space?.StartsWith("Cunju.Core.", StringComparison.Ordinal) == true ? space.Split('.')[2] : null;

        static HashSet<string> Reached(string start, ILookup<string, string> edges)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(edges[start]);
            while (open.TryPop(out var next))
            {
                if (reached.Add(next))
                {
                    foreach (var further in edges[next])
                    {
                        open.Push(further);
                    }
                }
            }

            return reached;
        }
    }

    [Fact]
    public void The_counting_does_not_know_the_institutions()
    {
        IArchRule rule = Types()
            .That()
            .ResideInNamespaceMatching(@"Cunju\.Core\.(TaskLists|Ledger|Calendars|DataFiles|Laws)(\..*)?")
            .Should()
            .NotDependOnAny(Types().That().ResideInNamespaceMatching(@"Cunju\.Core\.(Assemblies|WorkRecords|Attestations|People)(\..*)?"))
            .Because("a list names kinds of records, not the procedures that make them");
        rule.Check(Both);
    }

    /// <summary>Institutions meet through Core facts, records or <see cref="Modules"/>, so that each can be read, and deleted, alone.</summary>
    [Fact]
    public void Institutions_do_not_know_each_other()
    {
        string[] institutions = [.. Modules.All.Select(module => module.Name)];
        // Units and people are everybody's; so are the asking after the counting (Boards), the address for programs (Doors), the frame for residents (Portal) and
        // what is filed with the township (Filings), which name no institution themselves.
        var common = new[] { "Registry", "People", "Boards", "Doors", "Portal", "Filings" };
        foreach (var one in institutions)
        {
            foreach (var other in institutions.Where(other => other != one && !common.Contains(other)))
            {
                IArchRule rule = Types()
                    .That()
                    .ResideInNamespace($"Cunju.App.{one}")
                    .Or()
                    .ResideInNamespace($"Cunju.Core.{one}")
                    .Should()
                    .NotDependOnAny(Types().That().ResideInNamespace($"Cunju.App.{other}").Or().ResideInNamespace($"Cunju.Core.{other}"))
                    .WithoutRequiringPositiveResults();
                rule.Check(Both);
            }
        }
    }

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var open = Written()
            .Where(type =>
                type.IsClass
                && !type.IsSealed
                && !type.IsAbstract
                && !typeof(Microsoft.AspNetCore.Components.IComponent).IsAssignableFrom(type)
            )
            .Select(type => type.FullName);
        Assert.Empty(open);
    }

    [Fact]
    public void Facts_and_acts_are_sealed_records_that_do_not_change()
    {
        var types = Core.GetTypes()
            .Where(type =>
                (type.IsSubclassOf(typeof(Fact)) || type.IsSubclassOf(typeof(Act)) || type.IsSubclassOf(typeof(Case))) && !type.IsAbstract
            )
            .ToArray();
        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.True(type.IsSealed && type.GetMethod("<Clone>$") is not null, type.FullName));
        var settable =
            from type in types
            from property in type.GetProperties()
            where property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            select $"{type.Name}.{property.Name}";
        Assert.Empty(settable);
    }

    [Fact]
    public void Names_say_something()
    {
        string[] empty = ["Manager", "Helper", "Util", "Utils", "Utility", "Service", "Repository", "Dto", "Impl", "Info", "Base"];
        Assert.DoesNotContain(Written(), type => empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_public_type_of_Core_says_what_it_means()
    {
        var document = XDocument.Load(Path.ChangeExtension(Core.Location, ".xml"));
        var told = document
            .Descendants("member")
            .Where(member => Words(member.Element("summary")) > 10)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        Assert.Empty(
            Core.GetExportedTypes().Where(type => !told.Contains($"T:{type.FullName!.Replace('+', '.')}")).Select(type => type.FullName)
        );
    }

    // A Chinese character says as much as a few letters; markup inside the summary counts as a word.
    private static int Words(XElement? summary) =>
        summary is null
            ? 0
            : summary.DescendantNodes().Sum(node => node is XText text ? text.Value.Trim().Sum(letter => letter > 0x2E80 ? 3 : 1) : 5);

    /// <summary>The banned symbols stop everybody else at compile time; this finds a pragma that switches them off.</summary>
    [Fact]
    public void Only_the_named_places_switch_the_ban_off()
    {
        string[] allowed = ["Desk.cs"];
        var root = Repository.Root;
        var found =
            from file in Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            where
                !file.Contains("Migrations", StringComparison.Ordinal)
                && File.ReadAllText(file).Contains("disable RS0030", StringComparison.Ordinal)
            select Path.GetRelativePath(Path.Combine(root, "src", "Cunju.App"), file).Replace('\\', '/');
        Assert.Equal(allowed.Concat(Repository.OtherWriters).Order(), found.Order());
    }

    [Fact]
    public void Views_show_and_do_not_fetch()
    {
        var fetching =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories)
            where
                File.ReadAllText(file) is var text
                && (text.Contains(".Db.", StringComparison.Ordinal) || text.Contains("DbContext", StringComparison.Ordinal))
            select Path.GetFileName(file);
        Assert.Empty(fetching);
    }

    private static IEnumerable<Type> Written() => Core.GetTypes().Concat(App.GetTypes()).Where(IsWritten);

    private static bool IsWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && type.Namespace?.StartsWith("Cunju", StringComparison.Ordinal) == true
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.Name != "_Imports"
        && !type.Namespace.Contains("Migrations", StringComparison.Ordinal);

    private static bool IsGenerated(FieldInfo field) =>
        field.Name.Contains('<', StringComparison.Ordinal) || field.IsDefined(typeof(CompilerGeneratedAttribute), false);
}
