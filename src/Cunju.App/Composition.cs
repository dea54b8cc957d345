using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cunju.App.Shell;
using Cunju.App.Storage;
using Cunju.App.Watching;
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
    /// <param name="log">What goes to the standard output.</param>
    public static WebApplication Build(Cell cell, int port, string? baseUrl = null, LogForm log = LogForm.Quiet)
    {
        // Everything is said on the command line. A builder that also looks for settings in the folder it was started in would watch all that lies below it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Console(builder.Logging.ClearProviders(), log)
            .SetMinimumLevel(LogLevel.Warning)
            // Our own line, without addresses; the framework's, with them, stay off at any level.
            .AddFilter(typeof(RequestLog).FullName, log == LogForm.Quiet ? LogLevel.Warning : LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // It warns that the keys are not encrypted: they lie beside the data they protect, under the same lock.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // It warns that no-store was kept, which is what we want.
            .AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error)
            // A port that is taken is told in one sentence by the command line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 4 * Uploads.Largest;
                kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
            });
        var services = builder.Services;
        services.AddSingleton(cell).AddSingleton<Desk>().AddSingleton<Gauge>();
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
        // It counts from its first breath on, not from the first question.
        app.Services.GetRequiredService<Gauge>();
        app.UseForwardedHeaders();
        app.UseMiddleware<RequestLog>();
        app.Use(SecurityHeaders);
        app.UseResponseCompression();
        app.UseMiddleware<Fences>();
        app.UseRouting();
        app.MapSiteFiles();
        app.MapWatch();
        app.MapComfort();
        var pages = new Pages(app);
        foreach (var module in Modules.All)
        {
            module.Pages(pages);
        }

        return app;
    }

    private static ILoggingBuilder Console(ILoggingBuilder logging, LogForm log) =>
        log == LogForm.Json
            ? logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                console.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
            })
            : logging.AddSimpleConsole(console => console.SingleLine = true);

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
