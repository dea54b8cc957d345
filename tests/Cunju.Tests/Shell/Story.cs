using Cunju.Core.Assemblies;
using Cunju.Core.Attestations;
using Cunju.Core.Disclosures;
using Cunju.Core.Filings;
using Cunju.Core.Procedures;
using Cunju.Core.WorkRecords;
using Cunju.Tests.Disclosures;

namespace Cunju.Tests.Shell;

/// <summary>Three quarters of a community's year, so that pages have something to show.</summary>
public static class Story
{
    public static async Task Tell(TestSite site)
    {
        var cell = site.Cell;
        var clerk = cell.Everyone(TestCell.Community) with { };
        var keeper = clerk with { Permissions = clerk.Permissions.Remove(WorkRecordProcedure.Supervise.Id) };
        await Meet("2023-02-10", MeetingType.RepresentativesAssembly, AgendaKind.Pledge);
        await Note("promise.posted", "2023-02-15");
        await Note("promise.filed", "2023-02-20", fields: [("number", "备〔2023〕6号")]);
        await Note("consult.catalogue", "2023-03-20", fields: [("topics", "5"), ("based-on-district-guide", "true")]);
        foreach (var committee in new[] { "人民调解委员会", "治安保卫委员会", "公共卫生委员会" })
        {
            await Note(
                "subcommittee.composition",
                "2023-01-08",
                fields: [("committee", committee), ("director", "1"), ("members", "5"), ("term-until", "2026-01-31")]
            );
        }

        foreach (var day in new[] { "2023-02-08", "2023-03-14", "2023-05-09", "2023-06-20", "2023-07-21" })
        {
            await Meet(day, MeetingType.DeliberationMeeting);
        }

        await Meet("2023-03-18", MeetingType.ResidentsAssembly);
        foreach (var obligation in new[] { "service.all-posts", "triage.promoted" })
        {
            await cell.Does(
                keeper,
                AttestationProcedure.Table,
                TestCell.Community,
                null,
                new ReportOnObligation
                {
                    Obligation = obligation,
                    Rating = Rating.Done,
                    Text = "窗口两人轮值，事项都能受理。",
                    Evidence = ["document"],
                }
            );
        }

        await Disclose(cell);

        async Task Note(string kind, string day, string? name = null, (string Name, string Value)[]? fields = null) =>
            await cell.Does(
                keeper,
                WorkRecordProcedure.Table,
                TestCell.Community,
                null,
                new RecordWork
                {
                    Kind = kind,
                    On = DateOnly.Parse(day),
                    CaseName = name,
                    Fields =
                    [
                        .. (fields ?? []).Select(field => new TypedField { Name = field.Name, Values = [.. field.Value.Split('、')] }),
                    ],
                    Evidence = ["minutes", "document"],
                }
            );

        async Task Meet(string day, MeetingType type, AgendaKind? agenda = null) =>
            await cell.Does(
                keeper,
                Meetings.Procedure,
                TestCell.Community,
                null,
                new RecordMeeting
                {
                    Types = [type],
                    Day = DateOnly.Parse(day),
                    Place = "居委会会议室",
                    Mode = type == MeetingType.ResidentsAssembly ? CountingMode.Households : null,
                    Eligible = type == MeetingType.ResidentsAssembly ? 1860 : 30,
                    Present = type == MeetingType.ResidentsAssembly ? 1022 : 26,
                    Agenda = [new() { Kind = agenda, Motion = "电动车充电点选址" }],
                }
            );
    }

    /// <summary>三个季度的公开和每月的财务: told last, each on its own day, then the clock goes back to today. July's was put up late, and corrected by order.</summary>
    private static async Task Disclose(TestCell cell)
    {
        const string Today = "2023-10-12";
        foreach (var (period, day) in new[] { ("2023-01-15", "2023-01-15"), ("2023-04-15", "2023-04-15"), ("2023-07-15", "2023-07-17") })
        {
            await Telling.PutUp(cell, await Telling.Drafted(cell, TestCell.Community, period, day), day);
        }

        foreach (var month in new[] { "2023-02", "2023-03", "2023-05", "2023-06", "2023-08" })
        {
            await Telling.PutUp(cell, await Telling.Drafted(cell, TestCell.Community, month, $"{month}-20"), $"{month}-20");
        }

        CaseKey april = new(TestCell.Community, DisclosureProcedure.Table.Name, "2023-002");
        var july = april with { Number = "2023-003" };
        var filed = await Telling.Filed(cell, july, "2023-07-18");
        await Telling.Then(
            cell,
            filed,
            "2023-07-20",
            new ExaminePaper
            {
                Outcome = ExaminationOutcome.CorrectionOrdered,
                Opinion = "服务缺办事指南。",
                CorrectBy = new(2023, 7, 31),
            }
        );
        await Telling.Then(cell, july, "2023-07-21", new CorrectDisclosure { Reason = Core.Disclosures.CorrectionReason.Township });
        await Telling.Then(cell, july, "2023-07-21", Telling.Again("2023-07-15") with { Services = "办事指南贴在窗口，事项46项。" });
        await Telling.PutUp(cell, july, "2023-07-24");
        await Telling.Filed(cell, april, "2023-07-25");
        cell.Clock.Set(Today);
    }
}
