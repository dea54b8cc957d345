using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Cunju.App;

/// <summary>Builds the web application around an opened cell; used by <c>cunju serve</c> and by the tests alike.</summary>
public static class Composition
{
    /// <summary>The application, not started.</summary>
    /// <param name="cell">The district's data.</param>
    /// <param name="port">The port on 127.0.0.1; 0 lets the system choose.</param>
    /// <param name="baseUrl">The address people reach it under, for the codes on papers; null = papers carry the short code only.</param>
    public static WebApplication Build(Cell cell, int port, string? baseUrl = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder
            .Logging.ClearProviders()
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(LogLevel.Warning)
            // It warns that the keys are not encrypted: they lie beside the data they protect, under the same lock.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It warns that no-store was kept, which is what we want.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // A port that is taken is told in one sentence by the command line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 4 * Uploads.Largest;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var services = builder.Services;
        services.AddSingleton(cell).AddSingleton<Desk>();
        if (baseUrl is not null)
        {
            services.AddSingleton(new Printing.BaseAddress(baseUrl));
        }

        services.AddDataProtection().SetApplicationName("cunju");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new ProtectionKeys(cell))
        );
        // Without this Razor writes Chinese as eight-byte entities.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "form";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddResponseCompression(compression =>
        {
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        // A reverse proxy on this machine tells whose request it is and whether it came over TLS; nobody else is believed.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            forwarded.KnownProxies.Add(IPAddress.Loopback);
            forwarded.KnownProxies.Add(IPAddress.IPv6Loopback);
        });
        services.AddRouting();
        foreach (var module in Modules.All)
        {
            module.Services(services);
        }

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.Use(SecurityHeaders);
        app.UseResponseCompression();
        app.UseMiddleware<Fences>();
        app.UseRouting();
        app.MapSiteFiles();
        // For a supervisor of processes, and the yardstick of the benchmarks: the server without any page.
        app.MapGet("/alive", () => "ok\n");
        app.MapComfort();
        var pages = new Pages(app);
        foreach (var module in Modules.All)
        {
            module.Pages(pages);
        }

        return app;
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()";
        // Both words, or the antiforgery of the framework warns on every form that it adds the other.
        headers.CacheControl = "no-cache, no-store";
        return next(http);
    }
}
