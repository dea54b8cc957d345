using Cunju.Core.Places;

namespace Cunju.App.Shell;

/// <summary>An entry of the main menu.</summary>
public sealed record MenuItem(string Address, string Title, bool IsHere);

/// <summary>主导航: few entries, the desk first.</summary>
public static class Menu
{
    /// <summary>Where a person of that unit begins: a township looks at its villages first, everybody else at what is owed.</summary>
    public static string HomeOf(Unit home, DateOnly today) =>
        home.KindOn(today) == UnitKind.Township ? $"/{home.Id}/oversight" : $"/{home.Id}/desk";

    /// <summary>So many entries stand in one row on a phone; more are folded there.</summary>
    public const int Few = 2;

    /// <summary>What the person can go to from everywhere.</summary>
    public static IEnumerable<MenuItem> For(Visit visit)
    {
        var path = visit.Http.Request.Path.Value ?? "/";
        if (visit.Home is not { } home)
        {
            yield return new("/sign-in", visit.Text("sign-in"), path == "/sign-in");
            yield break;
        }

        yield return new($"/{home.Id}/desk", visit.Text("menu-desk"), path == $"/{home.Id}/desk");
        foreach (var module in Modules.All)
        {
            foreach (var (address, title) in module.Menu(visit, home))
            {
                yield return new(address, title, path.StartsWith(address, StringComparison.Ordinal));
            }
        }

        yield return new("/sign-out", visit.Text("sign-out"), path == "/sign-out");
    }
}
