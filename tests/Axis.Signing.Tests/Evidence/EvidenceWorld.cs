using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Evidence;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;
using Axis.Signing.Tests.Timestamps;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Evidence;

/// <summary>Two nodes, a document from one to the other with its receipts and a status back, a directory, and a timestamp authority.</summary>
internal sealed class EvidenceWorld : IDisposable
{
    public static readonly NodeId Province = NodeId.Parse("tinh-1");
    public static readonly NodeId Commune = NodeId.Parse("xa-1");
    public static readonly OrganId Sender = OrganId.Parse("H37.12");
    public static readonly OrganId Recipient = OrganId.Parse("H37.61");

    private readonly LocalSigningKey _provinceSeal;
    private readonly LocalSigningKey _communeSeal;
    private readonly LocalSigningKey _communeAgency;
    private readonly DateTimeOffset _since;

    public EvidenceWorld()
    {
        Stamping = new StampingWorld(SignatureAlgorithm.EcdsaP256Sha256);
        _since = Stamping.Clock.Now.AddHours(-1);
        RootKey = Key(KeyUse.Directory, "root");
        _provinceSeal = Key(KeyUse.NodeSeal, Province.Value);
        _communeSeal = Key(KeyUse.NodeSeal, Commune.Value);
        _communeAgency = Key(KeyUse.Agency, Recipient.Value);
        Status = Packets.Signed(Packets.Status(), _communeAgency);
        Receipts =
        [
            Issue(_provinceSeal, Province, ReceiptEvent.SubmissionAcceptance, Document),
            Issue(_communeSeal, Commune, ReceiptEvent.ContentConsignment, Document),
        ];
        Entry = $$"""{"v":1,"at":"2026-02-03T08:25:00.000Z","kind":"packet-stored","packet":"{{Digest.Of(Document)}}"}""";
    }

    public StampingWorld Stamping { get; }

    public ContainerStamping Stamper => new(Stamping, static (_, _) => null);

    public SetClock Clock => Stamping.Clock;

    public LocalSigningKey RootKey { get; }

    public LocalSigningKey ProvinceSeal => _provinceSeal;

    public LocalSigningKey CommuneSeal => _communeSeal;

    public byte[] Document => Stamping.Packet;

    public byte[] Status { get; }

    public List<SealedReceipt> Receipts { get; }

    public string Entry { get; }

    public string Fingerprint => DirectoryKey.Fingerprint(DirectoryKey.Of(RootKey).Span);

    public DirectoryExtract Extract(bool lists = true, ISigningKey? rootKey = null)
    {
        List<DirectoryRecord> records =
        [
            new AnchorRecord(Stamping.Ca.Certificate.RawDataMemory),
            new NodeRecord(new NodeEntry(Province, "Nút tỉnh", Tier.Province, null, [], PullOnly: false)),
            new NodeRecord(new NodeEntry(Commune, "Nút xã", Tier.Commune, Province, [], PullOnly: true)),
            new AgencyRecord(new Agency(Sender, "Sở Nội vụ", Tier.Province, null, Province, AgencyStatus.Active, _since.AddYears(-1), null, [], [])),
            new AgencyRecord(new Agency(Recipient, "UBND xã Mẫu", Tier.Commune, null, Commune, AgencyStatus.Active, _since.AddYears(-1), null, [], [])),
            Bound(KeyUse.Agency, Sender.Value, Stamping.Agency),
            Bound(KeyUse.Agency, Recipient.Value, _communeAgency),
            Bound(KeyUse.NodeSeal, Province.Value, _provinceSeal),
            Bound(KeyUse.NodeSeal, Commune.Value, _communeSeal),
        ];
        if (lists)
        {
            records.Add(new RevocationListRecord(Stamping.Ca.IssueCrl(TimeSpan.FromDays(7))));
        }

        var root = DirectorySection.Sign(new SectionDraft(SectionHead.RootName, 1, null, _since, Clock.Now.AddDays(30)), records, rootKey ?? RootKey);
        return DirectoryExtract.Build(root, [], new ExtractSelection([Sender, Recipient], [Province, Commune], [], lists), []);
    }

