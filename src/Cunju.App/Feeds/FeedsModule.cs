using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Feeds;

/// <summary>日历订阅: what is due, in the calendar of people's own phones.</summary>
public sealed class FeedsModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Feeds";

    /// <inheritdoc/>
    public string Title => "日历订阅";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures => [];

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) => [($"/{home.Id}/feeds", visit.Text("menu-feeds"))];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) => Feed.Describe(model);

    /// <inheritdoc/>
    public Task Void(CunjuDb db, string account, CancellationToken cancel) => Feed.RevokeAll(db, account, cancel);

    /// <inheritdoc/>
    public void Pages(Pages pages) => FeedPages.Map(pages);
}
