namespace Cunju.App.Printing;

/// <summary>对外网址: the address people outside reach this place at. Papers carry a code to scan only when it is known.</summary>
/// <param name="Url">As in <c>https://cunju.example.cn</c>.</param>
public sealed record BaseAddress(string Url)
{
    /// <summary>The address the program was given; null when it was given none. Never the request's own Host, which anybody can write.</summary>
    public static BaseAddress? Of(HttpContext http) => http.RequestServices.GetService<BaseAddress>();

    /// <summary>The full address of a path for somebody who is given it on a page: under the known address, else under the one the page itself was asked by.</summary>
    public static string Link(HttpContext http, string path) => Of(http)?.At(path) ?? $"{http.Request.Scheme}://{http.Request.Host}{path}";

    /// <summary>Whether people reach this place over TLS: this request came so, or the known address says so.</summary>
    public static bool IsSecure(HttpContext http) =>
        http.Request.IsHttps || Of(http)?.Url.StartsWith("https:", StringComparison.Ordinal) == true;

    /// <summary>The full address of a path.</summary>
    public string At(string path) => Url.TrimEnd('/') + path;
}
