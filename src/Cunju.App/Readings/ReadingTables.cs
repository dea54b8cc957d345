using Cunju.App.Storage;
using Cunju.Core.Readings;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Readings;

/// <summary>What the issuer has said, as the store has it.</summary>
public static class ReadingTables
{
    /// <summary>Everything, in a fixed order.</summary>
    public static async Task<Standing> Read(CunjuDb db, CancellationToken cancel) =>
        new(
            [.. await db.Set<ReadingAnswer>().AsNoTracking().OrderBy(answer => answer.Number).ToListAsync(cancel)],
            [.. await db.Set<EditionIssue>().AsNoTracking().OrderBy(issue => issue.Number).ToListAsync(cancel)]
        );

    /// <summary>Adds the tables.</summary>
    public static void Map(ModelBuilder model)
    {
        var answers = model.Cases<ReadingAnswer>("readings");
        answers.Property(answer => answer.State).HasConversion<string>();
        answers.Property(answer => answer.Given).AsJson();
        var issues = model.Cases<EditionIssue>("editions");
        issues.Property(issue => issue.State).HasConversion<string>();
        issues.Property(issue => issue.Given).AsJson();
    }
}
