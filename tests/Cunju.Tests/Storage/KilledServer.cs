using System.Diagnostics;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.Calendars;
using Cunju.Core.People;
using Xunit;

namespace Cunju.Tests.Storage;

/// <summary>A <c>cunju serve</c> of its own, to be killed.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process program;
    private readonly Task<string> errors;

    private Server(Process program, Uri address, Task<string> errors) => (this.program, Address, this.errors) = (program, address, errors);

    public Uri Address { get; }

    public static async Task<Server> Start(CellStore store)
    {
        var program = KillTests.Program(store, "serve", "--port", "0");
        var errors = program.StandardError.ReadToEndAsync();
        // 村居已打开：http://127.0.0.1:40123/  （…）
        var said = await program.StandardOutput.ReadLineAsync();
        Assert.True(said is not null, said is null ? await errors : "");
        return new(program, new(said!.Split('：', 2)[1].Split(' ')[0]), errors);
    }

    /// <summary>As the power going off does: nothing is finished, nothing is flushed.</summary>
    public void Kill() => program.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!program.HasExited)
        {
            program.Kill();
        }

        await program.WaitForExitAsync();
        await errors;
        program.Dispose();
    }
}

/// <summary>A clerk who notes work down as fast as the server answers, each time with a file, and asks again for what was not answered.</summary>
internal sealed class Poster : IDisposable
{
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();
    private readonly string seat;
    private TaskCompletionSource answered = new();
    private string? token;
    private (string Key, byte[] File)? open;

    private Poster(string unit, string seat)
    {
        (Unit, this.seat) = (unit, seat);
        http = new(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false });
    }

    public string Unit { get; }

    /// <summary>The addresses the server answered with.</summary>
    public List<string> Done { get; } = [];

    /// <summary>How many forms were sent.</summary>
    public int Asked { get; private set; }

    /// <summary>Ends when the server that is posted to has answered the first time.</summary>
    public Task Answered => answered.Task;

    /// <summary>A clerk of the unit with an open session by the real clock.</summary>
    public static async Task<Poster> Sit(TestCell cell, string unit, string login)
    {
        var everyone = cell.Everyone(unit);
        var appointed = await cell.Does(
            everyone,
            TenureProcedure.Table,
            unit,
            null,
            new AppointToOffice
            {
                Office = "clerk",
                Name = login,
                From = cell.Cell.Today,
            }
        );
        var (outcome, _) = await Accounts.Invite(
            cell.Desk,
            unit,
            new InviteAccount { Person = ((Tenure)appointed.Case!).Person, Login = login },
            everyone,
            default
        );
        var account = (Account)outcome.Value!.Case!;
        Assert.True((await Accounts.Activate(cell.Cell, cell.Desk, account, "correct-horse-battery", default)).IsDone);
        var seat = Secrets.NewToken();
        var now = JournalEntry.Round(TimeProvider.System.GetUtcNow());
        await using var db = cell.Cell.Open();
        db.Add(
            new Session
            {
                Id = Secrets.Digest(seat),
                Account = account.Id,
                Unit = unit,
                Number = account.Number,
                Began = now,
                Seen = now,
            }
        );
#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
        return new(unit, seat);
    }

    /// <summary>Posts one form after the other until nobody answers any more.</summary>
    public async Task PostUntilTheServerIsGone(Uri server)
    {
        answered = new();
        try
        {
            while (true)
            {
                await PostOnce(server);
                answered.TrySetResult();
            }
        }
        catch (HttpRequestException)
        {
            // It was killed; what was on its way stays open.
        }
        catch (IOException)
        {
            // It was killed in the middle of an answer.
        }
    }

    /// <summary>Posts the form that was not answered, or a new one, and notes the answer.</summary>
    public async Task PostOnce(Uri server)
    {
        var form = new Uri(server, $"/{Unit}/work-records/new/record-work?Kind=promise.posted");
        if (token is null)
        {
            cookies.Add(server, new Cookie("seat", seat));
            var page = await new HtmlParser().ParseDocumentAsync(await http.GetStringAsync(form));
            token = ((IHtmlInputElement)page.QuerySelector("form.act input[name=__RequestVerificationToken]")!).Value;
        }

        if (open is null)
        {
            Asked++;
            open = (Guid.CreateVersion7().ToString("N"), [.. "%PDF-"u8, .. Guid.CreateVersion7().ToByteArray()]);
        }

        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(open.Value.Key), "Key" },
            { new StringContent("0"), "Seen" },
            { new StringContent("promise.posted"), "Kind" },
            { new StringContent($"{ChinaTime.Day(TimeProvider.System.GetUtcNow()):yyyy-MM-dd}"), "On" },
            { new ByteArrayContent(open.Value.File), "Files", "照片.pdf" },
        };
        using var answer = await http.PostAsync(new Uri(server, form.AbsolutePath), content);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        Done.Add(answer.Headers.Location!.ToString());
        open = null;
    }

    public void Dispose() => http.Dispose();
}
