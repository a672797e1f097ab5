using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Directories;
using Axis.Node.Outgoing;
using Axis.Node.Storage;

namespace Axis.Journey.Tests.BadInput;

/// <summary>What each verdict does in transport (EN 319 102-1 sub-indications), seen from the sender's clerk and the recipient's.</summary>
public sealed class VerdictTests
{
    private static RunningNode Commune => BadInputNetwork.Network[BadInputNetwork.Commune];

    private static RunningNode Central => BadInputNetwork.Network[BadInputNetwork.Central];

    [Test]
    public async Task HASH_FAILURE_is_quarantined_and_the_senders_clerk_is_told()
    {
        var answer = await Packets.SendTamperedAsync(Commune, BadInputNetwork.Good, "G22", static b => Replace(b, "V/v gói tin hỏng", "V/v gói tin hóng"));

        await IsRefusedAsync(answer, "HASH_FAILURE", "TOTAL-FAILED/HASH_FAILURE");
    }

    [Test]
    public async Task SIG_CRYPTO_FAILURE_is_quarantined_and_the_senders_clerk_is_told()
    {
        var answer = await Packets.SendTamperedAsync(Commune, BadInputNetwork.Good, "G22", static b =>
        {
            var text = Encoding.UTF8.GetString(b);
            var at = text.IndexOf("<ds:SignatureValue", StringComparison.Ordinal);
            at = text.IndexOf('>', at) + 10;
            return Encoding.UTF8.GetBytes(text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..]);
        });

