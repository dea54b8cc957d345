using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Cunju.App;
using Cunju.App.People;
using Cunju.App.Storage;
using Cunju.Core.People;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Cunju.Tests.Shell;

/// <summary>The real server over a test cell, and people who sit at it. How they sign in is tested with the people; here their seats are simply taken.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestSite(TestCell cell, WebApplication app)
    {
        (Cell, this.app) = (cell, app);
        Address = new(app.Urls.Single());
    }

    public TestCell Cell { get; }

    public Uri Address { get; }

    /// <summary>Everything the application answers to.</summary>
    public IEnumerable<Microsoft.AspNetCore.Http.Endpoint> Endpoints =>
        ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints);

    /// <summary>What the application is made of, for a question asked without the wire.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Counts what is asked of this site's database from now on; dispose it.</summary>
    public AskedSql CountSql() => new(Cell.Store.Place);

    public static async Task<TestSite> Start(
        string today = "2023-10-12",
        string? since = null,
        Engine engine = Engine.Sqlite,
        string? baseUrl = null
    )
    {
        var cell = await TestCell.Create(today, engine, since);
        var app = Composition.Build(cell.Cell, 0, baseUrl);
        await app.StartAsync();
        return new(cell, app);
    }

    /// <summary>A person of an office at a browser; the cookie is the seat.</summary>
    public async Task<string> Seat(string unit, string office)
    {
        var token = Secrets.NewToken();
        var number = $"2023-{Random.Shared.Next(100_000, 999_999)}";
        var id = $"{office}-{number}";
        await using var db = Cell.Cell.Open();
        db.Add(
            new Account
            {
                Unit = unit,
                Number = number,
                Version = 1,
                Id = id,
                Person = id,
                State = AccountState.Active,
            }
        );
        db.Add(
            new Tenure
            {
                Unit = unit,
                Number = number,
                Version = 1,
                Person = id,
                Office = office,
                From = new(2021, 1, 1),
                Card = id,
            }
        );
        var now = Cell.Cell.RealNow;
        db.Add(
            new Session
            {
                Id = Secrets.Digest(token),
                Account = id,
                Unit = unit,
                Number = number,
                Began = now,
                Seen = now,
            }
        );
#pragma warning disable RS0030 // Only the Desk writes; a fixture prepares.
        await db.SaveChangesAsync();
#pragma warning restore RS0030
        return token;
    }

    /// <summary>A browser without script for a person of that office.</summary>
    public async Task<Browser> Browse(string unit, string office) => new(Address, await Seat(unit, office));

    /// <summary>What a verification finds, beside the seats that were simply taken.</summary>
    public async Task<Difference[]> Differences() =>
        [
            .. (await Cell.Verify()).Differences.Where(found =>
                !found.Place.Contains("/tenures/", StringComparison.Ordinal)
                && !found.Place.Contains("/accounts/", StringComparison.Ordinal)
            ),
        ];

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Cell.DisposeAsync();
    }
}

/// <summary>A plain browser: follows links, fills forms, follows redirects; no script.</summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient http;

    public Browser(Uri address, string? seat = null)
    {
        var cookies = new CookieContainer();
        if (seat is not null)
        {
            cookies.Add(address, new Cookie("seat", seat));
        }

        http = new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = address };
    }

    public HttpStatusCode Status { get; private set; }

    /// <summary>The address after redirects.</summary>
    public string Path { get; private set; } = "/";

    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    public string Text => Page.Body!.TextContent;

    public async Task<IHtmlDocument> Go(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return await Read(answer);
    }

    public Task<byte[]> Bytes(string address) => http.GetByteArrayAsync(new Uri(address, UriKind.Relative));

    /// <summary>Follows the link of those words.</summary>
    public Task<IHtmlDocument> Follow(string words)
    {
        var link = Page.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.Trim() == words);
        Assert.True(link is not null, $"No link 「{words}」 on {Path}");
        return Go(link.GetAttribute("href")!);
    }

    /// <summary>Fills the form that has the button of those words and presses it. Values replace what stands in it; a value with 、 ticks several.</summary>
    public Task<IHtmlDocument> Press(string button, params (string Name, string Value)[] values) => Send(button, null, values);

    /// <summary>The same with a file in the form's only field for files.</summary>
    public async Task<IHtmlDocument> Send(string button, (string Name, byte[] Bytes)? file, params (string Name, string Value)[] values)
    {
        var pressed = Page.QuerySelectorAll("main form button").FirstOrDefault(b => b.TextContent.Trim() == button);
        Assert.True(pressed is not null, $"No button 「{button}」 on {Path}\n{Text}");
        var form = pressed.Closest("form")!;
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input,select,textarea"))
        {
            var name = input.GetAttribute("name");
            if (name is null || input.GetAttribute("type") == "file" || values.Any(value => value.Name == name))
            {
                continue;
            }

            if (input.GetAttribute("type") is "checkbox" or "radio" && !input.HasAttribute("checked"))
            {
                continue;
            }

            var value =
                input is IHtmlSelectElement select ? select.Value
                : input is IHtmlTextAreaElement area ? area.TextContent
                : input.GetAttribute("value");
            fields.Add(new(name, value ?? ""));
        }

        if (pressed.GetAttribute("name") is { } said)
        {
            fields.Add(new(said, pressed.GetAttribute("value") ?? ""));
        }

        fields.AddRange(values.SelectMany(value => value.Value.Split('、').Select(item => KeyValuePair.Create(value.Name, item))));
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), $"\"{name}\"");
        }

        if (file is { } sent)
        {
            content.Add(
                new ByteArrayContent(sent.Bytes),
                $"\"{form.QuerySelector("input[type=file]")!.GetAttribute("name")}\"",
                $"\"{sent.Name}\""
            );
        }

        using var answer = await http.PostAsync(new Uri(form.GetAttribute("action") ?? Path, UriKind.Relative), content);
        return await Read(answer);
    }

    public void Dispose() => http.Dispose();

    private async Task<IHtmlDocument> Read(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        Path = answer.RequestMessage!.RequestUri!.PathAndQuery;
        return Page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }
}
