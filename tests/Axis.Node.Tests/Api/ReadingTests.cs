using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Node.Tests.Api;

internal sealed class ReadingTests
{
    private static readonly byte[] Text = "Nội dung báo cáo"u8.ToArray();
    private RunningApi _api = null!;
    private PacketRow _packet = null!;
    private InboxItem _item = null!;
    private byte[] _bytes = [];

    // One document of the district lies in the commune's inbox; the commune sent one of its own.
    [OneTimeSetUp]
    public async Task Start()
    {
        _api = await RunningApi.StartAsync();
        (_bytes, _packet) = await PackAsync(Text);
        var now = DateTimeOffset.UtcNow;
        _item = new InboxItem(Guid.CreateVersion7(), _packet.Digest, _packet.Content!.Value, RunningApi.Commune, RunningApi.Commune, now, InboxState.Arrived, "hợp lệ", "TOTAL-PASSED", [], null, null, null);
        var sent = _packet with { Digest = Digest.Of("sent"u8), Size = 4, Content = Digest.Of("sent content"u8), From = RunningApi.Commune, DocumentId = "own", Submission = Guid.CreateVersion7() };
        await _api.Store.WriteAsync(
            session =>
            {
                session.Packets.Add(_packet, _bytes);
                session.Inbox.Add(_item);
                session.Packets.Add(sent, "sent"u8.ToArray());
                session.Tracking.Add(new TrackingRow(Guid.CreateVersion7(), sent.Digest, sent.From, sent.DocumentId, "01/BC", OrganId.Parse("H37.12"), OrganId.Parse("H37.12"), "SENT", RunningApi.Self, now, RunningApi.Parent.Value, now.AddHours(-1), null, null, null, null, now, now));
                return true;
            },
            CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _api.DisposeAsync();

    [Test]
    public async Task the_inbox_shows_the_facts_of_a_document()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var page = await clerk.GetFromJsonAsync("/api/v1/inbox", AxisJson.Web.PageInboxItemView);

        Assert.That((page?.Items[0].Document.Subject, page?.Items[0].State, page?.Items[0].StateName), Is.EqualTo(("Về việc thử", "01", "Đã đến")));
    }

    [Test]
    public async Task a_document_shows_the_level_of_its_signature_and_what_it_waits_for()
    {
        await _api.Store.WriteAsync(
            session =>
            {
                session.Proofs.Await(_packet.Digest, DateTimeOffset.UtcNow);
                return true;
            },
            CancellationToken.None);
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var detail = await clerk.GetFromJsonAsync($"/api/v1/inbox/{_item.Id}", AxisJson.Web.InboxDetail);

        Assert.That((detail?.SignatureLevel?.Level, detail?.SignatureLevel?.Pending, detail?.SignatureLevel?.Text), Is.EqualTo(("B", true, "đang chờ dấu thời gian")));
    }

    [Test]
    public async Task a_packet_is_handed_out_byte_for_byte()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var bytes = await clerk.GetByteArrayAsync($"/api/v1/inbox/{_item.Id}/packet");

        Assert.That(Digest.Of(bytes), Is.EqualTo(_packet.Digest));
    }

    [Test]
    public async Task an_attachment_is_handed_out_unpacked()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var bytes = await clerk.GetByteArrayAsync($"/api/v1/inbox/{_item.Id}/attachments/0");

