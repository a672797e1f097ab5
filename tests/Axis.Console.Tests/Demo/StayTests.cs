using System.Text.RegularExpressions;
using Axis.Cli;
using Axis.Console.Tests.Browsing;
using Microsoft.Playwright;

namespace Axis.Console.Tests.Demo;

/// <summary><c>axis demo --stay</c> as somebody tries it: read the addresses and passwords off the screen, sign in, watch documents come.</summary>
[NonParallelizable]
public sealed partial class StayTests
{
    private const int Nodes = 5;

    private readonly CancellationTokenSource _stop = new();
    private readonly SharedText _screen = new();
    private readonly Dictionary<string, (Uri Address, Dictionary<string, string> People)> _nodes = [];
    private Task<int> _demo = Task.FromResult(0);

    [OneTimeSetUp]
    [CancelAfter(180_000)]
    public async Task StartAsync()
    {
        _demo = Task.Run(() => AxisCommandLine.RunAsync(["demo", "--stay"], _screen, _screen, _stop.Token));
        while (Command().Count(_screen.ToString()) < Nodes)
        {
            Assert.That(_demo.IsCompleted, Is.False, _screen.ToString());
            await Task.Delay(100);
        }

        foreach (Match node in Node().Matches(_screen.ToString()))
        {
            _nodes[node.Groups[1].Value] = (new Uri(node.Groups[2].Value), Someone().Matches(node.Groups[3].Value).ToDictionary(static p => p.Groups[1].Value, static p => p.Groups[2].Value));
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        var code = await _demo;
        _demo.Dispose();
        _stop.Dispose();
        var said = _screen.ToString();
        await _screen.DisposeAsync();
        Assert.That(code, Is.Zero, "Ctrl+C is no failure: " + said);
    }

    [Test]
    public void the_screen_tells_five_addresses_and_four_people_at_each() =>
        Assert.That(_nodes.Values.Select(static n => string.Join(' ', n.People.Keys)), Is.EqualTo(Enumerable.Repeat("vanthu lanhdao quantri kiemtra", Nodes)));

    [TestCase("vanthu", "Hộp đến")]
    [TestCase("lanhdao", "Hộp đến")]
    [TestCase("quantri", "Tổng quan")]
    [TestCase("kiemtra", "Hộp đến")]
    public async Task each_person_signs_in_sets_a_password_and_begins_at_the_first_page_of_the_role(string name, string heading)
    {
        await using var visit = await SignInAsync(At("tỉnh"), name);

        Assert.That((await visit.TextAsync("h1"), string.Join("; ", visit.Faults)), Is.EqualTo((heading, "")));
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task a_document_that_the_commune_sends_is_seen_to_come_and_to_be_tracked_without_reloading()
    {
        await using var receiver = await SignInAsync(At("trung ương"), "vanthu");
        await using var sender = await SignInAsync(At("Đồi Thông"), "vanthu");
        await sender.GoAsync("/console/tracking?all=true");
        var (inbox, tracking) = (await RowsAsync(receiver.Page), await RowsAsync(sender.Page));
        foreach (var page in new[] { receiver.Page, sender.Page })
        {
            await page.EvaluateAsync("() => { window.same = true; }");
        }

        await Task.WhenAll(GrowsAsync(receiver.Page, inbox), GrowsAsync(sender.Page, tracking));

        Assert.That(await receiver.Page.EvaluateAsync<bool>("() => window.same") && await sender.Page.EvaluateAsync<bool>("() => window.same"), Is.True);
    }

    private static Task<int> RowsAsync(IPage page) => page.Locator("table.list tbody tr").CountAsync();

    private static Task<IJSHandle> GrowsAsync(IPage page, int rows) =>
        page.WaitForFunctionAsync("rows => document.querySelectorAll('table.list tbody tr').length > rows", rows, new PageWaitForFunctionOptions { Timeout = 75_000 });

    private (Uri Address, Dictionary<string, string> People) At(string part) => _nodes.First(n => n.Key.Contains(part, StringComparison.OrdinalIgnoreCase)).Value;

    private static async Task<Visit> SignInAsync((Uri Address, Dictionary<string, string> People) node, string name)
    {
        var visit = await Visit.OpenAsync(node.Address);
        await visit.SignInAsync(name, node.People[name]);
        await visit.Page.FillAsync("#current", node.People[name]);
        await visit.Page.FillAsync("#password", "nắng sớm trên đồng chè");
        await visit.Page.FillAsync("#again", "nắng sớm trên đồng chè");
        await visit.Page.ClickAsync("main button.main");
        await visit.Page.WaitForURLAsync("**/account?said=password-changed");
        await visit.GoAsync("/console");
        return visit;
    }

    [GeneratedRegex(@"(?m)^(.+): (http://\S+)/console$((?:\n  \S+ +\S+$)+)")]
    private static partial Regex Node();

    [GeneratedRegex(@"(?m)^  (\S+) +(\S+)$")]
    private static partial Regex Someone();

    [GeneratedRegex("(?m)^  axis inbox list --url ")]
    private static partial Regex Command();
}
