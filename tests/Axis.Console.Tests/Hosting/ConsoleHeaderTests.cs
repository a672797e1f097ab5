using Axis.Console.Tests.Browsing;

namespace Axis.Console.Tests.Hosting;

/// <summary>What a browser may do with a page.</summary>
public sealed class ConsoleHeaderTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task no_page_allows_inline_scripts_or_styles_or_a_frame_around_it()
    {
        var policy = await PolicyAsync("/console/sign-in");

        Assert.That(policy, Does.Not.Contain("unsafe").And.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
    }

    [Test]
    public async Task the_api_keeps_its_own_policy() => Assert.That(await PolicyAsync("/health/live"), Is.EqualTo("default-src 'none'; frame-ancestors 'none'"));

    [Test]
    public async Task a_page_is_kept_by_no_cache_and_a_named_file_for_good()
    {
        using var client = new HttpClient { BaseAddress = _stage.Upper.Api };
        var page = await client.GetAsync("/console/sign-in");
        var sheet = System.Text.RegularExpressions.Regex.Match(await page.Content.ReadAsStringAsync(), "/console/assets/base.css[^\"]+").Value;
        var file = await client.GetAsync(sheet);

        Assert.That((page.Headers.CacheControl!.NoStore, file.Headers.CacheControl!.MaxAge), Is.EqualTo((true, TimeSpan.FromDays(365))));
    }

    [Test]
    public async Task the_link_listener_has_no_console()
    {
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        using var client = new HttpClient(handler) { BaseAddress = _stage.Network.LinkOf(ConsoleStage.Province) };

        Assert.That(async () => (await client.GetAsync("/console/sign-in")).EnsureSuccessStatusCode(), Throws.InstanceOf<HttpRequestException>());
    }

    private async Task<string> PolicyAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = _stage.Upper.Api };
        return (await client.GetAsync(path)).Headers.GetValues("Content-Security-Policy").Single();
    }
}
