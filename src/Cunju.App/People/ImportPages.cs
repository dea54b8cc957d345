using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Cunju.App.Registry;
using Cunju.App.Shell;
using Cunju.Core.People;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Cunju.Core.Registry;
using Microsoft.AspNetCore.Http.HttpResults;
using MiniExcelLibs;

namespace Cunju.App.People;

/// <summary>从 Excel 导入: upload, look at what would come of it, confirm. Nothing is kept in between but what the page itself carries.</summary>
public static class ImportPages
{
    private const string Unit = "/{unit:regex(^[0-9]{{6,12}}$)}";

    /// <summary>Adds the pages.</summary>
    public static void Map(Pages pages)
    {
        foreach (
            var kind in (ImportKind[])[new(TenureProcedure.Table, TenureProcedure.Keep), new(ProfileProcedure.Table, ProfileProcedure.Keep)]
        )
        {
            var path = $"{kind.Procedure.Name}/import";
            pages.Unit(
                path,
                (visit, unit) => Task.FromResult<IResult>(May(visit, unit, kind) ? Upload(visit, unit, kind, null) : Pages.NotFound())
            );
            pages.Unit(
                $"{path}/template",
                (visit, unit) => Task.FromResult(May(visit, unit, kind) ? Template(unit, visit, kind) : Pages.NotFound())
            );
            pages.Routes.Post($"{Unit}/{path}", (HttpContext http, string unit) => Preview(http, unit, kind));
            pages.Routes.Post($"{Unit}/{path}/confirm", (HttpContext http, string unit) => Confirm(http, unit, kind));
        }
    }

    private static bool May(Visit visit, Unit unit, ImportKind kind) => visit.Actor?.May(kind.Keep, Reach.Own, unit, visit.Today) == true;

    private static RazorComponentResult Upload(Visit visit, Unit unit, ImportKind kind, string? fault) =>
        Show.Page<ImportPage, Importing>(
            visit,
            $"导入{kind.Procedure.Title}",
            new(kind, unit, [], [], "", fault, null),
            fault is null ? 200 : 400
        );

    private static IResult Template(Unit unit, Visit visit, ImportKind kind)
    {
        var heads = kind.IsRoster ? RosterImport.Columns : ProfileImport.Columns;
        IEnumerable<Dictionary<string, object>> rows = kind.IsRoster
            ? visit
                .Cell.Data.Offices.Of(unit.KindOn(visit.Today))
                .Select(office =>
                    heads.ToDictionary(
                        column => column[0],
                        column => (object)(column[0] == "职务" ? office.TitleIn(unit.KindOn(visit.Today)) : "")
                    )
                )
            : ProfileKey.All.Select(item =>
                heads.ToDictionary(column => column[0], column => (object)(column[0] == "项目" ? item.Title : ""))
            );
        var stream = new MemoryStream();
        stream.SaveAs(rows, sheetName: kind.Procedure.Title);
        stream.Position = 0;
        return Results.File(
            stream,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            $"{kind.Procedure.Title}模板.xlsx"
        );
    }

    private static async Task<IResult> Preview(HttpContext http, string unitId, ImportKind kind)
    {
        if (await Visit.Begin(http, unitId) is not { Unit: { } unit } visit || !May(visit, unit, kind))
        {
            return Pages.NotFound();
        }

        var (_, files, genuine) = await Posted.Read(http, "import");
        if (!genuine)
        {
            return Upload(visit, unit, kind, "页面放得太久，已经过期，请再选一次文件。");
        }

        if (files is not [{ Length: > 0 and <= Uploads.Largest } file])
        {
            return Upload(visit, unit, kind, "请选一个不超过 10 MB 的表格文件。");
        }

        try
        {
            using var memory = new MemoryStream();
            await file.CopyToAsync(memory, visit.Cancel);
            memory.Position = 0;
            var csv = file.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
            var sheet = Sheet.Read(memory, csv, kind.IsRoster ? RosterImport.Columns : ProfileImport.Columns);
            var rows = kind.IsRoster ? RosterImport.Read(sheet, unit, visit.Cell.Data.Offices, visit.Today) : ProfileImport.Read(sheet);
            var planned = await Plan(visit, unit, kind, rows);
            return Show.Page<ImportPage, Importing>(
                visit,
                $"导入{kind.Procedure.Title}",
                new(
                    kind,
                    unit,
                    planned,
                    sheet.Ignored,
                    JsonSerializer.Serialize(rows.Where(row => row.Kind != PlannedKind.Faulty)),
                    null,
                    null
                )
            );
        }
        catch (FormatException fault)
        {
            return Upload(visit, unit, kind, fault.Message);
        }
    }

