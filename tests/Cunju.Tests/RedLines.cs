using System.Reflection;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cunju.Tests;

/// <summary>红线: what this platform must never become (law-and-procedures §9.4 and the rules against formalism of 2023 to 2026). Tests, not promises; those of
/// institutions that do not exist yet come with them.</summary>
public sealed partial class RedLines
{
    /// <summary>A township or the bureau may advise and review, and never open, decide, correct or remove what is a village's own.</summary>
    [Fact]
    public void Nobody_above_decides_for_a_village()
    {
        // What an organisation above may do on a case of a unit below. Every further one is a decision to be argued here.
        string[] allowed =
        [
            "attestations review-report",
            // Examined after publication, and answered in writing when the supervisors ask: neither touches a word or puts anything up.
            "filings examine-paper",
            "disclosures answer-objection",
            // A resident who is not content turned to the township; it answers the resident, and changes nothing of the village's.
            "voices answer-appeal",
            // A unit that nobody can sign in to is given its first person and a link; from then on it keeps its own people.
            // An account in use is never reset from above.
            "tenures register-first-office",
            "accounts invite-first-account",
            "accounts help-with-link",
            // Nobody above, but whoever stands at the machine, who could change the data anyway: so it is a line in the district's chain and told to the holder.
            "accounts relink-at-machine",
        ];
        var above = TestCell.Institutions.SelectMany(procedure =>
            procedure.Steps.Where(step => step.Reach != Reach.Own).Select(step => $"{procedure.Name} {step.Verb}")
        );
        Assert.Empty(above.Except(allowed));
        var offices = TestCell.Data.Offices;
        Assert.DoesNotContain(
            AccountProcedure.Operate.Id,
            offices.PermissionsOf(offices.All.Where(office => !office.Titles.IsEmpty).Select(office => office.Id))
        );
    }

    [Fact]
    public async Task Records_are_always_those_of_the_organisation_that_acted()
    {
        await using var cell = await TestCell.Create();
        await cell.Does(
            cell.As(TestCell.Village, WorkRecordProcedure.Record),
            WorkRecordProcedure.Table,
            TestCell.Village,
            null,
            new RecordWork { Kind = "window.one-stop", On = new(2023, 10, 8) }
        );
        var township = cell.As(TestCell.Township, WorkRecordProcedure.Record);
        var outcome = await cell.Desk.Act(
            WorkRecordProcedure.Table,
            TestCell.Village,
            null,
            new RecordWork { Kind = "window.one-stop", On = new(2023, 10, 9) },
            township,
            Luggage.None,
            CancellationToken.None
        );
        Assert.True(outcome.Refusals.Single().IsHidden);
        await using var db = cell.Cell.Open();
        // What the township may do there — review a report — it records as its own.
        Assert.All(
            await db
                .Records.Join(
                    db.Journal,
                    record => new
                    {
                        record.CaseUnit,
                        record.CaseNumber,
                        record.CaseProcedure,
                        record.CaseVersion,
                    },
                    line => new
                    {
                        CaseUnit = line.Unit,
                        CaseNumber = line.Number,
                        CaseProcedure = line.Procedure,
                        CaseVersion = line.Version,
                    },
                    (record, line) => new { record.Unit, line.Organisation }
                )
                .ToListAsync(TestContext.Current.CancellationToken),
            made => Assert.Equal(made.Organisation, made.Unit)
        );
    }

