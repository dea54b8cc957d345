using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cunju.App.Storage;
using Cunju.Core.Procedures;
using Microsoft.AspNetCore.Components;
using Assembly = System.Reflection.Assembly;
using House = ArchUnitNET.Domain.Architecture;
using Type = System.Type;

namespace Cunju.Tests;

/// <summary>The boundaries as questions; each answers with what breaks it. <see cref="Architecture"/> asks them of the house, <see cref="CounterExamples"/> of a small
/// house that breaks every one: a rule that no longer sees what it forbids would pass for ever.</summary>
internal static partial class HouseRules
{
    private const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What an assembly rests on beside the framework.</summary>
    public static IEnumerable<string> ForeignReferences(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Types for files, networks, clocks and threads an assembly uses. Read out of the compiled file itself: a rule over loaded types would pass without
    /// seeing the framework's.</summary>
    public static IReadOnlyList<string> WorldlyTypes(Assembly assembly)
    {
        string[] forbidden = ["System.IO", "System.Net", "System.Data", "System.Threading", "System.Diagnostics", "Microsoft"];
        string[] harmless = ["System.Diagnostics.CodeAnalysis", "System.Diagnostics.Debugg"];
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata
                .TypeReferences.Select(metadata.GetTypeReference)
                .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")
                .Where(name => forbidden.Any(space => name.StartsWith(space + ".", StringComparison.Ordinal)))
                .Where(name => !harmless.Any(fine => name.StartsWith(fine, StringComparison.Ordinal))),
        ];
    }

    /// <summary>Static fields that change.</summary>
    public static IEnumerable<string> ChangingStatics(IEnumerable<Type> types) =>
        from type in types.Where(IsWritten)
        from field in type.GetFields(Statics)
        where !field.IsInitOnly && !field.IsLiteral && !IsGenerated(field)
        select $"{type.Name}.{field.Name}";

    /// <summary>Folders of Core from which one comes back to them. A folder is one slice with everything below it: the shapes are a part of the lists, not a
    /// neighbour.</summary>
    public static IEnumerable<string> Cycles(House house)
    {
        var edges = Edges(house)
            .Where(edge => edge is { From.Layer: "Core", To.Layer: "Core" } && edge.From != edge.To)
            .ToLookup(edge => edge.From.Name, edge => edge.To.Name);
        return edges.Select(edge => edge.Key).Where(start => Reached(start, edges).Contains(start));

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

    /// <summary>What Core has for all (lists, records, calendars, laws, places, the tables' form …) and yet knows an institution.</summary>
    public static IEnumerable<string> CommonThatKnows(House house, IReadOnlyCollection<string> institutions) =>
        Edges(house)
            .Where(edge => edge.From.Layer == "Core" && !institutions.Contains(edge.From.Name) && institutions.Contains(edge.To.Name))
            .Select(edge => edge.Words)
            .Distinct();

    /// <summary>Institutions that know each other: the pairs, each with the first type that does.</summary>
    public static IEnumerable<(string One, string Other, string Words)> Acquaintances(
        House house,
        IReadOnlyCollection<string> institutions
    ) =>
        Edges(house)
            .Where(edge => edge.From.Name != edge.To.Name && institutions.Contains(edge.From.Name) && institutions.Contains(edge.To.Name))
            .GroupBy(edge => (One: edge.From.Name, Other: edge.To.Name))
            .Select(pair => (pair.Key.One, pair.Key.Other, pair.First().Words));

    /// <summary>Components that know the storage: they show what they are given and fetch nothing.</summary>
    public static IEnumerable<string> FetchingViews(House house, IEnumerable<Type> types)
    {
        var views = types.Where(typeof(IComponent).IsAssignableFrom).Select(type => type.FullName!).ToHashSet();
        return
        [
            .. from type in house.Types
            where views.Contains(type.FullName.Split('+')[0])
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            where
                target.FullName.StartsWith("Microsoft.EntityFrameworkCore.", StringComparison.Ordinal)
                || target.FullName == typeof(CunjuDb).FullName
            select $"{type.FullName} → {target.FullName}",
        ];
    }

    /// <summary>Classes that anybody may derive from although nobody said so.</summary>
    public static IEnumerable<string> OpenClasses(IEnumerable<Type> types) =>
        types
            .Where(IsWritten)
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !typeof(IComponent).IsAssignableFrom(type))
            .Select(type => type.FullName!);

