using System.Net;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Journey.Tests.BadInput;
using Axis.Journey.Tests.Evidence;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Journal;
using Axis.Node.Links;
using Axis.Node.Outgoing;
using Axis.Node.Registers;
using Axis.Node.Secrecy;
using Axis.Node.Storage;

namespace Axis.Journey.Tests;

/// <summary>A state secret that is found after transport, at real nodes (SEC-03).</summary>
public sealed class IsolationTests
{
    private const string Abstract = "V/v nội dung không được để lại dấu vết";
    private TestNetwork _network = null!;

    private RunningNode Sender => _network[TestNetwork.Commune];

    private RunningNode Relay => _network[TestNetwork.District];

    private RunningNode Receiver => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync() => _network = await TestNetwork.StartAsync(TestNetwork.Province, TestNetwork.District, TestNetwork.Commune);

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task what_the_recipient_finds_is_isolated_on_the_whole_way_back()
    {
        var packet = await ArrivedAsync();
        var answer = await IsolateAsync(Receiver, packet);
        await EverywhereAsync(packet);

        Assert.That((answer.Told, await ReadAsync(Receiver, "H37", packet), await ReadAsync(Sender, "H37.20.61", packet)), Is.EqualTo((new[] { "H37.20.61" }, HttpStatusCode.Gone, HttpStatusCode.Gone)));
    }