        Assert.That(bytes, Is.EqualTo(Text));
    }

    [Test]
    public async Task an_attachment_is_handed_out_as_carried_when_asked()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var bytes = await clerk.GetByteArrayAsync($"/api/v1/inbox/{_item.Id}/attachments/0?raw=true");

        Assert.That(Digest.Of(bytes).ToString(), Is.EqualTo(_packet.Facts.Attachments[0].Sha256));
    }

    [Test]
    public async Task what_was_recalled_is_no_longer_handed_out()
    {
        var recalled = _item with { Id = Guid.CreateVersion7(), Content = Digest.Of("another copy"u8), State = InboxState.Recalled };
        await _api.Store.WriteAsync(session => session.Inbox.Add(recalled), CancellationToken.None);
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        using var packet = await clerk.GetAsync($"/api/v1/inbox/{recalled.Id}/packet");
        using var file = await clerk.GetAsync($"/api/v1/inbox/{recalled.Id}/attachments/0");
        using var row = await clerk.GetAsync($"/api/v1/inbox/{recalled.Id}");

        Assert.That(new[] { packet.StatusCode, file.StatusCode, row.StatusCode }, Is.EqualTo(new[] { HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.OK }));
    }

    [Test]
    public async Task an_attachment_that_is_not_there_is_404()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        using var response = await clerk.GetAsync($"/api/v1/inbox/{_item.Id}/attachments/7");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("inbox/{0}")]
    [TestCase("inbox/{0}/packet")]
    [TestCase("inbox/{0}/attachments/0")]
    [TestCase("packets/{1}/bytes")]
    [TestCase("tracking/{1}")]
    public async Task a_clerk_of_another_agency_does_not_learn_that_it_exists(string path)
    {
        using var stranger = await _api.AsAsync(Role.Clerk, RunningApi.Other);

        using var response = await stranger.GetAsync("/api/v1/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, path, _item.Id, _packet.Digest));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task every_view_is_journalled_under_the_token()
    {
        using var clerk = await _api.AsAsync(Role.Leader, RunningApi.Commune);
        using var auditor = await _api.AsAsync(Role.Auditor);
        var before = await CountAsync(auditor, "document-viewed");

        using var response = await clerk.GetAsync($"/api/v1/inbox/{_item.Id}");

        Assert.That(await CountAsync(auditor, "document-viewed"), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task an_operator_sees_what_was_sent_but_not_what_it_says()
    {
        using var client = await _api.AsAsync(Role.Operator);

        var page = await client.GetFromJsonAsync("/api/v1/documents", AxisJson.Web.PageOutboxItemView);

        Assert.That((page?.Items.Count, page?.Items[0].Document), Is.EqualTo((1, (DocumentFacts?)null)));
    }

    [Test]
    public async Task tracking_says_when_a_recipient_is_late()
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var page = await clerk.GetFromJsonAsync("/api/v1/tracking", AxisJson.Web.PageTrackingLine);

        Assert.That((page?.Items[0].Late, page?.Items[0].DeliveredName), Is.EqualTo((true, "Ủy ban nhân dân huyện Bình Minh")));
    }

    [TestCase("xã tân bình", "H37.12.02")]
    [TestCase("h37.12", "H37.12")]
    public async Task agencies_are_found_by_name_or_code(string text, string code)
    {
        using var clerk = await _api.AsAsync(Role.Clerk, RunningApi.Commune);

        var page = await clerk.GetFromJsonAsync("/api/v1/directory/agencies?q=" + Uri.EscapeDataString(text), AxisJson.Web.PageAgencyView);

        Assert.That(page?.Items[0].Code, Is.EqualTo(code));
    }

    [Test]
    public async Task the_parent_is_a_link_that_this_node_fetches_from()
    {
        using var client = await _api.AsAsync(Role.Operator);

        var links = await client.GetFromJsonAsync("/api/v1/links", AxisJson.Web.IReadOnlyListLinkView);

        Assert.That(links?.Select(static l => (l.Neighbour, l.Relation, l.Mode)), Is.EqualTo(new[] { ("huyen-binh-minh", "parent", "pull") }));
    }

    [Test]
    public async Task an_unsealed_journal_verifies_as_far_as_it_goes()
    {
        using var auditor = await _api.AsAsync(Role.Auditor);

        using var response = await auditor.PostAsync("/api/v1/journal/verify", null);
        var result = await response.Content.ReadFromJsonAsync(AxisJson.Web.JournalVerification);

        Assert.That((result?.Ok, result?.Entries > 0, result?.Failure), Is.EqualTo((true, true, (string?)null)));
    }

    [Test]
    public async Task a_head_that_seals_another_root_is_found()
    {
        await using var api = await RunningApi.StartAsync();
        using var auditor = await api.AsAsync(Role.Auditor);
        await api.Store.WriteAsync(
            session =>
            {
                session.Journal.AddHead(new JournalHead(1, Digest.Of("another root"u8), DateTimeOffset.UtcNow, "<x/>"u8.ToArray()));
                return true;
            },
            CancellationToken.None);

        using var response = await auditor.PostAsync("/api/v1/journal/verify", null);

        Assert.That((await response.Content.ReadFromJsonAsync(AxisJson.Web.JournalVerification))?.Ok, Is.False);
    }

    [Test]
    public async Task status_names_what_is_wrong()
    {
        using var client = await _api.AsAsync(Role.Operator);

        var status = await client.GetFromJsonAsync("/api/v1/status", AxisJson.Web.NodeStatus);

        Assert.That((status?.Condition, status?.Findings.Select(static f => f.Code)), Is.EqualTo(("failing", new[] { "SCHEDULES_STOPPED" })).Using<(string?, IEnumerable<string>?), (string, string[])>(static (a, b) => a.Item1 == b.Item1 && a.Item2!.SequenceEqual(b.Item2)));
    }

    private static async Task<int> CountAsync(HttpClient auditor, string kind) =>
        (await auditor.GetFromJsonAsync("/api/v1/journal?limit=500", AxisJson.Web.PageJournalLineView))!.Items.Count(l => l.Kind == kind);

    /// <summary>A document of the district to the commune with one file, zipped.</summary>
    internal static async Task<(byte[] Bytes, PacketRow Row)> PackAsync(byte[] file)
    {
        using var carried = new MemoryStream();
        var packed = await AttachmentPacker.PackAsync(new MemoryStream(file), "báo cáo.txt", carried, CancellationToken.None);
        var message = new DocumentMessage
        {
            From = new Organ(OrganId.Parse("H37.12"), "UBND huyện Bình Minh"),
            To = [new Organ(RunningApi.Commune, "UBND xã Tân An")],
            DocumentId = "H37.12,2026/11/21,05/CV-UBND",
            CodeNumber = "05",
            CodeNotation = "CV-UBND",
            Place = "Bình Minh",
            PromulgationDate = new DateOnly(2026, 11, 20),
            Type = new DocumentType(2, 18, "Công văn"),
            Subject = "Về việc thử",
            Content = "Về việc thử",
            SignerCompetence = "TM.",
            SignerPosition = "Chủ tịch",
            SignerFullName = "Trần Thị Bình",
            TraceHeaders = [new TraceHeader(OrganId.Parse("H37.12"), new DateTimeOffset(2026, 11, 20, 1, 0, 0, TimeSpan.Zero))],
            Business = new NewDocument(),
            Attachments = [packed.Attachment],
        };
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=H37.12", ecdsa, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        using var key = new LocalSigningKey(certificate);
        var (bytes, signed) = new PacketSigner(new SignerCertificates()).SignSmall(StrictWriter.Layout(message), [new AttachmentBytes(carried.ToArray())], key, DateTimeOffset.UtcNow);
        var facts = new PacketFacts
        {
            FromName = "UBND huyện Bình Minh",
            CodeNumber = "05",
            CodeNotation = "CV-UBND",
            Subject = "Về việc thử",
            To = [RunningApi.Commune.Value],
            Attachments = [new StoredAttachment(0, "báo cáo.txt", "báo cáo.txt", "application/zip", packed.Size, packed.Sha256.ToString())],
        };
        return (bytes, new PacketRow(Digest.Of(bytes), Digest.Of("content"u8), PacketKind.Document, true, bytes.Length, OrganId.Parse("H37.12"), message.DocumentId, DateTimeOffset.UtcNow, true, null, facts));
    }
}
