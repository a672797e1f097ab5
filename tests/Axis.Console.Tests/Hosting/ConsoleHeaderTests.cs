using Axis.Console.Tests.Browsing;
using Axis.Journey.Tests.BadInput;

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
        // With a neighbour's certificate: without one, the handshake would fail before any page is asked for.
        using var neighbour = new LyingNeighbour(_stage.Network, ConsoleStage.Commune, ConsoleStage.Province);

        Assert.That((await neighbour.SendAsync(HttpMethod.Get, "console/sign-in")).Status, Is.EqualTo(404));
    }

    private async Task<string> PolicyAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = _stage.Upper.Api };
        return (await client.GetAsync(path)).Headers.GetValues("Content-Security-Policy").Single();
    }
}
