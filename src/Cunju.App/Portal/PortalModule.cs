using Cunju.App.Shell;
using Cunju.Core.Procedures;
using Microsoft.EntityFrameworkCore;

namespace Cunju.App.Portal;

/// <summary>公开栏: what residents read without signing in. It keeps nothing and decides nothing; what is open, each institution's own rule says.</summary>
public sealed class PortalModule : IModule
{
    /// <inheritdoc/>
    public string Name => "Portal";

    /// <inheritdoc/>
    public string Title => "公开栏";

    /// <inheritdoc/>
    public IReadOnlyList<IProcedure> Procedures => [];

    /// <inheritdoc/>
    public void Tables(ModelBuilder model) { }

    /// <inheritdoc/>
    public void Services(IServiceCollection services) => services.AddSingleton<Shelf>();

    /// <inheritdoc/>
    public void Pages(Pages pages) => OpenPages.Map(pages.Routes);
}