    [Test]
    public async Task what_the_sender_finds_is_isolated_at_every_recipient_and_relay()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Sender, packet);
        await EverywhereAsync(packet);

        Assert.That((await ReadAsync(Receiver, "H37", packet) == HttpStatusCode.OK, Facts(Receiver, packet).Subject, Facts(Relay, packet).Subject), Is.EqualTo((false, (string?)null, (string?)null)));
    }

    [Test]
    public async Task a_purge_leaves_the_audit_trail_without_the_abstract()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Receiver, packet);
        await DecideAsync(Receiver, packet, "purge");
        var digest = Digest.Parse(packet);
        var left = Receiver.Store.Read(s => (s.Packets.ReadInline(digest), s.Packets.Exists(digest), s.Journal.List(null, 100, digest)));
        var verified = new JournalVerifier(Receiver.Store, static _ => true).Verify(CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That((left.Item1, left.Item2), Is.EqualTo(((byte[]?)null, false)));
            Assert.That(left.Item3.Select(static l => l.Entry.Detail), Is.All.Null);
            Assert.That(left.Item3.Select(static l => l.Entry.Kind), Does.Contain("secrecy-isolated").And.Contain("secrecy-purged"));
            Assert.That(verified.Problems, Is.Empty);
        });
    }

    [Test]
    public async Task nothing_of_a_purged_document_is_left_in_the_files_of_the_store()
    {
        var marker = "dấu vết " + Guid.NewGuid();
        var packet = (await Sender.SendAsync("H37.20.61", ["H37"], "V/v " + marker)).Packet;
        await Eventually.GetAsync(() => Receiver.Store.Read(s => s.Packets.Find(Digest.Parse(packet))), static p => p is not null, "arrived");
        await IsolateAsync(Receiver, packet);
        await DecideAsync(Receiver, packet, "purge");
        await Receiver.StopAsync();
        var bytes = await File.ReadAllBytesAsync(Directory.EnumerateFiles(Receiver.Folder, "axis.db", SearchOption.AllDirectories).Single());
        await Receiver.StartAsync();

        Assert.That(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(marker)), Is.EqualTo(-1));
    }

    [Test]
    public async Task a_purged_packet_that_is_offered_again_is_refused()
    {
        var packet = await ArrivedAsync();
        var bytes = Sender.Store.Read(s => s.Packets.ReadInline(Digest.Parse(packet)))!;
        await IsolateAsync(Receiver, packet);
        await DecideAsync(Receiver, packet, "purge");
        using var neighbour = new LyingNeighbour(_network, TestNetwork.District, TestNetwork.Province);
        var again = await neighbour.OfferAsync(neighbour.Offer(bytes, "H37.20.61", "H37"), bytes);

        Assert.That(
            (again.Status, again.Code, again.Retryable, Receiver.Store.Read(s => s.Packets.ReadInline(Digest.Parse(packet)))),
            Is.EqualTo((422, "CONTENT_ISOLATED", (bool?)false, (byte[]?)null)));
    }

    [Test]
    public async Task nothing_is_found_out_about_a_document_while_it_is_isolated()
    {
        var digest = Digest.Parse(await ArrivedAsync());
        var before = await JudgedAsync(digest, static v => v.Count > 0);
        await IsolateAsync(Receiver, digest.ToString());
        await Receiver.Store.WriteAsync(Demand, CancellationToken.None);
        await Eventually.GetAsync(() => Receiver.Store.Read(static s => s.LegalValues.Due(DateTimeOffset.MaxValue, 99)), static d => d.Count == 0, "looked at");

        Assert.That(Values(digest), Is.EqualTo(before));

        bool Demand(ISession session)
        {
            session.LegalValues.Settle(digest);
            session.LegalValues.Demand(digest, TimeProvider.System.GetUtcNow());
            return true;
        }
    }

    [Test]
    public async Task the_legal_value_of_what_is_given_back_is_judged_anew()
    {
        var digest = Digest.Parse(await ArrivedAsync());
        var before = await JudgedAsync(digest, static v => v.Count > 0);
        await IsolateAsync(Receiver, digest.ToString());
        await Receiver.Store.WriteAsync(Overtaken, CancellationToken.None);
        await DecideAsync(Receiver, digest.ToString(), "give-back");
        var after = await JudgedAsync(digest, v => v.Count == before.Count + 2);

        Assert.That(after[^1].Value, Is.EqualTo(before[^1].Value));

        // Put off for a year, and found something else meanwhile.
        bool Overtaken(ISession session)
        {
            var other = before[^1].ReportJson.Replace($"\"value\":\"{before[^1].Value}\"", "\"value\":\"HAS_VALUE\"", StringComparison.Ordinal);
            session.LegalValues.Add(new LegalValueRow(digest, TimeProvider.System.GetUtcNow(), "HAS_VALUE", other));
            session.LegalValues.Settle(digest);
            session.LegalValues.Demand(digest, TimeProvider.System.GetUtcNow().AddYears(1));
            return true;
        }
    }

    [Test]
    public async Task what_was_no_secret_is_given_back_as_it_was()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Receiver, packet);
        await DecideAsync(Receiver, packet, "give-back");

        Assert.That((await ReadAsync(Receiver, "H37", packet), Facts(Receiver, packet).Subject), Is.EqualTo((HttpStatusCode.OK, Abstract)));
    }

    [Test]
    public async Task on_another_s_word_nothing_is_deleted()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Receiver, packet);
        await EverywhereAsync(packet);
        var findings = new IsolationFindings(Sender.Store).Findings();
        await DecideAsync(Sender, packet, "give-back");

        Assert.That((findings.Single().Code, await ReadAsync(Sender, "H37.20.61", packet)), Is.EqualTo(("SECRET_ISOLATED", HttpStatusCode.OK)));
    }

    [Test]
    public async Task an_officer_of_another_agency_isolates_nothing()
    {
        var packet = await ArrivedAsync();
        using var officer = await Receiver.ClientAsync(Role.Security, "H37.01");
        using var response = await officer.PostAsJsonAsync("/api/v1/secrecy/isolations", new IsolateDocument(packet, "thử"), AxisJson.Web.IsolateDocument);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task what_the_sender_took_for_a_secret_and_was_none_is_unread_again_at_its_recipient()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Sender, packet);
        await EverywhereAsync(packet);
        await DecideAsync(Receiver, packet, "give-back");

        Assert.That((Receiver.Inbox().Single(i => i.Packet == Digest.Parse(packet)).State, await ReadAsync(Receiver, "H37", packet)), Is.EqualTo((InboxState.Arrived, HttpStatusCode.OK)));
    }

    [Test]
    public async Task the_senders_officer_tells_all_recipients_once_what_one_of_them_found()
    {
        var packet = await ArrivedAsync("H37", "H37.20");
        await IsolateAsync(Receiver, packet);
        await EverywhereAsync(packet);
        var answer = await IsolateAsync(Sender, packet);
        using var officer = await Sender.ClientAsync(Role.Security);
        using var again = await officer.PostAsJsonAsync("/api/v1/secrecy/isolations", new IsolateDocument(packet, "lần nữa"), AxisJson.Web.IsolateDocument);

        Assert.That((answer.Told.Order(), again.StatusCode), Is.EqualTo((new[] { "H37", "H37.20" }, HttpStatusCode.Conflict)));
    }

    [Test]
    public async Task who_got_another_version_is_told_too()
    {
        var packet = await ArrivedAsync();
        await Sender.Store.WriteAsync(
            s =>
            {
                var later = s.Packets.Find(Digest.Parse(packet))! with { Digest = Digest.Of(Guid.NewGuid().ToByteArray()), Submission = Guid.CreateVersion7(), Size = 1 };
                s.Packets.Add(later, new byte[1]);
                s.Tracking.Add(s.Tracking.ListFor(Digest.Parse(packet))[0] with { Id = Guid.CreateVersion7(), Packet = later.Digest, Recipient = OrganId.Parse("H37.20"), Delivered = OrganId.Parse("H37.20") });
                return true;
            },
            CancellationToken.None);

        Assert.That((await IsolateAsync(Sender, packet)).Told, Is.EquivalentTo(new[] { "H37", "H37.20" }));
    }

    [Test]
    public async Task an_officer_of_one_agency_does_not_purge_what_another_of_the_node_has_too()
    {
        var packet = await ArrivedAsync("H37", "H37.01");
        await IsolateAsync(Receiver, packet);
        using var officer = await Receiver.ClientAsync(Role.Security, "H37");
        using var response = await officer.PostAsJsonAsync($"/api/v1/secrecy/isolations/{packet}/purge", new DecideIsolation("đã xem"), AxisJson.Web.DecideIsolation);

        Assert.That((response.StatusCode, Receiver.Store.Read(s => s.Isolations.Find(Digest.Parse(packet)))!.State), Is.EqualTo((HttpStatusCode.Forbidden, IsolationState.Isolated)));
    }

    [Test]
    public async Task the_list_of_an_officer_is_not_cut_short_by_documents_of_others()
    {
        var own = await ArrivedAsync("H37");
        await IsolateAsync(Receiver, own);
        await IsolateAsync(Receiver, await ArrivedAsync("H37.01"));

        Assert.That(Receiver.Get<IsolateDocuments>().List(new Actor("test", Role.Security, [OrganId.Parse("H37")]), 1).Select(static i => i.Packet), Is.EqualTo(new[] { own }));
    }

    [Test]
    public async Task what_is_isolated_is_offered_to_nobody()
    {
        var delivery = await IsolatedDeliveryAsync();

        Assert.That(await Sender.Get<Deliver>().RunAsync(new FreshDelivery(delivery, default), CancellationToken.None), Is.InstanceOf<DeliverOutcome.Withheld>());
    }

    [Test]
    public async Task what_is_isolated_is_fetched_by_nobody()
    {
        var delivery = await IsolatedDeliveryAsync();

        Assert.That(() => Sender.Get<ServeWaiting>().Open(delivery.Link, delivery.Id), Throws.TypeOf<LinkException>().With.Property("Error").EqualTo(LinkErrors.ContentIsolated));
    }

    [Test]
    public async Task a_clerks_reason_is_never_read_as_a_security_officers_word()
    {
        var packet = await ArrivedAsync();
        var outcome = await Sender.Get<IRecallDocuments>().TakeBackAsync(Digest.Parse(packet), new RequestRecall { Reason = "SEC-03: gửi nhầm" }, Sender.Clerk, CancellationToken.None);

        Assert.That((outcome as Refused<TakeBackAnswer>)?.Why.Code, Is.EqualTo("SEC-03"));
    }

    [Test]
    public async Task a_corrected_line_of_what_is_isolated_shows_no_abstract()
    {
        var sent = await Sender.SendAsync("H37.20.61", ["H37"], Abstract);
        var agency = OrganId.Parse("H37.20.61");
        var line = await Sender.Store.WriteAsync(
            s =>
            {
                var year = Core.Rules.VietnamTime.DateOf(TimeProvider.System.GetUtcNow()).Year;
                var row = s.Books.FindOutgoing(agency, year, sent.Code.Normalize())!;
                RegisterArrivals.Append(s, agency, false, year, row.Line, row.Number, new RegisterFields { Subject = Abstract }, "nhầm", Sender.Clerk, TimeProvider.System.GetUtcNow());
                return (row.Line, Year: year);
            },
            CancellationToken.None);
        await IsolateAsync(Sender, sent.Packet);

        Assert.That(Sender.Get<ReadRegister>().Find(new WantedRegister(agency, false, RegisterBook.Administrative, line.Year), line.Line)!.Fields.Subject, Is.Null);
    }

    private IReadOnlyList<LegalValueRow> Values(Digest packet) => Receiver.Store.Read(s => s.LegalValues.ListFor(packet));

    private Task<IReadOnlyList<LegalValueRow>> JudgedAsync(Digest packet, Func<IReadOnlyList<LegalValueRow>, bool> enough) => Eventually.GetAsync(() => Values(packet), enough, "judged");

    private static PacketFacts Facts(RunningNode node, string packet) => node.Store.Read(s => s.Packets.Find(Digest.Parse(packet)))!.Facts;

    private static async Task<IsolationAnswer> IsolateAsync(RunningNode node, string packet)
    {
        using var officer = await node.ClientAsync(Role.Security);
        using var response = await officer.PostAsJsonAsync("/api/v1/secrecy/isolations", new IsolateDocument(packet, "phát hiện khi đọc"), AxisJson.Web.IsolateDocument);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Client.IsolationAnswer))!;
    }

    private static async Task DecideAsync(RunningNode node, string packet, string decision)
    {
        using var officer = await node.ClientAsync(Role.Security);
        using var response = await officer.PostAsJsonAsync($"/api/v1/secrecy/isolations/{packet}/{decision}", new DecideIsolation("đã xem"), AxisJson.Web.DecideIsolation);
        Assert.That(response.IsSuccessStatusCode, Is.True, await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> ReadAsync(RunningNode node, string agency, string packet)
    {
        using var clerk = await node.ClientAsync(Role.Clerk, agency);
        using var response = await clerk.GetAsync($"/api/v1/packets/{packet}/bytes");
        return response.StatusCode;
    }

    private async Task<Delivery> IsolatedDeliveryAsync()
    {
        var packet = await ArrivedAsync();
        await IsolateAsync(Sender, packet);
        return Sender.Store.Read(s => s.Outbox.ListFor(Digest.Parse(packet)))[0];
    }

    private Task<string> ArrivedAsync() => ArrivedAsync("H37");

    private async Task<string> ArrivedAsync(params string[] recipients)
    {
        var packet = (await Sender.SendAsync("H37.20.61", recipients, Abstract)).Packet;
        await Eventually.GetAsync(() => Sender.Tracking(packet), static t => t.All(static r => r.State == "01"), "known to have arrived");
        return packet;
    }

    private async Task EverywhereAsync(string packet)
    {
        foreach (var node in new[] { Sender, Relay, Receiver })
        {
            await Eventually.GetAsync(() => node.Store.Read(s => s.Isolations.IsWithheld(Digest.Parse(packet))), static w => w, "isolated at " + node.Spec.Id);
        }
    }
}
