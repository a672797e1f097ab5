using System.Net;
using System.Net.Http.Json;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Api;

/// <summary>One document of the district to two communes, each with a receipt of its own: what one did is not the other's business.</summary>
internal sealed class ReceiptAccessTests
{
    private static readonly OrganId District = OrganId.Parse("H37.12");
    private static readonly Digest Packet = Digest.Of("packet"u8);
    private RunningApi _api = null!;
    private string _own = "";
    private string _others = "";

    [OneTimeSetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync();
        var now = DateTimeOffset.UtcNow;
        var content = Digest.Of("content"u8);
        (_own, _others) = await _api.Store.WriteAsync(
            session =>
            {
                session.Packets.Add(new PacketRow(Packet, content, PacketKind.Document, true, 6, District, "H37.12,2026/11/21,05/CV-UBND", now, true, null, new PacketFacts { Subject = "Về việc thử" }), "packet"u8.ToArray());
                foreach (var recipient in new[] { RunningApi.Commune, RunningApi.Other })
                {
                    session.Tracking.Add(new TrackingRow(Guid.CreateVersion7(), Packet, District, "H37.12,2026/11/21,05/CV-UBND", "05/CV-UBND", recipient, recipient, "01", RunningApi.Self, now, null, null, null, null, null, null, now, now));
                    session.Inbox.Add(new InboxItem(Guid.CreateVersion7(), Packet, content, recipient, recipient, now, InboxState.Arrived, "hợp lệ", "TOTAL-PASSED", [], null, null, null));
                }

                return (session.Receipts.Issue(About(RunningApi.Commune, now)).Digest.ToString(), session.Receipts.Issue(About(RunningApi.Other, now)).Digest.ToString());
            },
            CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task a_recipient_lists_only_the_receipts_that_speak_of_it() =>
        Assert.That(await ListAsync(Role.Clerk, RunningApi.Commune), Is.EqualTo(new[] { _own }));

    [Test]
    public async Task a_recipient_does_not_open_the_receipt_of_another()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        using var own = await clerk.GetAsync($"/api/v1/receipts/{_own}");
        using var others = await clerk.GetAsync($"/api/v1/receipts/{_others}");
        var problem = await others.Content.ReadFromJsonAsync(AxisJson.Web.Problem);

        Assert.That((own.StatusCode, others.StatusCode, problem?.Code), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound, "RECEIPT_UNKNOWN")));
    }

    [Test]
    public async Task the_sender_the_operator_and_the_auditor_list_all_of_them()
    {
        var all = new[] { _own, _others };
        var (sender, operators, auditor) = (await ListAsync(Role.Clerk, District), await ListAsync(Role.Operator), await ListAsync(Role.Auditor));

        Assert.Multiple(() =>
        {
            Assert.That(sender, Is.EquivalentTo(all));
            Assert.That(operators, Is.EquivalentTo(all));
            Assert.That(auditor, Is.EquivalentTo(all));
        });
    }

    [Test]
    public async Task a_recipient_tracks_only_its_own_line_and_the_sender_every_one()
    {
        var (own, all) = (await TrackedAsync(RunningApi.Commune), await TrackedAsync(District));

        Assert.Multiple(() =>
        {
            Assert.That(own, Is.EqualTo(new[] { RunningApi.Commune.Value }));
            Assert.That(all, Is.EquivalentTo(new[] { RunningApi.Commune.Value, RunningApi.Other.Value }));
        });
    }

    private async Task<IEnumerable<string>> TrackedAsync(OrganId agency)
    {
        using var client = await _api.AsAsync(Role.Clerk, agency);
        return (await client.GetFromJsonAsync($"/api/v1/tracking/{Packet}", AxisJson.Web.TrackingView))!.Recipients.Select(static r => r.Line.Recipient);
    }

    private async Task<IEnumerable<string>> ListAsync(Role role, params OrganId[] agencies)
    {
        using var client = await _api.AsAsync(role, agencies);
        return (await client.GetFromJsonAsync($"/api/v1/packets/{Packet}/receipts", AxisJson.Web.IReadOnlyListReceiptView))!.Select(static r => r.Digest);
    }

    private static Receipt About(OrganId recipient, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Event = ReceiptEvent.ContentConsignment,
        Time = now,
        Issuer = RunningApi.Self,
        IssuerCertificate = Digest.Of("certificate"u8),
        Packet = Packet,
        PacketSize = 6,
        PacketKind = PacketKind.Document,
        From = District,
        DocumentId = "H37.12,2026/11/21,05/CV-UBND",
        IssuedTo = RunningApi.Parent,
        Recipients = [new RecipientOutcome(recipient, recipient, true)],
    };
}
