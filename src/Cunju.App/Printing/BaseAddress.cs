namespace Cunju.App.Printing;

/// <summary>对外网址: the address people outside reach this place at. Papers carry a code to scan only when it is known.</summary>
/// <param name="Url">As in <c>https://cunju.example.cn</c>.</param>
public sealed record BaseAddress(string Url)
{
    /// <summary>The address the program was given; null when it was given none. Never the request's own Host, which anybody can write.</summary>
    public static BaseAddress? Of(HttpContext http) => http.RequestServices.GetService<BaseAddress>();

    /// <summary>The full address of a path.</summary>
    public string At(string path) => Url.TrimEnd('/') + path;
}