        await IsRefusedAsync(answer, "SIG_CRYPTO_FAILURE", "TOTAL-FAILED/SIG_CRYPTO_FAILURE");
    }

    [Test]
    public async Task NO_CERTIFICATE_CHAIN_FOUND_is_quarantined_and_the_senders_clerk_is_told()
    {
        var answer = await Commune.SendAsync(BadInputNetwork.Chainless, ["G22"]);

        await IsRefusedAsync(answer, "NO_CERTIFICATE_CHAIN_FOUND", "INDETERMINATE/NO_CERTIFICATE_CHAIN_FOUND");
    }

    [Test]
    public async Task SIG_CONSTRAINTS_FAILURE_is_quarantined_and_the_senders_clerk_is_told()
    {
        using var key = BadInputNetwork.AgencyKey(BadInputNetwork.Good);

        var answer = await Packets.SendSignedByAsync(Commune, BadInputNetwork.Good, "G22", key, TimeProvider.System.GetUtcNow().AddDays(-30));

        await IsRefusedAsync(answer, "SIG_CONSTRAINTS_FAILURE", "INDETERMINATE/SIG_CONSTRAINTS_FAILURE");
    }

    [Test]
    public async Task a_packet_signed_with_another_agencys_key_is_quarantined_and_the_senders_clerk_is_told()
    {
        using var key = BadInputNetwork.AgencyKey("H37.20.62");

        var answer = await Packets.SendSignedByAsync(Commune, BadInputNetwork.Good, "G22", key, TimeProvider.System.GetUtcNow());

        await IsRefusedAsync(answer, "BINDING_BROKEN", "TOTAL-FAILED/BINDING_BROKEN");
    }

    [Test]
    public async Task missing_revocation_data_deliver_with_a_badge_that_says_so()
    {
        var answer = await Commune.SendAsync(BadInputNetwork.WithoutList, ["G22"]);

        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        var item = Item(answer);
        Assert.That((item.Verdict, item.Badge), Is.EqualTo(("INDETERMINATE/TRY_LATER", "chờ kiểm tra")));
    }

    [TestCase(BadInputNetwork.Revoked, "INDETERMINATE/REVOKED_NO_POE")]
    [TestCase(BadInputNetwork.Expired, "INDETERMINATE/OUT_OF_BOUNDS_NO_POE")]
    public async Task what_nobody_can_decide_waits_for_the_recipients_clerk(string from, string verdict)
    {
        using var key = BadInputNetwork.AgencyKey(from);
        var answer = await Packets.SendSignedByAsync(Commune, from, "G22", key, TimeProvider.System.GetUtcNow());

        var item = await Eventually.GetAsync(() => Central.Inbox().SingleOrDefault(i => i.Packet == Digest.Parse(answer.Packet)), static i => i is not null, "held");
        Assert.That((item!.State, item.Verdict, item.Badge), Is.EqualTo((InboxState.Held, verdict, "chưa xác định")));
        var told = await Eventually.GetAsync(() => Events(answer), static e => e.Any(static x => x.Description == "HELD"), "the sender is told");
        Assert.That(told.Single(static x => x.Description == "HELD").Issuer, Is.EqualTo("trung-uong"));
        Assert.That(Commune.Tracking(answer.Packet)[0].State, Is.EqualTo("SENT"));

        var taken = await Central.Get<IStatusAnswers>().AnswerAsync(item.Id, new AnswerStatus { Code = "03" }, Central.Clerk, CancellationToken.None);

        Assert.That(taken, Is.InstanceOf<Done<AnswerResult>>());
        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "03", "released");
        Assert.That(Commune.Store.Read(s => s.Receipts.ListFor(item.Packet)).Select(static r => ReceiptXml.Read(r.Bytes.Span).Event), Does.Contain(ReceiptEvent.ContentConsignment));
    }

    [TestCase("03", ChangeRequestState.Pending)]
    [TestCase("02", null)]
    public async Task a_recall_that_is_itself_held_is_applied_when_its_clerk_takes_it_and_only_then(string decision, ChangeRequestState? state)
    {
        using var key = BadInputNetwork.AgencyKey(BadInputNetwork.Expired);
        var document = await HeldAsync(await Packets.SendSignedByAsync(Commune, BadInputNetwork.Expired, "G22", key, TimeProvider.System.GetUtcNow()));
        await DecideAsync(document, "03");
        var row = Central.Store.Read(s => s.Packets.Find(document.Packet))!;
        var recall = await HeldAsync(await Packets.SendSignedByAsync(Commune, BadInputNetwork.Expired, "G22", key, TimeProvider.System.GetUtcNow(), new BusinessFields
        {
            Kind = "recall",
            Reason = "Gửi nhầm",
            TargetDocumentId = row.DocumentId,
            Recalled = [new ReferenceFields(row.From.Value, $"{row.Facts.CodeNumber}/{row.Facts.CodeNotation}", row.DocumentId, row.Facts.PromulgationDate)],
        }));
        Assert.That(Requests(), Is.Empty, "nothing before the clerk has looked");
        var early = await Central.Get<Axis.Node.Changes.IChangeAnswers>().AnswerAsync(recall.Id, new AnswerChange { Agree = true }, Central.Clerk, CancellationToken.None);
        Assert.That((early as Refused<ChangeAnswerResult>)?.Why.Code, Is.EqualTo("CHANGE_HELD"));

        await DecideAsync(recall, decision);

        Assert.That(Requests().Select(static r => (ChangeRequestState?)r.State), Is.EqualTo(state is null ? [] : new[] { state }));

        IReadOnlyList<ChangeRequest> Requests() => Central.Store.Read(s => s.Changes.ListFor(document.Id));
    }

    [Test]
    public async Task a_certificate_that_only_a_newer_directory_names_makes_the_next_node_fetch_it_first()
    {
        var network = BadInputNetwork.Network;
        using var key = network.NewKey(KeyUse.Agency, BadInputNetwork.Renewed);
        var district = network[BadInputNetwork.District];
        var before = district.Get<LiveDirectory>().Versions["H37"];
        network.ChangeCertificates(c => c is { Use: KeyUse.Agency, Owner: BadInputNetwork.Renewed } ? new CertificateEntry(c.Use, c.Owner, key.Certificate.RawDataMemory.ToArray(), c.ValidFrom, null, null) : c);
        network.PublishProvince(BadInputNetwork.Commune, static c => c);
        await Eventually.GetAsync(() => Commune.Get<LiveDirectory>().Versions["H37"], v => v > before, "the sender has the newer directory");

        var answer = await Packets.SendSignedByAsync(Commune, BadInputNetwork.Renewed, "G22", key, TimeProvider.System.GetUtcNow());

        var sent = Digest.Parse(answer.Packet);
        await Eventually.GetAsync(() => Commune.Store.Read(s => s.Outbox.ListFor(sent)), static d => d[0].ReasonCode == "DIRECTORY_REFRESH", "nobody above has it yet");
        Assert.That(Commune.Tracking(answer.Packet)[0].State, Is.EqualTo("SENT"));
        foreach (var at in new[] { BadInputNetwork.Province, BadInputNetwork.Central })
        {
            network.PutSection(at, network.ProvinceSection);
        }

        await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        Assert.That(district.Get<LiveDirectory>().Versions["H37"], Is.GreaterThan(before));
        Assert.That(Item(answer).Verdict, Is.EqualTo("TOTAL-PASSED"));
    }

    private static async Task<InboxItem> HeldAsync(SubmitAnswer answer) =>
        (await Eventually.GetAsync(() => Central.Inbox().SingleOrDefault(i => i.Packet == Digest.Parse(answer.Packet)), static i => i is { State: InboxState.Held }, "held"))!;

    private static async Task DecideAsync(InboxItem item, string code)
    {
        var status = new AnswerStatus { Code = code, ReasonCode = code == "02" ? "KHAC" : null, Description = code == "02" ? "Không rõ nguồn gốc" : null };
        Assert.That(await Central.Get<IStatusAnswers>().AnswerAsync(item.Id, status, Central.Clerk, CancellationToken.None), Is.InstanceOf<Done<AnswerResult>>());
    }

    private static InboxItem Item(SubmitAnswer answer) => Central.Inbox().Single(i => i.Packet == Digest.Parse(answer.Packet));

    private static IReadOnlyList<TrackingEventRow> Events(SubmitAnswer answer)
    {
        var row = Commune.Tracking(answer.Packet)[0];
        return Commune.Store.Read(s => s.Tracking.Events(row.Id));
    }

    private static byte[] Replace(byte[] packet, string before, string after)
    {
        var text = Encoding.UTF8.GetString(packet);
        Assert.That(text, Does.Contain(before));
        return Encoding.UTF8.GetBytes(text.Replace(before, after, StringComparison.Ordinal));
    }

    private static async Task IsRefusedAsync(SubmitAnswer answer, string code, string verdict)
    {
        var rows = await Eventually.GetAsync(() => Commune.Tracking(answer.Packet), static r => r[0].State == "FAILED", "told");
        Assert.That(rows[0].ReasonCode, Is.EqualTo(code));
        Assert.That(rows[0].Reason, Does.Contain("gửi lại"), "the sentence says what to do");
        var evidence = BadInputNetwork.Network[BadInputNetwork.District].Store.Read(s => s.Quarantine.List(null, 500)).Single(q => q.Packet == Digest.Parse(answer.Packet));
        Assert.That((evidence.ReasonCode, evidence.Verdict), Is.EqualTo((code, verdict)));
        Assert.That(Central.Inbox().Select(static i => i.Packet), Does.Not.Contain(Digest.Parse(answer.Packet)));
    }
}
