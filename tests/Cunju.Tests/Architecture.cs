using System.Xml.Linq;
using ArchUnitNET.Loader;
using Cunju.App;
using Cunju.Core.Procedures;
using Xunit;
using Assembly = System.Reflection.Assembly;
using House = ArchUnitNET.Domain.Architecture;
using Type = System.Type;

namespace Cunju.Tests;

/// <summary>The boundaries of the house. That each rule still bites is shown by <see cref="CounterExamples"/>.</summary>
public sealed class Architecture
{
    private static readonly Assembly Core = typeof(Act).Assembly;
    private static readonly Assembly App = typeof(Desk).Assembly;
    private static readonly House Both = new ArchLoader().LoadAssemblies(Core, App).Build();
    private static readonly IEnumerable<Type> All = Core.GetTypes().Concat(App.GetTypes());

    internal static readonly string[] Institutions = [.. Modules.All.Select(module => module.Name)];

    /// <summary>Who may know whom, and why; everybody else meets through Core facts, records or <see cref="Modules"/>.</summary>
    private static readonly (string One, string Other, string Why)[] Acquainted =
    [
        ("Assemblies", "Boards", "a meeting shows what it counts for"),
        ("Assemblies", "Doors", "programs read meetings"),
        ("Assemblies", "People", "chair and recorder are proposed from those in office"),
        ("Assemblies", "Registry", "how large the body is that must come together is the number of the profile"),
        ("Boards", "People", "the desk of whoever gives first accounts says how many units have none"),
        ("Disclosures", "Filings", "an edition is filed with the township"),
        ("Disclosures", "People", "those in office sign"),
        ("Disclosures", "Portal", "what is open reads like all that is open"),
        ("Doors", "Boards", "programs read the board"),
        ("Doors", "People", "a key acts as its account"),
        ("Doors", "Readings", "what the issuer signs is seen on a page first"),
        ("Feeds", "Boards", "a calendar says what the board says"),
        ("Feeds", "People", "an address belongs to an account and an office"),
        ("Oversight", "People", "a workbook says for whom it was made"),
        ("People", "Registry", "one page takes the tables of both, office-holders and profiles"),
        ("Portal", "People", "who is in office is public"),
        ("Registry", "People", "profiles come in tables that are read like those of office-holders"),
        ("Voices", "People", "the form of somebody unknown is read like any other"),
        ("Voices", "Portal", "an answer is signed as the village's own page names the committee"),
    ];

    [Fact]
    public void Core_references_nothing_but_the_framework() => Assert.Empty(HouseRules.ForeignReferences(Core));

    [Fact]
    public void Core_does_no_io_and_knows_no_clock_and_no_threads() => Assert.Empty(HouseRules.WorldlyTypes(Core));

    [Fact]
    public void Core_has_no_static_state_that_changes() => Assert.Empty(HouseRules.ChangingStatics(Core.GetTypes()));

    [Fact]
    public void Folders_of_Core_are_free_of_cycles() => Assert.Empty(HouseRules.Cycles(Both));

    /// <summary>A list names kinds of records, not the procedures that make them.</summary>
    [Fact]
    public void The_counting_and_all_that_is_common_do_not_know_the_institutions() =>
        Assert.Empty(HouseRules.CommonThatKnows(Both, Institutions));

    /// <summary>So that each can be read, and deleted, alone. A pair that is no longer needed must go from the list too.</summary>
    [Fact]
    public void Institutions_do_not_know_each_other_but_where_it_is_said_why()
    {
        var found = HouseRules.Acquaintances(Both, Institutions).ToDictionary(pair => (pair.One, pair.Other), pair => pair.Words);
        var explained = Acquainted.Select(pair => (pair.One, pair.Other)).ToHashSet();
        var unexplained = found.Where(pair => !explained.Contains(pair.Key)).Select(pair => $"{pair.Key}: {pair.Value}").ToArray();
        Assert.True(unexplained.Length == 0, string.Join('\n', unexplained));
        Assert.Empty(explained.Except(found.Keys));
    }

    [Fact]
    public void Every_class_is_sealed_static_or_abstract() => Assert.Empty(HouseRules.OpenClasses(All));

    [Fact]
    public void Facts_acts_and_cases_are_sealed_records_that_do_not_change()
    {
        Assert.NotEmpty(HouseRules.Shapes(Core.GetTypes()));
        Assert.Empty(HouseRules.ChangingShapes(Core.GetTypes()));
    }

    [Fact]
    public void Names_say_something() => Assert.Empty(HouseRules.EmptyNames(All));

    [Fact]
    public void Every_public_type_of_Core_says_what_it_means() =>
        Assert.Empty(HouseRules.Untold(Core.GetExportedTypes(), XDocument.Load(Path.ChangeExtension(Core.Location, ".xml"))));

    /// <summary>The banned symbols stop everybody else at compile time; this finds a pragma that switches them off.</summary>
    [Fact]
    public void Only_the_named_places_switch_the_ban_off() =>
        Assert.Equal(
            Repository.Savers.Concat(Repository.BesideTheJournal).Order(StringComparer.Ordinal),
            HouseRules.SwitchingTheBanOff("src/Cunju.App").Order(StringComparer.Ordinal)
        );

    /// <summary>The ban is one warning for all its symbols; whoever writes beside the journal needs only some of them.</summary>
    [Fact]
    public void Who_writes_beside_the_journal_saves_nothing_and_asks_no_clock() =>
        Assert.All(
            Repository.BesideTheJournal.Select(file => File.ReadAllText(Path.Combine(Repository.Root, "src", "Cunju.App", file))),
            text => Assert.DoesNotMatch(@"SaveChanges|DateTime(Offset)?\.(Utc)?(Now|Today)|Guid\.NewGuid", text)
        );

    [Fact]
    public void Views_show_and_do_not_fetch() => Assert.Empty(HouseRules.FetchingViews(Both, All));
}
