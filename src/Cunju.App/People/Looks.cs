using Cunju.App.Shell;
using Cunju.Core.Places;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.People;

#pragma warning disable RS0030 // That somebody looked is noted beside the journal: a page that is read is no act.

/// <summary>谁看过: a unit sees which office above looked at which of its inner pages on which day.</summary>
public static class Looks
{
    /// <summary>Notes the visit when it comes from above; one's own are nobody's business.</summary>
    /// <param name="visit">Who looks.</param>
    /// <param name="unit">At whom.</param>
    /// <param name="page">The page's first word; null = as the address says it.</param>
    public static async Task Note(Visit visit, Unit unit, string? page = null)
    {
        if (visit.SignedIn is not { } who || who.Actor.Organisation == unit.Id)
        {
            return;
        }

        page ??= visit.Http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1) ?? "";
        var by = who.Actor.Organisation;
        var known = await visit
            .Db.Set<Look>()
            .AnyAsync(
                look => look.Unit == unit.Id && look.Day == visit.Today && look.By == by && look.Title == who.Title && look.Page == page,
                visit.Cancel
            );
        if (!known)
        {
            await visit.Db.Database.ExecuteSqlAsync(
                $"""INSERT INTO looks ("Unit", "Day", "By", "Title", "Page") VALUES ({unit.Id}, {visit.Today}, {by}, {who.Title}, {page}) ON CONFLICT DO NOTHING""",
                visit.Cancel
            );
        }
    }

    /// <summary>What a page is called.</summary>
    public static string TitleOf(string page) =>
        Modules.Procedure(page)?.Title
        ?? page switch
        {
            "desk" => "工作台",
            "scoreboard" => "完成情况",
            "oversight" => "总览",
            "calendar" => "日历",
            "feeds" => "日历订阅",
            "keys" => "程序钥匙",
            "looks" => "谁看过",
            "say" => "提意见",
            _ => page,
        };
}
