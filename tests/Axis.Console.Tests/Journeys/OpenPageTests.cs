using System.Net;
using Axis.Console.Tests.Browsing;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Node.Users;

namespace Axis.Console.Tests.Journeys;

/// <summary>A page that stays open.</summary>
public sealed class OpenPageTests
{
    private ConsoleStage _stage;
    private InboxItem _item;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _stage = await ConsoleStage.StartAsync();
        _item = await _stage.DeliverAsync("V/v trang để mở");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [TestCase("/map", false)]
    [TestCase("", true)]
    public async Task what_a_page_asks_by_itself_keeps_no_session_open(string asked, bool counts)
    {
        var before = TimeProvider.System.GetUtcNow().AddMinutes(-10);
        var secret = await _stage.Lower.Store.WriteAsync(
            session =>
            {
                var opened = _stage.Lower.Get<UserSessions>().Open(session, session.Users.FindByName(ConsoleStage.CommuneClerk.Name)!, "test", before);
                session.Users.SetSeen(IdOf(opened), before);
                return opened;
            },
            CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _stage.Lower.Api };
        client.DefaultRequestHeaders.Add("Cookie", "__Host-axis=" + secret);
        (await client.GetAsync($"/console/sent/{_item.Packet}{asked}")).EnsureSuccessStatusCode();

        Assert.That(_stage.Lower.Store.Read(s => s.Users.FindSession(IdOf(secret)))!.SeenAt > before.AddMinutes(1), Is.EqualTo(counts));
    }

    [Test]
    public async Task a_map_on_which_nothing_changed_is_not_sent_again_until_something_does()
    {
        var secret = await _stage.Lower.Store.WriteAsync(
            session => _stage.Lower.Get<UserSessions>().Open(session, session.Users.FindByName(ConsoleStage.CommuneClerk.Name)!, "test", TimeProvider.System.GetUtcNow()), CancellationToken.None);
        using var client = new HttpClient { BaseAddress = _stage.Lower.Api };
        client.DefaultRequestHeaders.Add("Cookie", "__Host-axis=" + secret);
        var (first, tag) = await AskAsync(client, null);
        var (second, _) = await AskAsync(client, tag);
        await _stage.Lower.Store.WriteAsync(
            session =>
            {
                var row = session.Tracking.ListFor(_item.Packet)[0];
                session.Tracking.Update(row with { UpdatedAt = TimeProvider.System.GetUtcNow().AddSeconds(1) });
                return true;
            },
            CancellationToken.None);
        var (third, _) = await AskAsync(client, tag);

        Assert.That((first, second, third), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK)));
    }

    private async Task<(HttpStatusCode Status, string? Tag)> AskAsync(HttpClient client, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/console/sent/{_item.Packet}/map");
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, answer.Headers.ETag?.ToString());
    }

    [Test]
    public async Task a_tracking_page_whose_session_is_over_leads_to_sign_in_and_back()
    {
        await using var visit = await Visit.OpenAsync(_stage.Lower);
        await visit.EnterAsync(_stage.Lower, ConsoleStage.CommuneLeader);
        await visit.GoAsync($"/console/sent/{_item.Packet}");
        await _stage.Lower.Store.WriteAsync(static s => s.Users.EndSessions(s.Users.FindByName(ConsoleStage.CommuneLeader.Name)!.Id, null), CancellationToken.None);
        await visit.Page.WaitForURLAsync("**/console/sign-in?to=*");

        Assert.That(Uri.UnescapeDataString(new Uri(visit.Page.Url).Query), Is.EqualTo($"?to=/console/sent/{_item.Packet}"));
    }

    [Test]
    public async Task single_character_keys_can_be_turned_off()
    {
        await using var visit = await Visit.OpenAsync(_stage.Lower);
        await visit.EnterAsync(_stage.Lower, ConsoleStage.CommuneClerk);
        await visit.GoAsync("/console/sent");
        await visit.Page.ClickAsync("details.person > summary");
        await visit.Page.ClickAsync("[data-keys]");
        await visit.Page.CheckAsync("#keys-off");
        await visit.GoAsync("/console/sent");
        await visit.Page.Keyboard.PressAsync("j");

        Assert.That(await visit.Page.EvaluateAsync<bool>("() => document.activeElement.matches('[data-row]')"), Is.False);
    }

    private static Digest IdOf(string secret) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(secret));
}
