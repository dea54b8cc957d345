namespace Cunju.App.Shell;

/// <summary>字号与语言: kept in two cookies of this site, without script and without an account.</summary>
public static class Comfort
{
    /// <summary>Adds the route.</summary>
    public static void MapComfort(this IEndpointRouteBuilder routes) =>
        routes.Post(
            "/comfort",
            async (HttpContext http) =>
            {
                // Without a mark against forgery: pages for everybody are kept and shown to many, so they carry none, and all that another site could gain
                // is the size of somebody's letters.
                var (form, _, _) = await People.Posted.Read(http, "comfort");
                var next = form["next"];
                Keep(http, "mode", form["mode"], "standard", "elder", "huge");
                Keep(http, "lang", form["lang"], "zh", "en");
                return Results.LocalRedirect(IsLocal(next) ? next : "/");
            }
        );

    /// <summary>Whether an address stays on this site and can stand in a header.</summary>
    public static bool IsLocal(string? address) => address is ['/', not ('/' or '\\'), ..] or "/" && !address.Any(char.IsControl);

    private static void Keep(HttpContext http, string name, string value, params string[] allowed)
    {
        if (allowed.Contains(value))
        {
            http.Response.Cookies.Append(
                name,
                value,
                new()
                {
                    MaxAge = TimeSpan.FromDays(365),
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Path = "/",
                }
            );
        }
    }
}