    /// <summary>Facts, acts and cases that are no sealed records, and what can be changed of them.</summary>
    public static IEnumerable<string> ChangingShapes(IEnumerable<Type> types)
    {
        var shapes = Shapes(types).ToArray();
        return shapes
            .Where(type => !type.IsSealed || type.GetMethod("<Clone>$") is null)
            .Select(type => type.FullName!)
            .Concat(
                from type in shapes
                from property in type.GetProperties()
                where property.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                select $"{type.Name}.{property.Name}"
            );
    }

    /// <summary>Facts, acts and cases.</summary>
    public static IEnumerable<Type> Shapes(IEnumerable<Type> types) =>
        types.Where(type =>
            !type.IsAbstract && (type.IsSubclassOf(typeof(Fact)) || type.IsSubclassOf(typeof(Act)) || type.IsSubclassOf(typeof(Case)))
        );

    /// <summary>Names that say nothing.</summary>
    public static IEnumerable<string> EmptyNames(IEnumerable<Type> types)
    {
        string[] empty = ["Manager", "Helper", "Util", "Utils", "Utility", "Service", "Repository", "Dto", "Impl", "Info", "Base"];
        return types
            .Where(IsWritten)
            .Where(type => empty.Any(word => type.Name.EndsWith(word, StringComparison.Ordinal)))
            .Select(type => type.FullName!);
    }

    /// <summary>Types of which the documentation does not say what they mean.</summary>
    public static IEnumerable<string> Untold(IEnumerable<Type> types, XDocument document)
    {
        var told = document
            .Descendants("member")
            .Where(member => Letters(member.Element("summary")) > 10)
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet();
        return types.Select(type => type.FullName!).Where(name => !told.Contains($"T:{name.Replace('+', '.')}"));
    }

    /// <summary>Files below a folder of the repository that switch the ban on symbols off, as they stand from there.</summary>
    public static IEnumerable<string> SwitchingTheBanOff(string folder)
    {
        var root = Path.Combine(Repository.Root, folder);
        return from file in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Migrations", StringComparison.Ordinal) && SwitchedOff().IsMatch(File.ReadAllText(file))
            select Path.GetRelativePath(root, file).Replace('\\', '/');
    }

    /// <summary>Whether somebody wrote it, rather than the compiler or a migration.</summary>
    public static bool IsWritten(Type type) =>
        !type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        && type.Namespace?.StartsWith("Cunju", StringComparison.Ordinal) == true
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.Name != "_Imports"
        && !type.Namespace.Contains("Migrations", StringComparison.Ordinal);

    private static bool IsGenerated(FieldInfo field) =>
        field.Name.Contains('<', StringComparison.Ordinal) || field.IsDefined(typeof(CompilerGeneratedAttribute), false);

    // A Chinese character says as much as a few letters; markup inside the summary counts as a word.
    private static int Letters(XElement? summary) =>
        summary is null
            ? 0
            : summary.DescendantNodes().Sum(node => node is XText text ? text.Value.Trim().Sum(letter => letter > 0x2E80 ? 3 : 1) : 5);

    private static IEnumerable<Edge> Edges(House house) =>
        from type in house.Types
        let @from = Folder.Of(type.Namespace?.FullName)
        where @from is not null
        from dependency in type.Dependencies
        let to = Folder.Of(dependency.Target.Namespace?.FullName)
        where to is not null
        select new Edge(@from, to, $"{type.FullName} → {dependency.Target.FullName}");

    [GeneratedRegex(@"^\s*#pragma warning disable [^/]*RS0030", RegexOptions.Multiline)]
    private static partial Regex SwitchedOff();

    /// <summary>One type knows another.</summary>
    private sealed record Edge(Folder From, Folder To, string Words);

    /// <summary>A folder of Core or App: <c>Cunju.Core.TaskLists.Shapes</c> lies in Core's TaskLists. The counter-examples have a Core and an App of their own.</summary>
    private sealed partial record Folder(string Layer, string Name)
    {
        public static Folder? Of(string? space) =>
            space is not null && Parts().Match(space) is { Success: true } match ? new(match.Groups[1].Value, match.Groups[2].Value) : null;

        [GeneratedRegex(@"^Cunju\.(?:.*\.)?(Core|App)\.(\w+)")]
        private static partial Regex Parts();
    }
}
