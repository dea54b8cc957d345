using Microsoft.AspNetCore.Antiforgery;

namespace Cunju.App.Shell;

/// <summary>字号与语言: kept in two cookies of this site, without script and without an account.</summary>
public static class Comfort
{
    /// <summary>Adds the route.</summary>
    public static void MapComfort(this IEndpointRouteBuilder routes) =>
        routes.MapPost(
            "/comfort",
            async (HttpContext http, IAntiforgery antiforgery) =>
            {
                var next = "/";
                if (await antiforgery.IsRequestValidAsync(http))
                {
                    var form = await http.Request.ReadFormAsync();
                    next = form["next"].ToString();
                    Keep(http, "mode", form["mode"].ToString(), "standard", "elder", "huge");
                    Keep(http, "lang", form["lang"].ToString(), "zh", "en");
                }

                return Results.LocalRedirect(IsLocal(next) ? next : "/");
            }
        );

    /// <summary>Whether an address stays on this site.</summary>
    public static bool IsLocal(string? address) => address is ['/', not ('/' or '\\'), ..] or "/";

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
