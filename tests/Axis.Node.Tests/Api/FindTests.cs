using System.Net;
using System.Net.Http.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Searching;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Api;

/// <summary>A clerk finds what the own agency received or sent, by the words that are remembered.</summary>
internal sealed class FindTests
{
    private static readonly OrganId Other = OrganId.Parse("H37.12");
    private static readonly DateTimeOffset Monday = new(2026, 11, 16, 2, 0, 0, TimeSpan.Zero);

    private RunningApi _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await RunningApi.StartAsync();
        await ReceiveAsync("05", "CV-UBND", "Về việc họp giao ban tuần", "Trần Thị Bình", RunningApi.Commune, Monday);
        await ReceiveAsync("2012", "TB-VP", "Thông báo nghỉ lễ", "Lê Đức Đạt", RunningApi.Commune, Monday.AddDays(1));
        await ReceiveAsync("77", "QĐ-UBND", "Quyết định của nơi khác", "Trần Thị Bình", Other, Monday.AddDays(2));
        await SendAsync("12", "BC-UBND", "Báo cáo thu ngân sách", Monday.AddDays(3), RunningApi.Parent.Value);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("hop giao ban", "05/CV-UBND")]
    [TestCase("tuan HỌP", "05/CV-UBND")]
    [TestCase("05 cv", "05/CV-UBND")]
    [TestCase("05/CV-UBND", "05/CV-UBND")]
    [TestCase("dat le", "2012/TB-VP")]
    [TestCase("12", "12/BC-UBND")]
    [TestCase("h37.12 giao", "05/CV-UBND")]
    [TestCase("H37.12 ubnd", "12/BC-UBND", "05/CV-UBND")]
    [TestCase("H37.99 ubnd")]
    [TestCase("ubnd", "12/BC-UBND", "05/CV-UBND")]
    [TestCase("ngan sach khong co")]
    [TestCase("quyet dinh")]
    public async Task words_are_found_wherever_they_begin_newest_first_and_only_among_the_own(string words, params string[] expected) =>
        Assert.That(await CodesAsync("q=" + Uri.EscapeDataString(words)), Is.EqualTo(expected));

    [TestCase("q=ubnd&side=den", "05/CV-UBND")]
    [TestCase("q=ubnd&side=di", "12/BC-UBND")]
    [TestCase("from=2026-11-17&to=2026-11-17", "2012/TB-VP")]
    [TestCase("to=2026-11-17", "2012/TB-VP", "05/CV-UBND")]
    [TestCase("from=2026-11-17", "12/BC-UBND", "2012/TB-VP")]
    public async Task direction_and_days_narrow_what_is_found(string query, params string[] expected) => Assert.That(await CodesAsync(query), Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("q=%20-%20")]
    [TestCase("q=a&side=ngang")]
    [TestCase("from=17.11.2026")]
    public async Task what_asks_for_nothing_or_cannot_be_is_refused(string query)
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
        Assert.That((await clerk.GetAsync("/api/v1/find?" + query)).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task another_agency_is_not_looked_into()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
        Assert.That((await clerk.GetAsync($"/api/v1/find?q=quyet&agency={Other}")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task what_lies_behind_many_others_is_found_step_by_step()
    {
        await using var api = await RunningApi.StartAsync();
        await FileAsync(api, "99", "KH-UBND", "Kế hoạch cũ nhất", "Trần Thị Bình", RunningApi.Commune, Monday);
        for (var i = 0; i < DeskSearch.Looked; i += 500)
        {
            var first = i;
            await api.Store.WriteAsync(
                session =>
                {
                    for (var n = first; n < first + 500; n++)
                    {
                        File(session, $"{n}", "CV", "Văn bản khác", "Ai đó", RunningApi.Commune, Monday.AddSeconds(n + 1));
                    }

                    return true;
                },
                CancellationToken.None);
        }

        using var clerk = await api.AsAsync(Role.Clerk, RunningApi.Commune);
        var first1 = await clerk.GetFromJsonAsync("/api/v1/find?q=cu+nhat", AxisJson.Web.PageFoundDocument);
        var second = await clerk.GetFromJsonAsync("/api/v1/find?q=cu+nhat&after=" + first1!.Next, AxisJson.Web.PageFoundDocument);
        Assert.That((first1.Items.Count, second!.Items.Single().Received!.Document.Code, second.Next), Is.EqualTo((0, "99/KH-UBND", (string?)null)));
    }

    private async Task<List<string?>> CodesAsync(string query)
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);
        var page = await clerk.GetFromJsonAsync("/api/v1/find?" + query, AxisJson.Web.PageFoundDocument);
        Assert.That(page!.Next, Is.Null);
        return [.. page.Items.Select(static f => f.Received?.Document.Code ?? f.Sent?.Document?.Code)];
    }

    private Task<bool> ReceiveAsync(string number, string notation, string subject, string signer, OrganId recipient, DateTimeOffset at) => FileAsync(_api, number, notation, subject, signer, recipient, at);

    private static Task<bool> FileAsync(RunningApi api, string number, string notation, string subject, string signer, OrganId recipient, DateTimeOffset at) => api.Store.WriteAsync(
        session =>
        {
            File(session, number, notation, subject, signer, recipient, at);
            return true;
        },
        CancellationToken.None);

    private static void File(ISession session, string number, string notation, string subject, string signer, OrganId recipient, DateTimeOffset at)
    {
        var packet = Packet(number, notation, subject, signer, Other, [recipient], at, null);
        session.Packets.Add(packet, "x"u8.ToArray());
        session.Inbox.Add(new InboxItem(Guid.CreateVersion7(at), packet.Digest, packet.Content!.Value, recipient, recipient, at, InboxState.Arrived, "hợp lệ", "TOTAL-PASSED", [], null, null, null));
    }

    private Task<bool> SendAsync(string number, string notation, string subject, DateTimeOffset at, params string[] to) => _api.Store.WriteAsync(
        session => session.Packets.Add(Packet(number, notation, subject, "Nguyễn Văn An", RunningApi.Commune, [.. to.Select(OrganId.Parse)], at, Guid.CreateVersion7(at)), "x"u8.ToArray()),
        CancellationToken.None);

    private static PacketRow Packet(string number, string notation, string subject, string signer, OrganId from, IReadOnlyList<OrganId> to, DateTimeOffset at, Guid? submission) => new(
        Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{number}/{notation}/{at:O}")),
        Digest.Of(System.Text.Encoding.UTF8.GetBytes($"{number}/{notation}/{at:O} content")),
        PacketKind.Document,
        true,
        1,
        from,
        $"{number}/{notation}",
        at,
        true,
        submission,
        new PacketFacts { CodeNumber = number, CodeNotation = notation, Subject = subject, SignerFullName = signer, To = [.. to.Select(static t => t.Value)] });
}
