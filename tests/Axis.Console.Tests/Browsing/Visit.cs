using Axis.Journey.Tests.Network;
using Axis.Node.Users;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Browsing;

/// <summary>One person at one browser: a context with its own cookies, and what went wrong in its pages.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _node;

    private Visit(IBrowserContext context, IPage page, Uri node) => (_context, Page, _node) = (context, page, node);

    public IPage Page { get; }

    /// <summary>Errors of scripts, and everything that the page's own policy forbade.</summary>
    public List<string> Faults { get; } = [];

    public static Task<Visit> OpenAsync(RunningNode node, bool phone = false, bool dark = false, bool english = false, bool scripts = true) => OpenAsync(node.Api, phone, dark, english, scripts);

    /// <param name="node">Address of the node.</param>
    /// <param name="phone">A phone's width.</param>
    /// <param name="dark">Dark.</param>
    /// <param name="english">In English.</param>
    /// <param name="scripts">Whether scripts run.</param>
    /// <param name="certificate">What the browser shows when a listener asks for it.</param>
    public static async Task<Visit> OpenAsync(Uri node, bool phone = false, bool dark = false, bool english = false, bool scripts = true, ClientCertificate? certificate = null)
    {
        var browser = await TestBrowser.GetAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = node.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 360, Height = 740 } : new ViewportSize { Width = 1280, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = english ? "en-GB" : "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            JavaScriptEnabled = scripts,
            IgnoreHTTPSErrors = node.Scheme == Uri.UriSchemeHttps,
            // A browser starts no service worker from an address whose certificate it only puts up with.
            ServiceWorkers = node.Scheme == Uri.UriSchemeHttps ? ServiceWorkerPolicy.Block : ServiceWorkerPolicy.Allow,
            ClientCertificates = certificate is null ? null : [certificate],
        });
        context.SetDefaultTimeout(10_000);
        if (english)
        {
            await context.AddCookiesAsync([new Cookie { Name = "axis-look", Value = "en.auto", Url = new Uri(node, "/console").ToString() }]);
        }

        var visit = new Visit(context, await context.NewPageAsync(), node);
        visit.Page.PageError += (_, error) => visit.Faults.Add(error);
        visit.Page.Console += (_, message) =>
        {
            // A refused form is an answer with status 4xx, which browsers report by themselves.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                visit.Faults.Add(message.Text);
            }
        };
        return visit;
    }

    /// <summary>Signs in by the form.</summary>
    public async Task SignInAsync(string name, string password, string? to = null)
    {
        await GoAsync(to ?? "/console");
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("button.main");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Signs in behind the form's back: the same session, opened at the node, for tests that are about something else.</summary>
    public async Task EnterAsync(RunningNode node, Person person)
    {
        var secret = await node.Store.WriteAsync(
            session => node.Get<UserSessions>().Open(session, session.Users.FindByName(person.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await _context.AddCookiesAsync([new Cookie { Name = "__Host-axis", Value = secret, Domain = _node.Host, Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Strict }]);
    }

    public async Task<IResponse> GoAsync(string path) => (await Page.GotoAsync(new Uri(_node, path).ToString()))!;

    /// <summary>The text of the first element.</summary>
    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
