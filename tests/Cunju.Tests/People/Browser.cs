using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cunju.App;
using Cunju.App.People;
using Cunju.Core.People;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Cunju.Tests.People;

/// <summary>The real server on a port of its own.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<Browser> browsers = [];

    private Site(TestCell cell, WebApplication app)
    {
        Cell = cell;
        this.app = app;
    }

    /// <summary>The cell it serves.</summary>
    public TestCell Cell { get; }

    /// <summary>Its address.</summary>
    public Uri Address => new(app.Urls.First());

    public static async Task<Site> Start(string today = "2023-10-12", string? baseUrl = null, Engine engine = Engine.Sqlite)
    {
        var cell = await TestCell.Create(today, engine);
        var app = Composition.Build(cell.Cell, 0, baseUrl);
        await app.StartAsync();
        return new(cell, app);
    }

    /// <summary>A browser with a password for a new account of somebody in that office, signed in.</summary>
    public async Task<Browser> SignedIn(string unit, string office, string login)
    {
        var browser = new Browser(this);
        await browser.Activate(await Link(unit, office, login));
        return browser;
    }

    /// <summary>The one-time link of a new account of somebody in that office.</summary>
    public async Task<string> Link(string unit, string office, string login)
    {
        var tenure = await Appoint(unit, office, $"姓名{login}");
        var (outcome, token) = await Accounts.Invite(
            Cell.Desk,
            unit,
            new InviteAccount { Person = tenure.Person, Login = login },
            Cell.Everyone(unit),
            CancellationToken.None
        );
        Assert.True(outcome.IsDone, string.Join("\n", outcome.Refusals));
        return $"/activate/{token}";
    }

    /// <summary>Writes an office-holder down.</summary>
    public async Task<Tenure> Appoint(string unit, string office, string name, string? person = null)
    {
        var done = await Cell.Does(
            Cell.Everyone(unit),
            TenureProcedure.Table,
            unit,
            null,
            new AppointToOffice
            {
                Office = office,
                Name = name,
                Person = person,
                From = new(2021, 3, 1),
            }
        );
        return (Tenure)done.Case!;
    }

    /// <summary>The site closes the browsers that were opened on it.</summary>
    internal void Opened(Browser browser) => browsers.Add(browser);

    public async ValueTask DisposeAsync()
    {
        browsers.ForEach(browser => browser.Dispose());
        await app.DisposeAsync();
        await Cell.DisposeAsync();
    }
}

/// <summary>A person's browser: it reads pages and fills in their forms, and knows nothing else.</summary>
public sealed class Browser : IDisposable
{
    public const string Password = "风筝 飞过 三棵柳树";

    private readonly HttpClient client;

    /// <param name="site">The site.</param>
    /// <param name="forwarded">Headers a reverse proxy on the same machine would set.</param>
    public Browser(Site site, params (string Name, string Value)[] forwarded)
    {
        Handler = new() { AllowAutoRedirect = false, CookieContainer = new() };
        client = new(Handler) { BaseAddress = site.Address };
        site.Opened(this);
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        foreach (var (name, value) in forwarded)
        {
            client.DefaultRequestHeaders.Add(name, value);
        }
    }

    public HttpClientHandler Handler { get; }

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the answer sends the browser; null when it is a page.</summary>
    public string? Location { get; private set; }

    public HttpResponseMessage Response { get; private set; } = null!;

    public IDocument Page { get; private set; } = null!;

    public string Text => string.Join(' ', Page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public Task<Browser> Get(string path) => Take(client.GetAsync(path), path);

    /// <summary>Fills in the form whose action ends so, and sends it.</summary>
    public Task<Browser> Send(string action, params (string Field, string Value)[] typed) => Send(action, [], typed);

    public Task<Browser> Send(string action, byte[] file, params (string Field, string Value)[] typed)
    {
        var form = Page.QuerySelectorAll<IHtmlFormElement>("form[method=post]")
            .First(candidate => new Uri(candidate.Action).AbsolutePath.EndsWith(action, StringComparison.Ordinal));
        var content = new MultipartFormDataContent();
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]"))
        {
            content.Add(new StringContent(input.Value ?? ""), input.Name!);
        }

        foreach (var (field, value) in typed)
        {
            content.Add(new StringContent(value), field);
        }

        if (file.Length > 0)
        {
            content.Add(new ByteArrayContent(file), "File", "名单.xlsx");
        }

        var path = new Uri(form.Action).AbsolutePath;
        return Take(client.PostAsync(path, content), path);
    }

    /// <summary>Posts whatever it likes.</summary>
    public Task<Browser> Post(string path, HttpContent body) => Take(client.PostAsync(path, body), path);

    public async Task<Browser> Activate(string link, string password = Password)
    {
        await Get(link);
        return await Send("", ("Password", password), ("Again", password));
    }

    public async Task<Browser> SignIn(string login, string password = Password)
    {
        await Get("/sign-in");
        return await Send("/sign-in", ("Login", login), ("Password", password));
    }

    public void Dispose() => client.Dispose();

    private async Task<Browser> Take(Task<HttpResponseMessage> sent, string path)
    {
        Response = await sent;
        Status = Response.StatusCode;
        Location = Response.Headers.Location?.ToString();
        var html = await Response.Content.ReadAsStringAsync();
        Page = await BrowsingContext.New().OpenAsync(page => page.Content(html).Address(new Uri(client.BaseAddress!, path).ToString()));
        return this;
    }
}
