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
            await Answer(
                http,
                400,
                new Notice("没有收到完整的表单", "填写的内容可能太长，或者附件太大。请返回上一页，减少一些再提交一次。")
            );
            return;
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            var number = Faults.Write(log, http, exception);
            await Answer(
                http,
                500,
                new Notice("程序出了差错", $"请记下编号 {number}，告诉维护人员。您填写的内容没有保存，可以返回上一页再试一次。")
            );
            return;
        }

        if (http.Response is { StatusCode: 404, HasStarted: false, ContentLength: null or 0 })
        {
            await Answer(http, 404, new Notice("没有这个页面", "地址可能写错了，或者您没有查看的权限。"));
        }
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
        await http.Response.WriteAsync($"{notice.Title}：{notice.Text}\n");
    }
}

/// <summary>A page that only says something.</summary>
public sealed record Notice(string Title, string Text);
