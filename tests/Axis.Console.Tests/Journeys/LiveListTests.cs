using Axis.Console.Tests.Browsing;
using Axis.Node.Users;

namespace Axis.Console.Tests.Journeys;

/// <summary>Lists that lie open keep themselves up to date.</summary>
public sealed class LiveListTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task a_document_that_comes_is_seen_in_the_open_inbox()
    {
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/inbox");
        await _stage.DeliverAsync("V/v đến khi hộp thư đang mở");

        await visit.Page.Locator("table.list a:has-text('V/v đến khi hộp thư đang mở')").WaitForAsync();
        Assert.That(await visit.Page.EvaluateAsync<bool>("() => window.same === true"), Is.True, "the page was not loaded again");
        Assert.That(await visit.Page.Locator("#live-said").TextContentAsync(), Does.StartWith("Danh sách vừa được cập nhật lúc"));
    }

    [Test]
    public async Task what_becomes_of_a_document_is_seen_in_the_open_tracking_list()
    {
        var item = await _stage.DeliverAsync("V/v theo dõi khi trang đang mở");
        await using var visit = await OpenAsync(ConsoleStage.CommuneClerk, "/console/tracking");
        await visit.Page.Locator($"tr:has(a[href='/console/sent/{item.Packet}']) .badge:has-text('Đã đến')").WaitForAsync();
        await using var receiver = await OpenAsync(ConsoleStage.ProvinceClerk, $"/console/inbox/{item.Id}");
        await receiver.Page.ClickAsync("button[value='03']");

        await visit.Page.Locator($"tr:has(a[href='/console/sent/{item.Packet}']) .badge:has-text('Đã tiếp nhận')").WaitForAsync();
        Assert.That(await visit.Page.EvaluateAsync<bool>("() => window.same === true"), Is.True, "the page was not loaded again");
    }

    [Test]
    public async Task whoever_stands_on_a_line_by_the_keyboard_stays_on_it()
    {
        var item = await _stage.DeliverAsync("V/v đang đứng ở dòng này");
        await using var visit = await OpenAsync(ConsoleStage.ProvinceClerk, "/console/inbox");
        await visit.Page.Locator($"table.list a[href='/console/inbox/{item.Id}']").FocusAsync();
        await _stage.DeliverAsync("V/v dòng mới ở trên");
        await visit.Page.Locator("table.list a:has-text('V/v dòng mới ở trên')").WaitForAsync();

        Assert.That(await visit.Page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"), Is.EqualTo($"/console/inbox/{item.Id}"));
    }

    [Test]
    public async Task a_page_that_lay_in_the_background_catches_up_when_it_is_looked_at_again()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.Page.AddInitScriptAsync("window.hides = true; Object.defineProperty(document, 'visibilityState', { get: () => window.hides ? 'hidden' : 'visible' });");
        await visit.GoAsync("/console/inbox");
        await _stage.DeliverAsync("V/v đến khi không ai nhìn");
        await visit.Page.EvaluateAsync("() => { window.hides = false; }");

        await visit.Page.Locator("table.list a:has-text('V/v đến khi không ai nhìn')").WaitForAsync();
    }

    [TestCase("/console/inbox/live")]
    [TestCase("/console/tracking/live")]
    public async Task what_an_open_list_asks_by_itself_keeps_no_session_open(string path)
    {
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        var secret = await _stage.Lower.Store.WriteAsync(
            session =>
            {
                var opened = _stage.Lower.Get<UserSessions>().Open(session, session.Users.FindByName(ConsoleStage.CommuneClerk.Name)!, "test", before);
                session.Users.SetSeen(Of(opened), before);
                return opened;
            },
            CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _stage.Lower.Api };
        client.DefaultRequestHeaders.Add("Cookie", "__Host-axis=" + secret);
        (await client.GetAsync(path)).EnsureSuccessStatusCode();

        Assert.That(_stage.Lower.Store.Read(s => s.Users.FindSession(Of(secret)))!.SeenAt, Is.EqualTo(before).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task the_next_page_of_a_live_list_is_a_page()
    {
        for (var i = 0; i < 51; i++)
        {
            await _stage.Lower.SendAsync(ConsoleStage.CommuneAgency, [ConsoleStage.ProvinceAgency], $"V/v trang sau {i}");
        }

        using var client = new HttpClient { BaseAddress = _stage.Lower.Api };
        client.DefaultRequestHeaders.Add("Cookie", "__Host-axis=" + await _stage.Lower.Store.WriteAsync(
            s => _stage.Lower.Get<UserSessions>().Open(s, s.Users.FindByName(ConsoleStage.CommuneClerk.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None));

        Assert.That(await client.GetStringAsync("/console/tracking/live?all=true"), Does.Contain("href=\"/console/tracking?all=true&amp;after="));
    }

    private static Core.Packets.Digest Of(string secret) => Core.Packets.Digest.Of(System.Text.Encoding.UTF8.GetBytes(secret));

    private async Task<Visit> OpenAsync(Person person, string path)
    {
        var visit = await Visit.OpenAsync(_stage.NodeOf(person));
        await visit.EnterAsync(_stage.NodeOf(person), person);
        await visit.GoAsync(path);
        await visit.Page.EvaluateAsync("() => { window.same = true; }");
        return visit;
    }
}
