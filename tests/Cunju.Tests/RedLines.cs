using System.Reflection;
using System.Text.RegularExpressions;
using Cunju.App;
using Cunju.Core.People;
using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Microsoft.EntityFrameworkCore;
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
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories).ToArray();
        Assert.NotEmpty(pages);
        Assert.All(pages, page => Assert.DoesNotMatch(Ranking(), File.ReadAllText(page).Replace("不排名", "", StringComparison.Ordinal)));
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

    /// <summary>Elections have their own law: a secret ballot on paper, counted in public.</summary>
    [Fact]
    public void There_is_no_ballot_to_cast_online() =>
        Assert.DoesNotContain(
            TestCell.Institutions.SelectMany(procedure => procedure.Steps),
            step =>
                step.Act.Name.Contains("Ballot", StringComparison.Ordinal) || step.Act.Name.StartsWith("CastVote", StringComparison.Ordinal)
        );

    [GeneratedRegex("gps|latitude|longitude|geolocation|faceid|fingerprint|checkin|打卡|定位|人脸|指纹|在线时长", RegexOptions.IgnoreCase)]
    private static partial Regex Forbidden();

    [GeneratedRegex("排名|排行|名次|完成率|得分|积分榜|红黑榜|打卡|在线时长")]
    private static partial Regex Ranking();
}
