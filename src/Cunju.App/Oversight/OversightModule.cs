using Cunju.App.Shell;
using Cunju.Core.Places;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Oversight;

/// <summary>镇街与区级总览: what is done and what is late below a township or in the district, and why. It decides nothing and keeps nothing.</summary>
public sealed class OversightModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Oversight";

    /// <inheritdoc/>
    public string Title => "总览";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures => [];

    /// <inheritdoc/>
    public IEnumerable<(string Address, string Title)> Menu(Visit visit, Unit home) =>
        home.KindOn(visit.Today) switch
        {
            UnitKind.Township => [($"/{home.Id}/oversight", visit.Text("menu-oversight-township"))],
            UnitKind.Bureau => [($"/{home.Id}/oversight", visit.Text("menu-oversight-district"))],
            _ => [],
        };

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) { }

    /// <inheritdoc/>
    public void Services(IServiceCollection services) => services.AddSingleton<JudgedDistricts>();

    /// <inheritdoc/>
    public void Pages(Pages pages)
    {
        pages.Unit("oversight", OversightPages.Board);
        pages.Unit("oversight/lanes", OversightPages.Lanes);
        pages.Unit("oversight/lanes/{way:regex(^(before|after)$)}", OversightPages.Beside);
        pages.Unit("oversight/export", OversightPages.Export);
    }
}
