using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Cunju.App.Watching;

/// <summary>请求日志: one line a request, with the route's template instead of the address, so that no secret link, no word of a query and no name can stand in it.</summary>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    /// <summary>Passes the request on, then notes it.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var counted = log.IsEnabled(LogLevel.Information) ? CountedStream.Around(http) : null;
        try
        {
            await next(http);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested)
        {
            // The answer had begun: too late for a page, but not for the log.
            Faults.Write(log, http, exception);
            http.Abort();
        }
        finally
        {
            var time = Stopwatch.GetElapsedTime(began);
            var (method, route) = (MethodOf(http), RouteOf(http));
            Meters.Requested(method, route, http.Response.StatusCode, time);
            log.LogInformation(
                "{Method} {Route} {Status} {Milliseconds} ms {Bytes} B",
                method,
                route,
                http.Response.StatusCode,
                Math.Round(time.TotalMilliseconds, 1),
                counted?.Count ?? 0
            );
        }
    }

    /// <summary>The route's template; a dash where none answers.</summary>
    public static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";

    /// <summary>The method, or a dash for one that is none: it is text from outside like any other.</summary>
    public static string MethodOf(HttpContext http) =>
        http.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? http.Request.Method : "-";
}

/// <summary>Counts the bytes that go out; everything else is the stream's own.</summary>
public sealed class CountedStream : Stream
{
    private readonly Stream inner;

    private CountedStream(Stream inner) => this.inner = inner;

    /// <summary>How many bytes were written.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Puts the counter around the answer of a request.</summary>
    public static CountedStream Around(HttpContext http)
    {
        var feature = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var counted = new CountedStream(feature.Stream);
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(counted, feature));
        return counted;
    }

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        Count += count;
        inner.Write(buffer, offset, count);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count += buffer.Length;
        return inner.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
