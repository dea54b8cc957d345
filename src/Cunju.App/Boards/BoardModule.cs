using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Boards;

/// <summary>工作台与完成情况: what a unit owes, how far it is, and why. It decides nothing and keeps nothing.</summary>
public sealed class BoardModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Boards";

    /// <inheritdoc/>
    public string Title => "完成情况";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures => [];

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        [($"/{home.Id}/scoreboard", visit.Text("menu-scoreboard"))];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) { }

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        pages.Unit("desk", DeskPages.Desk);
        pages.Unit("scoreboard", ScoreboardPages.Board);
        pages.Unit("scoreboard/{obligation}", ScoreboardPages.Explanation);
    }
}
