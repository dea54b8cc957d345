using System.Text.RegularExpressions;
using Cunju.App.Demo;
using Cunju.Core.Disclosures;
using Cunju.Core.People;
using Cunju.Core.Voices;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cunju.Tests.Demo;

/// <summary>What residents say in the demo year: answered in time where people live, and everything else where nobody does.</summary>
public sealed partial class VoiceDemoTests(DemoOnce once)
{
    private static readonly CancellationToken Cancel = CancellationToken.None;

    [Fact]
    public async Task In_real_places_who_asks_is_answered_within_the_days_of_law()
    {
        var real = await Voices(voice => !voice.Place.StartsWith(Invented.Township, StringComparison.Ordinal));
        Assert.NotEmpty(real);
        Assert.All(
            real,
            voice =>
            {
                Assert.Equal(VoiceState.Answered, voice.State);
                Assert.InRange(voice.Answer!.On, voice.RaisedOn, voice.DueOn!.Value);
                Assert.Equal((false, null, null), (voice.ConcernsCadres, voice.Assisted, voice.Name));
            }
        );
    }

    [Fact]
    public async Task In_the_invented_township_everything_happens_that_can()
    {
        var voices = await Voices(voice => voice.Place.StartsWith(Invented.Township, StringComparison.Ordinal));
        Assert.Equal(Invented.ShowRoad, Assert.Single(voices, voice => voice.Answer?.On > voice.DueOn).Place);
        var waiting = Assert.Single(voices, voice => voice.State == VoiceState.Raised);
        Assert.Equal((Invented.ShowRoad, true), (waiting.Place, waiting.Due > DemoYear.Today));
        var assisted = Assert.Single(voices, voice => voice.Assisted is not null);
        Assert.Equal((Invented.Example, AssistReason.Elderly), (assisted.Place, assisted.Assisted!.Why));
        var appealed = Assert.Single(voices, voice => voice.Appeal is not null);
        Assert.Equal((VoiceKind.Inquiry, VoiceState.Done), (appealed.Kind, appealed.State));
        // An inquiry gives the township twenty days; ten would have been exceeded.
        Assert.Equal(
            TestCell.Data.Lists.Single(list => list.Year == 2023).Calendar.OnOrAfter(appealed.Appeal!.On.AddDays(20)),
            appealed.Appeal.DueOn
        );
        Assert.InRange(appealed.Appeal.AnsweredOn!.Value, appealed.Appeal.On.AddDays(11), appealed.Appeal.DueOn!.Value);
        var wrong = Assert.Single(voices, voice => voice.Answer?.Corrected is not null);
        Assert.Equal((Invented.Receiving, 1, 2), (wrong.Place, wrong.Edition, wrong.Answer!.Corrected));
        Assert.True(wrong.Answer.On <= wrong.DueOn);

        await using var db = (await once.Read()).Open();
        var corrected = await db.Set<Disclosure>().SingleAsync(kept => kept.Unit == wrong.Place && kept.Number == wrong.About, Cancel);
        Assert.Equal((2, CorrectionReason.Residents), (corrected.Latest!.Edition, corrected.Corrects));
        // Who wrote it down is an account that is there.
        Assert.True(await db.Set<Account>().AnyAsync(row => row.Unit == assisted.Place && row.Id == assisted.Assisted.By, Cancel));
    }

    [Fact]
    public async Task What_concerns_cadres_stands_in_no_line_of_the_village()
    {
        var voice = Assert.Single(await Voices(voice => voice.ConcernsCadres));
        Assert.Equal((Invented.Township, Invented.Mock, VoiceState.Done), (voice.Unit, voice.Place, voice.State));
        Assert.True(voice.Answer!.On <= voice.DueOn);
        await using var db = (await once.Read()).Open();
        Assert.Empty(await db.Journal.Where(line => line.Organisation == Invented.Mock && line.Procedure == "voices").ToListAsync(Cancel));
    }

    [Fact]
    public async Task The_codes_in_the_documentation_open_what_they_say()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "demo.md"), Cancel);
        var printed = Code().Matches(text).Select(found => found.Value).ToArray();
        Assert.Equal(6, printed.Length);
        await using var db = (await once.Read()).Open();
        foreach (var code in printed)
        {
            var digest = ReceiptCode.Digest(code);
            Assert.True(await db.Set<Voice>().AnyAsync(voice => voice.Receipt == digest, Cancel), code);
        }
    }

    private async Task<Voice[]> Voices(Func<Voice, bool> which)
    {
        await using var db = (await once.Read()).Open();
        return [.. (await db.Set<Voice>().AsNoTracking().ToListAsync(Cancel)).Where(which)];
    }

    [GeneratedRegex("[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}")]
    private static partial Regex Code();
}
