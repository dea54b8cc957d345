namespace Cunju.App.Shell;

/// <summary>已记好: what a person has just had written is said once, on the page the act leads to. Every form that writes ends here.</summary>
/// <remarks>It travels in a cookie that is sent to that page alone and lives a minute, so no address carries it and a page opened again says nothing. It holds
/// the words of the step and no more; what it was done to, the page itself says.</remarks>
public static class JustDone
{
    private const string Cookie = "done";

    /// <summary>Leads to the page and has it say what was done.</summary>
    /// <param name="http">The request that wrote.</param>
    /// <param name="address">The page.</param>
    /// <param name="step">The words of the step: 记一次会议, 更正.</param>
    /// <param name="again">Whether it had been done before (a double tap), so that nothing was written now.</param>
    /// <param name="onward">Whether the page is another one than what was written: then it does not say what that was done to.</param>
    public static IResult Redirect(HttpContext http, string address, string step, bool again = false, bool onward = false)
    {
        http.Response.Cookies.Append(Cookie, (again ? "=" : "+") + (onward ? ">" : "") + step, Kept(http, address));
        return Results.Redirect(address);
    }

    /// <summary>What was just done, to what the page is called where that is what it was done to, and whether it had been done before; null when nothing was. It is not said
    /// twice.</summary>
    public static (string Said, bool Again)? Take(HttpContext http, string title)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Cookies[Cookie] is not [var how, .. var step])
        {
            return null;
        }

        http.Response.Cookies.Delete(Cookie, Kept(http, http.Request.Path));
        return (step.StartsWith('>') ? step[1..] : $"{title}（{step}）", how == '=');
    }

    private static CookieOptions Kept(HttpContext http, string path) =>
        new()
        {
            Path = path,
            MaxAge = TimeSpan.FromMinutes(1),
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Printing.BaseAddress.IsSecure(http),
        };
}