    /// <summary>Whatever rights somebody above were given by mistake: every own step of a village, a community or a neighbour is closed to them before anything
    /// else is looked at. The random walk shows the same in every state and for every record.</summary>
    [Theory]
    [InlineData(TestCell.Township)]
    [InlineData(TestCell.District)]
    [InlineData(TestCell.OtherVillage)]
    public void A_units_own_steps_are_closed_to_everybody_else(string organisation)
    {
        var own = TestCell
            .Institutions.SelectMany(procedure => procedure.Steps.Select(step => (Procedure: procedure, Step: step)))
            .Where(row => row.Step.Reach == Reach.Own)
            .ToArray();
        Assert.NotEmpty(own);
        foreach (var (procedure, step) in own)
        {
            var rights = procedure.Steps.Select(each => each.Permission).SelectMany(right => new[] { right.Id, right.Or?.Id ?? right.Id });
            var outcome = procedure.Decide(
                step.Opens ? null : (Case)Activator.CreateInstance(procedure.CaseType)!,
                (Act)Activator.CreateInstance(step.Act)!,
                new(
                    new("account", organisation, [.. rights]),
                    Assemblies.MeetingScene.Village,
                    new(2023, 10, 12),
                    default,
                    Assemblies.MeetingScene.Law,
                    new(),
                    () => "id"
                )
            );
            Assert.True(Assert.Single(outcome.Refusals).IsHidden, $"{procedure.Name} {step.Verb}");
        }
    }

    /// <summary>No address, no table, no record and no fact is for checking in, for a place on earth, for a face, or for the time spent in front of the screen.</summary>
    [Fact]
    public async Task Nothing_is_kept_of_where_people_are_or_how_long_they_look()
    {
        await using var cell = await TestCell.Create();
        await using var app = Composition.Build(cell.Cell, 0);
        await using var db = cell.Cell.Open();
        string?[] names =
        [
            .. app
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Select(route => route.RoutePattern.RawText),
            .. db
                .Model.GetEntityTypes()
                .SelectMany(table => table.GetProperties().Select(column => $"{table.GetTableName()} {column.Name}")),
            .. TestCell
                .Data.Lists.SelectMany(list => list.Kinds.Values)
                .SelectMany(kind => kind.Fields.Select(field => $"{kind.Id} {field.Name}")),
            .. TestCell
                .Institutions.SelectMany(Modules.FactsOf)
                .SelectMany(fact => fact.GetProperties().Select(property => $"{fact.Name} {property.Name}")),
        ];
        Assert.True(names.Length > 200);
        Assert.DoesNotContain(names, name => Forbidden().IsMatch(name ?? ""));
        Assert.DoesNotContain(names, name => Ranked().IsMatch(name ?? ""));
    }

