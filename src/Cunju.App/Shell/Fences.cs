using System.Globalization;
using Cunju.App.Watching;

namespace Cunju.App.Shell;

/// <summary>What a person sees when there is no page or when the program has a fault: the frame of the site, plain words, and a number to quote.</summary>
public sealed class Fences(RequestDelegate next, ILogger<Fences> log)
{
    /// <summary>Answers 400, 404 and 500 with a page.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException) when (!http.Response.HasStarted)
        {
            await Answer(http, 400, Say(http, "cut-short"));
            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            var number = Faults.Write(log, http, exception);
            await Answer(http, 500, Say(http, "fault", number));
            return;
        }

        if (http.Response is { StatusCode: 404, HasStarted: false, ContentLength: null or 0 })
        {
            await Answer(http, 404, Say(http, "no-page"));
        }
    }

    /// <summary>The notice in the chosen language; <c>{0}</c> is the number to quote.</summary>
    private static Notice Say(HttpContext http, string key, string number = "")
    {
        var language = Visit.LanguageOf(http);
        return new(Texts.Of(key, language), string.Format(CultureInfo.InvariantCulture, Texts.Of($"{key}-text", language), number));
    }

    private static async Task Answer(HttpContext http, int status, Notice notice)
    {
        http.Response.StatusCode = status;
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await Doors.DoorAnswers.Problem(status, notice.Title, notice.Text).ExecuteAsync(http);
            return;
        }

        if (http.Request.Headers.Accept.ToString().Contains("html") && await Visit.Begin(http, null) is { } visit)
        {
            await Show.Page<NoticePage, Notice>(visit, notice.Title, notice, status).ExecuteAsync(http);
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync($"{notice.Title}\n{notice.Text}\n");
    }
}

/// <summary>A page that only says something.</summary>
public sealed record Notice(string Title, string Text);
