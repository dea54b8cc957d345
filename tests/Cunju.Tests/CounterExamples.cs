using System.Xml.Linq;
using ArchUnitNET.Loader;
using Cunju.App;
using Xunit;
using House = ArchUnitNET.Domain.Architecture;
using Type = System.Type;

namespace Cunju.Tests
{
    /// <summary>One kept example of each rule of <see cref="Architecture"/> being broken, and the rule that sees it.</summary>
    public sealed class CounterExamples
    {
        private static readonly House Broken = new ArchLoader()
            .LoadNamespacesWithinAssembly(typeof(CounterExamples).Assembly, "Cunju.Tests.Broken")
            .Build();

        private static readonly Type[] Types =
        [
            .. typeof(CounterExamples)
                .Assembly.GetTypes()
                .Where(type => type.Namespace?.StartsWith("Cunju.Tests.Broken", StringComparison.Ordinal) == true),
        ];

        [Fact]
        public void A_package_is_seen() =>
            Assert.Contains("Microsoft.EntityFrameworkCore", HouseRules.ForeignReferences(typeof(Desk).Assembly));

        [Fact]
        public void A_file_and_a_task_are_seen()
        {
            var used = HouseRules.WorldlyTypes(typeof(Desk).Assembly);
            Assert.Contains("System.IO.File", used);
            Assert.Contains("System.Threading.Tasks.Task", used);
        }

        [Fact]
        public void Static_state_that_changes_is_seen() => Assert.Equal(["Counter.last"], HouseRules.ChangingStatics(Types));

        [Fact]
        public void A_cycle_of_folders_is_seen() => Assert.Equal(["One", "Other"], HouseRules.Cycles(Broken).Order());

        [Fact]
        public void A_list_that_knows_an_institution_is_seen() =>
            Assert.Equal(
                ["Cunju.Tests.Broken.Core.TaskLists.ListOfVoices → Cunju.Core.Voices.Voice"],
                HouseRules.CommonThatKnows(Broken, Architecture.Institutions)
            );

        [Fact]
        public void Institutions_that_know_each_other_are_seen() =>
            Assert.Equal(
                [("Feeds", "Disclosures"), ("Feeds", "People")],
                HouseRules.Acquaintances(Broken, Architecture.Institutions).Select(pair => (pair.One, pair.Other))
            );

        [Theory]
        [InlineData("FetchingByInjection")]
        [InlineData("FetchingThroughTheVisit")]
        public void A_view_that_fetches_is_seen(string view) =>
            Assert.Contains(
                HouseRules.FetchingViews(Broken, Types),
                found => found.StartsWith($"Cunju.Tests.Broken.App.Feeds.{view} → ", StringComparison.Ordinal)
            );

        [Fact]
        public void An_open_class_is_seen() =>
            Assert.Equal(["Cunju.Tests.Broken.ChangingFact", "Cunju.Tests.Broken.OpenToAll"], HouseRules.OpenClasses(Types).Order());

        [Fact]
        public void A_fact_that_changes_is_seen() =>
            Assert.Equal(["Cunju.Tests.Broken.ChangingFact", "ChangingFact.Count"], HouseRules.ChangingShapes(Types));

        [Fact]
        public void An_empty_name_is_seen() => Assert.Equal(["Cunju.Tests.Broken.NoticeHelper"], HouseRules.EmptyNames(Types));

        [Fact]
        public void A_type_that_says_nothing_is_seen() =>
            Assert.Equal(
                ["Cunju.Tests.Broken.NoticeHelper"],
                HouseRules.Untold(
                    Types.Where(type => type.IsPublic),
                    XDocument.Load(Path.ChangeExtension(typeof(CounterExamples).Assembly.Location, ".xml"))
                )
            );

        [Fact]
        public void A_ban_that_is_switched_off_is_seen() =>
            Assert.Contains("Shell/TestSite.cs", HouseRules.SwitchingTheBanOff("tests/Cunju.Tests"));
    }
}

namespace Cunju.Tests.Broken
{
    /// <summary>Counts, and remembers where no other call can see it.</summary>
    public static class Counter
    {
        private static int last;

        /// <summary>The next number.</summary>
        public static int Next() => ++last;
    }

    /// <summary>A class that anybody may derive from.</summary>
    public class OpenToAll;

    /// <summary>A fact that may be changed and derived from.</summary>
    public record ChangingFact : Cunju.Core.Procedures.Fact
    {
        /// <summary>What may be changed.</summary>
        public int Count { get; set; }
    }

    public static class NoticeHelper;
}

namespace Cunju.Tests.Broken.Core.One
{
    /// <summary>Knows its neighbour, which knows it.</summary>
    public sealed record First(Cunju.Tests.Broken.Core.Other.Second? Neighbour);
}

namespace Cunju.Tests.Broken.Core.Other
{
    /// <summary>Knows its neighbour, which knows it.</summary>
    public sealed record Second(Cunju.Tests.Broken.Core.One.First? Neighbour);
}

namespace Cunju.Tests.Broken.Core.TaskLists
{
    /// <summary>Part of the counting that knows an institution.</summary>
    public sealed class ListOfVoices
    {
        /// <summary>The institution's case.</summary>
        public Cunju.Core.Voices.Voice? First { get; init; }
    }
}

namespace Cunju.Tests.Broken.App.Feeds
{
    /// <summary>One institution that knows another.</summary>
    public sealed class FeedOfDisclosures
    {
        /// <summary>The other's case.</summary>
        public Cunju.Core.Disclosures.Disclosure? First { get; init; }
    }

    /// <summary>A view that has itself given the data.</summary>
    public sealed class FetchingByInjection : Microsoft.AspNetCore.Components.ComponentBase
    {
        /// <summary>What no view may have.</summary>
        [Microsoft.AspNetCore.Components.Inject]
        public Cunju.App.Storage.CunjuDb? Store { get; set; }
    }

    /// <summary>A view that goes through the visit to the data.</summary>
    public sealed class FetchingThroughTheVisit : Microsoft.AspNetCore.Components.ComponentBase
    {
        /// <summary>Who looks.</summary>
        [Microsoft.AspNetCore.Components.Parameter]
        public Cunju.App.Shell.Visit? Visit { get; set; }

        /// <inheritdoc/>
        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddContent(0, Visit!.Db.Set<Cunju.App.People.Look>().Count());
    }
}