    private static async Task<IResult> Confirm(HttpContext http, string unitId, ImportKind kind)
    {
        if (await Visit.Begin(http, unitId) is not { Unit: { } unit } visit || !May(visit, unit, kind))
        {
            return Pages.NotFound();
        }

        var (form, _, genuine) = await Posted.Read(http, "import");
        if (!genuine || ReadRows(form["Rows"]) is not { } rows)
        {
            return Upload(visit, unit, kind, "页面放得太久，已经过期，请再选一次文件。");
        }

        var desk = http.RequestServices.GetRequiredService<Desk>();
        var done = ImmutableArray.CreateBuilder<PlannedRow>();
        foreach (var row in rows)
        {
            // Each row sees what the rows before it did: a person's second office joins the first.
            var planned = (await Plan(visit, unit, kind, [row]))[0];
            if (planned.Kind is PlannedKind.New or PlannedKind.Changed)
            {
                var (act, number) = kind.IsRoster
                    ? RosterImport.ActOf(row, await Holders.Of(visit.Db, unit.Id, visit.Cancel))
                    : ProfileImport.ActOf(row, await ProfilePages.Read(visit.Db, unit.Id, visit.Cancel));
                var outcome = await desk.Act(
                    kind.Procedure,
                    unit.Id,
                    number,
                    act with
                    {
                        Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)),
                    },
                    visit.Actor!,
                    Luggage.None,
                    visit.Cancel
                );
                planned = outcome.IsDone
                    ? planned
                    : planned with
                    {
                        Kind = PlannedKind.Faulty,
                        Fault =
                            $"第 {row.Number} 行：{string.Join("", outcome.Refusals.Select(refusal => refusal.Reason + (refusal.Source is { } source ? $"依据：{source}。" : "")))}",
                    };
            }

            done.Add(planned);
        }

        return Show.Page<ImportPage, Importing>(visit, "导入结果", new(kind, unit, [], [], "", null, done.ToImmutable()));
    }

    private static ImmutableArray<PlannedRow>? ReadRows(string text)
    {
        try
        {
            return text.Length > 0 ? JsonSerializer.Deserialize<ImmutableArray<PlannedRow>>(text) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<ImmutableArray<PlannedRow>> Plan(Visit visit, Unit unit, ImportKind kind, ImmutableArray<PlannedRow> rows) =>
        kind.IsRoster
            ? RosterImport.Plan(rows, await Holders.Of(visit.Db, unit.Id, visit.Cancel))
            : ProfileImport.Plan(rows, await ProfilePages.Read(visit.Db, unit.Id, visit.Cancel));
}

/// <summary>What is imported: a roster or a profile.</summary>
public sealed record ImportKind(IProcedure Procedure, Permission Keep)
{
    /// <summary>Whether it is the roster.</summary>
    public bool IsRoster => Procedure == TenureProcedure.Table;
}

/// <summary>The page of an import: the form, the preview, or the result.</summary>
public sealed record Importing(
    ImportKind Kind,
    Unit Unit,
    ImmutableArray<PlannedRow> Planned,
    ImmutableArray<string> Ignored,
    string Rows,
    string? Fault,
    ImmutableArray<PlannedRow>? Done
);
