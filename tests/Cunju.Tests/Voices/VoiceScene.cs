using System.Net;
using System.Text.RegularExpressions;
using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Procedures;
using Cunju.Core.Voices;
using Cunju.Tests.Shell;
using Xunit;

namespace Cunju.Tests.Voices;

/// <summary>Residents who say something on the real server, and something that was published to speak of.</summary>
internal static partial class VoiceScene
{
    public const string Form = $"/{TestCell.Village}/say";

    /// <summary>Everybody looked once: what a page notes the first time is noted.</summary>
    public static async Task Settle(TestSite site)
    {
        using var anyone = new Browser(site.Address);
        await anyone.Go(Form);
        Assert.Equal(HttpStatusCode.OK, anyone.Status);
    }

    /// <summary>A resident says something; the receipt's code.</summary>
    public static async Task<string> Say(
        TestSite site,
        string text = "九月的支出合计和明细对不上。",
        bool aboutCadres = false,
        string? about = null,
        string name = ""
    )
    {
        using var anyone = new Browser(site.Address);
        await anyone.Go(about is null ? Form : $"{Form}?about={about}");
        await anyone.Press(
            "提交",
            ("Kind", nameof(VoiceKind.Content)),
            ("ConcernsCadres", aboutCadres ? "true" : "false"),
            ("Text", text),
            ("Name", name)
        );
        Assert.True(anyone.Status == HttpStatusCode.OK, anyone.Text);
        return CodeOn(anyone);
    }

    /// <summary>The code on a receipt.</summary>
    public static string CodeOn(Browser browser) => Code().Match(browser.Text).Value;

    /// <summary>September's finance of the village, published as the law has it; a month's is the shortest there is.</summary>
    public static async Task<Disclosure> Publish(TestSite site, string period = "2023-09")
    {
        var cell = site.Cell;
        var all = cell.Everyone(TestCell.Village);
        var drafted = await cell.Does(
            all,
            DisclosureProcedure.Table,
            TestCell.Village,
            null,
            new DraftDisclosure { Period = period, Finance = "八月收入1200元，支出800元。" }
        );
        return await Chain(site, all, drafted.Key.Number);
    }

    /// <summary>A corrected edition, published.</summary>
    public static async Task<Disclosure> Correct(TestSite site, Disclosure disclosure)
    {
        var all = site.Cell.Everyone(TestCell.Village);
        disclosure = await Does(site, all, disclosure, new CorrectDisclosure { Reason = Core.Disclosures.CorrectionReason.Residents });
        disclosure = await Does(site, all, disclosure, new SaveDraft { Finance = "八月收入1200元，支出850元。" });
        return await Chain(site, all, disclosure.Number);
    }

    /// <summary>A resident asked about what was published, and everybody may read the answer; the receipt's code.</summary>
    public static async Task<(Disclosure Disclosure, string Code)> Answered(TestSite site)
    {
        var disclosure = await Publish(site);
        var code = await Say(site, about: disclosure.Number);
        using var clerk = await site.Browse(TestCell.Village, "clerk");
        await clerk.Go($"/{TestCell.Village}/voices/2023-001");
        await clerk.Press("答复", ("Text", "漏加了一笔运费，多谢提醒。"), ("Publish", "true"), ("Gist", "支出合计为什么和明细不一样？"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        return (disclosure, code);
    }

    private static async Task<Disclosure> Chain(TestSite site, Actor all, string number)
    {
        var disclosure = await site.Cell.Find<Disclosure>(new(TestCell.Village, DisclosureProcedure.Table.Name, number));
        disclosure = await Does(site, all, disclosure, new SubmitForReview());
        disclosure = await Does(site, all, disclosure, new PassReview());
        var meeting = await site.Cell.Does(
            all,
            Meetings.Procedure,
            TestCell.Village,
            null,
            new RecordMeeting
            {
                Types = [MeetingType.JointMeeting],
                Day = site.Cell.Cell.Today,
                Eligible = 9,
                Present = 8,
                Agenda =
                [
                    new()
                    {
                        Motion = "公开方案",
                        Vote = VoteMethod.ShowOfHands,
                        For = 8,
                        Against = 0,
                    },
                ],
            }
        );
        disclosure = await Does(site, all, disclosure, new SettlePlan { Meeting = meeting.Key.Number });
        return await Does(
            site,
            all,
            disclosure,
            new Publish
            {
                Signed = 3,
                CommitteeSeal = true,
                SupervisionSeal = true,
            }
        );
    }

    /// <summary>One act of a disclosure.</summary>
    public static async Task<Disclosure> Does(TestSite site, Actor actor, Disclosure disclosure, Act act) =>
        (Disclosure)
            (
                await site.Cell.Does(
                    actor,
                    DisclosureProcedure.Table,
                    TestCell.Village,
                    disclosure.Number,
                    act with
                    {
                        Seen = disclosure.Version,
                    }
                )
            ).Case!;

    [GeneratedRegex("[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}")]
    private static partial Regex Code();
}