    public EvidenceDraft Draft(IReadOnlyList<SignatureProof>? proofs = null) => new()
    {
        Node = Province,
        MadeAt = Clock.Now,
        Facts = new DocumentFacts("H37.12 Sở Nội vụ", ["H37.61 UBND xã Mẫu"], "88/SNV-VP", "V/v kiểm tra <script>alert(1)</script>", "Công văn", "Nguyễn Văn Mẫu", new DateOnly(2026, 2, 3)),
        Packets =
        [
            new DraftPacket(Digest.Of(Document), () => new MemoryStream(Document), Clock.Now, "văn bản", proofs ?? [], proofs is null ? default : Stamping.Stamped().SignatureValueBytes()),
            new DraftPacket(Digest.Of(Status), () => new MemoryStream(Status), Clock.Now, "03 Đã tiếp nhận, H37.61", [], default),
        ],
        Receipts = Receipts,
        Directory = Extract(),
        Verdicts = [new VerdictItem(Digest.Of(Document).ToString(), Clock.Now, "TOTAL-PASSED", "docaxis-1", "{\"root\":1}", "{}")],
        Journal = Journal(Entry),
    };

    public DraftJournal Journal(string entry)
    {
        var leaves = new[] { "một", entry, "ba" }.Select(static l => MerkleTree.HashLeaf(System.Text.Encoding.UTF8.GetBytes(l))).ToList();
        var paths = MerkleTree.Paths(leaves, out var root);
        var seal = new SealIssuer(Province, _provinceSeal, Clock).SealHead(leaves.Count, root, Clock.Now);
        return new DraftJournal(null, leaves.Count, seal, [new EntryItem(1, entry, [.. paths[1].Select(static d => d.ToString())])], []);
    }

    public async Task<byte[]> ExportAsync(EvidenceDraft? draft = null, bool stamped = true, ISigningKey? signer = null)
    {
        using var output = new MemoryStream();
        await new EvidenceWriter(signer ?? _provinceSeal, stamped ? Stamper : null).WriteAsync(draft ?? Draft(), output, CancellationToken.None);
        return output.ToArray();
    }

    public async Task<byte[]> RenewAsync(byte[] container)
    {
        using var output = new MemoryStream();
        await new EvidenceRenewal(Stamper).RenewAsync(
            new MemoryStream(container), output, [(Axis.Signing.Trust.RevocationKind.List, Stamping.Ca.IssueCrl(TimeSpan.FromDays(7)))], Clock.Now, CancellationToken.None);
        return output.ToArray();
    }

    public Task<EvidenceReport> VerifyAsync(byte[] container, string? fingerprint = null, params ReadOnlyMemory<byte>[] lists) =>
        VerifyAsync(container, RevocationBook.Read(lists, out _), fingerprint);

    public async Task<EvidenceReport> VerifyAsync(byte[] container, RevocationBook brought, string? fingerprint = null)
    {
        using var verifier = new EvidenceVerifier(fingerprint ?? Fingerprint);
        return await verifier.VerifyAsync(new MemoryStream(container), Clock.Now, brought, CancellationToken.None);
    }

    /// <summary>A receipt of the commune about any packet.</summary>
    public SealedReceipt ReceiptAbout(byte[] packet) => Issue(_communeSeal, Commune, ReceiptEvent.ContentConsignment, packet);

    public static string Told(EvidenceReport report) => string.Join("\n", report.Links);

    public void Dispose()
    {
        RootKey.Dispose();
        _provinceSeal.Dispose();
        _communeSeal.Dispose();
        _communeAgency.Dispose();
        Stamping.Dispose();
    }

    private LocalSigningKey Key(KeyUse use, string owner) => new(Stamping.Ca.IssueWithKey(new CertificateProfile(use, owner), SignatureAlgorithm.EcdsaP256Sha256));

    private CertificateRecord Bound(KeyUse use, string owner, LocalSigningKey key) => new(new CertificateEntry(use, owner, key.Certificate.RawDataMemory, _since, null, null));

    private SealedReceipt Issue(LocalSigningKey key, NodeId node, ReceiptEvent kind, byte[] packet)
    {
        var issuer = new SealIssuer(node, key, Clock);
        var receipt = new Receipt
        {
            Id = Guid.CreateVersion7(),
            Event = kind,
            Time = Clock.Now,
            Issuer = node,
            IssuerCertificate = issuer.CertificateDigest,
            Packet = Digest.Of(packet),
            PacketSize = packet.Length,
            PacketKind = PacketKind.Document,
            From = Sender,
            DocumentId = "H37.12,2026/02/03,88/SNV-VP",
            IssuedTo = Province,
            Recipients = [new RecipientOutcome(Recipient, Recipient, true)],
            Verdict = "TOTAL-PASSED",
        };
        return issuer.Seal([ReceiptXml.Write(receipt)])[0];
    }
}