    /// <summary>A file may always be left out, and the camera is never opened for it.</summary>
    [Fact]
    public void No_form_requires_a_file()
    {
        var fields = Pages.SelectMany(page => FileField().Matches(File.ReadAllText(page)).Select(field => field.Value)).ToArray();
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Contains("Optional=\"true\"", field, StringComparison.Ordinal));
        Assert.All(Pages, page => Assert.DoesNotMatch(Camera(), File.ReadAllText(page)));
    }

    /// <summary>Lists keep the order of codes or of days: no page offers another, none shows a share of a hundred, and nobody is counted by person.</summary>
    [Fact]
    public void No_list_is_sorted_or_coloured_by_a_rate()
    {
        Assert.All(Pages, page => Assert.DoesNotMatch(Sorting(), File.ReadAllText(page)));
        var code = Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src", "Cunju.App"), "*.cs", SearchOption.AllDirectories)
            .ToArray();
        Assert.All(
            code.Where(file => !file.Contains("Migrations", StringComparison.Ordinal)),
            file => Assert.DoesNotMatch(Rated(), File.ReadAllText(file))
        );
    }

    /// <summary>What is public is read by everybody: no such address sends a stranger to sign in.</summary>
    [Fact]
    public async Task Nobody_must_sign_in_to_read_what_is_public()
    {
        await using var site = await Shell.TestSite.Start();
        string[] addresses =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Repository.Root, "src", "Cunju.App"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => PublicPage().Matches(File.ReadAllText(file)).Select(page => page.Groups[1].Value))
                .Where(address => address != "/sign-out"),
            .. Shell
                .Samples.RoutesOf(site.Endpoints)
                .Where(route => route is "/" or "/{unit}" or "/{unit}/officers" || route.Contains("/open/", StringComparison.Ordinal))
                .Select(route => route.Replace("{unit}", TestCell.Village).Replace("{year}", "2023").Replace("{number}", "2023-001")),
        ];
        Assert.Contains("/", addresses);
        Assert.Contains($"/{TestCell.Village}/open/year", addresses);
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Address };
        foreach (var address in addresses.Select(address => Hole().Replace(address, "meetings")))
        {
            using var page = await http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True((int)page.StatusCode is 200 or 301 or 404, $"{address} {page.StatusCode}");
            Assert.DoesNotContain("sign-in", $"{page.Headers.Location}", StringComparison.Ordinal);
        }
    }

    /// <summary>No act asks for a place on earth, a face, a fingerprint or a score, and none requires a photo.</summary>
    [Fact]
    public void Nothing_asks_where_people_are_or_what_they_look_like()
    {
        var asked = TestCell
            .Institutions.SelectMany(procedure => procedure.Steps)
            .SelectMany(step => step.Act.GetProperties())
            .SelectMany(property => new[] { property.Name, property.GetCustomAttribute<AskAttribute>()?.Label ?? "" });
        Assert.DoesNotContain(asked, name => Forbidden().IsMatch(name));
    }

    [Fact]
    public void No_list_requires_a_photo() =>
        Assert.All(
            TestCell.Data.Lists.SelectMany(list => list.Obligations),
            obligation =>
            {
                Assert.DoesNotContain("photo", obligation.Evidence.AllOf);
                Assert.False(obligation.Evidence.AnyOf is ["photo"], obligation.Id);
            }
        );

    /// <summary>Nothing is counted per person, and no page sorts or colours by a rate: the words do not occur.</summary>
    [Fact]
    public void Nothing_is_ranked()
    {
        Assert.NotEmpty(Pages);
        Assert.All(Pages, page => Assert.DoesNotMatch(Ranking(), File.ReadAllText(page).Replace("不排名", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_browser_is_denied_place_camera_and_microphone_and_pages_are_read_without_an_account()
    {
        await using var site = await Shell.TestSite.Start();
        using var http = new HttpClient { BaseAddress = site.Address };
        using var home = await http.GetAsync(new Uri("/?q=石岩村", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(home.IsSuccessStatusCode);
        Assert.Equal("geolocation=(), camera=(), microphone=()", Assert.Single(home.Headers.GetValues("Permissions-Policy")));
        Assert.Contains(
            TestCell.Village,
            await home.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        using var officers = await http.GetAsync(
            new Uri($"/{TestCell.Village}/officers", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.True(officers.IsSuccessStatusCode);
    }

    /// <summary>A report on a cadre goes past the village: whatever an account of that village asks for, the answer is the same as if nobody had ever said anything.</summary>
    [Fact]
    public async Task A_report_on_a_cadre_is_invisible_to_that_village()
    {
        await using var site = await Shell.TestSite.Start();
        await Voices.VoiceScene.Settle(site);
        string[] offices = ["committee-chair", "party-secretary", "clerk", "supervision-chair", "accountant"];
        var seats = new Dictionary<string, string>();
        foreach (var office in offices)
        {
            seats[office] = await site.Seat(TestCell.Village, office);
        }

        string[] addresses =
        [
            $"/{TestCell.Village}/desk",
            $"/{TestCell.Village}/voices",
            $"/{TestCell.Village}/voices/2023-001",
            $"/{TestCell.Village}/looks",
            $"/{TestCell.Village}",
            $"/{TestCell.Township}/voices",
            $"/{TestCell.Township}/voices/2023-001",
            $"/{TestCell.Township}/voices/new/record-voice",
            $"/{TestCell.Township}/desk",
        ];
        var before = await Answers();
        var code = await Voices.VoiceScene.Say(site, aboutCadres: true);
        var after = await Answers();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, page => Assert.Equal(page.Value, after[page.Key]));
        Assert.All(
            after.Where(page => page.Key.Contains($"/{TestCell.Township}/", StringComparison.Ordinal)),
            page => Assert.StartsWith("NotFound", page.Value, StringComparison.Ordinal)
        );
        // Nothing of the village's own has moved: not its chain, not its numbers, not one of its texts.
        await using var db = site.Cell.Cell.Open();
        Assert.False(await db.Journal.AnyAsync(line => line.Unit == TestCell.Village, TestContext.Current.CancellationToken));
        Assert.False(await db.Heads.AnyAsync(head => head.Organisation == TestCell.Village, TestContext.Current.CancellationToken));
        Assert.False(await db.Asides.AnyAsync(aside => aside.Unit == TestCell.Village, TestContext.Current.CancellationToken));
        // And it was really said: the township has it, under its own number, and the resident can follow it.
        var voice = await db.Set<Core.Voices.Voice>().SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((TestCell.Township, TestCell.Village), (voice.Unit, voice.Place));
        Assert.Equal(Core.Voices.ReceiptCode.Digest(code), voice.Receipt);
        // A program's key opens no other door than the person who holds it.
        foreach (var step in Core.Voices.VoiceProcedure.Table.Steps.Where(step => !step.Opens))
        {
            var outcome = await site.Cell.Act(
                site.Cell.Everyone(TestCell.Village),
                Core.Voices.VoiceProcedure.Table,
                TestCell.Township,
                voice.Number,
                (Act)Activator.CreateInstance(step.Act)! with
                {
                    Seen = 1,
                }
            );
            Assert.True(outcome.Refusals.Single().IsHidden, step.Verb);
        }

        async Task<Dictionary<string, string>> Answers()
        {
            var answers = new Dictionary<string, string>();
            foreach (var (office, seat) in seats)
            {
                using var browser = new Shell.Browser(site.Address, seat);
                foreach (var address in addresses)
                {
                    await browser.Go(address);
                    answers[$"{office} {address}"] = $"{browser.Status} {browser.Text}";
                }
            }

            return answers;
        }
    }

    /// <summary>Elections have their own law: a secret ballot on paper, counted in public.</summary>
    [Fact]
    public void There_is_no_ballot_to_cast_online() =>
        Assert.DoesNotContain(
            TestCell.Institutions.SelectMany(procedure => procedure.Steps),
            step =>
                step.Act.Name.Contains("Ballot", StringComparison.Ordinal) || step.Act.Name.StartsWith("CastVote", StringComparison.Ordinal)
        );

    private static string[] Pages => Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories);

    [GeneratedRegex("gps|latitude|longitude|geolocation|faceid|fingerprint|checkin|打卡|定位|人脸|指纹|在线时长", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex("rank|leaderboard|score(?!board)|topten|online-?(time|minutes)|last-?active|visits", RegexOptions.IgnoreCase)]
    private static partial Regex Ranked();

    [GeneratedRegex("<Field [^>]*Type=\"file\"[^>]*>")]
    private static partial Regex FileField();

    [GeneratedRegex("capture=|type=\"file\"[^>]*required|getUserMedia", RegexOptions.IgnoreCase)]
    private static partial Regex Camera();

    [GeneratedRegex(
        "aria-sort|sortable|[?&;](sort|order)(by)?=|<th(?![^>]*scope=\"row\")[^>]*>\\s*<(a|button)|[0-9)]\\s*[%％]<",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sorting();

    [GeneratedRegex(
        "Query\\[\"(sort|order)|OrderBy(Descending)?\\([^)]*(Rate|Share|Percent|/)|GroupBy\\([^)]*\\.Account\\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Rated();

    [GeneratedRegex("\\.Public\\(\\s*\\$?\"([^\"]+)\"")]
    private static partial Regex PublicPage();

    [GeneratedRegex("\\{+[^}]*(\\{+[^}]*\\}+[^}]*)*\\}+")]
    private static partial Regex Hole();

    [GeneratedRegex("排名|排行|名次|完成率|得分|积分榜|红黑榜|打卡|在线时长")]
    private static partial Regex Ranking();
}
