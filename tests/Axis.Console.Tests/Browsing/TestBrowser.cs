using Microsoft.Playwright;

namespace Axis.Console.Tests.Browsing;

/// <summary>The machine's own chromium, driven over its debugging protocol; one for all tests of the assembly.</summary>
[SetUpFixture]
public sealed class TestBrowser
{
    // Without these a browser in a closed network asks for updates and services all the time.
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private static IPlaywright? _playwright;
    private static IBrowser? _browser;

    /// <summary>The browser; a machine without one skips, the build server fails.</summary>
    public static async Task<IBrowser> GetAsync()
    {
        if (_browser is not null)
        {
            return _browser;
        }

        if (Find("chromium") is not { } program)
        {
            const string missing = "chromium is not on the PATH; on Debian it is the package chromium";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(missing);
            }

            Assert.Ignore(missing);
            throw new InvalidOperationException(missing);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Headless = true, Args = Arguments });
        return _browser;
    }

    [OneTimeTearDown]
    public async Task CloseAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
}
