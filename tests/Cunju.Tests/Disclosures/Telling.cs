using Cunju.Core.Assemblies;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;

namespace Cunju.Tests.Disclosures;

/// <summary>Disclosures as they really come about, for pages that need some: each act on its day, from the hand the table gives it to.</summary>
public static class Telling
{
    /// <summary>Drafted on that day.</summary>
    public static async Task<CaseKey> Drafted(TestCell cell, string unit, string period, string day)
    {
        cell.Clock.Set(day);
        return (await cell.Does(cell.Everyone(unit), DisclosureProcedure.Table, unit, null, Course.DraftOf(period))).Key;
    }

    /// <summary>Does an act of a disclosure or of a filing on that day.</summary>
    public static async Task<Case> Then(TestCell cell, CaseKey key, string day, Act act)
    {
        cell.Clock.Set(day);
        IProcedure table = key.Procedure == FilingProcedure.Table.Name ? FilingProcedure.Table : DisclosureProcedure.Table;
        var before = key.Procedure == FilingProcedure.Table.Name ? (Case)await cell.Find<Filing>(key) : await cell.Find<Disclosure>(key);
        var reach = table.Steps.Single(step => step.Act == act.GetType()).Reach;
        var actor = cell.Everyone(reach == Reach.Below ? key.Unit[..9] : key.Unit);
        return (await cell.Does(actor, table, key.Unit, key.Number, act with { Seen = before.Version })).Case!;
    }

    /// <summary>Handed in, reviewed, settled by a joint meeting and put up, from the draft on.</summary>
    public static async Task PutUp(TestCell cell, CaseKey key, string day)
    {
        await Then(cell, key, day, new SubmitForReview());
        await Then(cell, key, day, new PassReview());
        await Settle(cell, key, day);
        await Then(cell, key, day, DisclosureScene.PutUp);
    }

    /// <summary>Settled by a joint meeting of that day.</summary>
    public static async Task Settle(TestCell cell, CaseKey key, string day)
    {
        cell.Clock.Set(day);
        var met = await cell.Does(
            cell.Everyone(key.Unit),
            Meetings.Procedure,
            key.Unit,
            null,
            new RecordMeeting
            {
                Types = [MeetingType.JointMeeting],
                Day = DateOnly.Parse(day),
                Eligible = 9,
                Present = 8,
                Agenda = [new() { Motion = $"确定{key.Number}号公开方案", Vote = VoteMethod.Unanimous }],
            }
        );
        await Then(cell, key, day, new SettlePlan { Meeting = met.Key.Number });
    }

    /// <summary>Filed with the township on that day.</summary>
    public static async Task<CaseKey> Filed(TestCell cell, CaseKey key, string day)
    {
        cell.Clock.Set(day);
        FilePaper act = new() { Procedure = key.Procedure, Number = key.Number };
        return (await cell.Does(cell.Everyone(key.Unit), FilingProcedure.Table, key.Unit, null, act)).Key;
    }

    /// <summary>A draft once more, so that it can be changed.</summary>
    public static SaveDraft Again(string period)
    {
        var draft = Course.DraftOf(period);
        return new()
        {
            Party = draft.Party,
            Affairs = draft.Affairs,
            Services = draft.Services,
            Finance = draft.Finance,
            Books = draft.Books,
        };
    }
}
