using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Seals;

public sealed class SealTests
{
    private static readonly NodeId Node = NodeId.Parse("tinh-1");

    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private LocalSigningKey _key;
    private CertificateKeys _keys;
    private SetClock _clock;
    private SealIssuer _issuer;
    private SealVerifier _verifier;

    [OneTimeSetUp]
    public void Create()
    {
        _clock = new SetClock(TimeProvider.System.GetUtcNow());
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), _clock);
        _key = NewKey();
        _keys = new CertificateKeys();
        _issuer = new SealIssuer(Node, _key, _clock);
    }

    [SetUp]
    public void Forget() => _verifier = new SealVerifier(_keys);

    [OneTimeTearDown]
    public void Delete()
    {
        _key.Dispose();
        _keys.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private LocalSigningKey NewKey() => new(_ca.IssueWithKey(new CertificateProfile(KeyUse.NodeSeal, Node.Value), SignatureAlgorithm.EcdsaP256Sha256));

    private Receipt NewReceipt(int number = 0) => new()
    {
        Id = Guid.CreateVersion7(),
        Event = ReceiptEvent.RelayAcceptance,
        Time = new DateTimeOffset(_clock.Now.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero),
        Issuer = Node,
        IssuerCertificate = _issuer.CertificateDigest,
        Packet = Digest.Of(BitConverter.GetBytes(number)),
        PacketSize = 1,
        PacketKind = PacketKind.Document,
        From = OrganId.Parse("H41"),
        DocumentId = "1",
        IssuedTo = Node,
        Recipients = [new RecipientOutcome(OrganId.Parse("G22"), OrganId.Parse("G22"), true)],
    };

    private (Receipt Receipt, SealedReceipt Sealed) One(Func<Receipt, Receipt>? change = null)
    {
        var receipt = NewReceipt();
        receipt = change is null ? receipt : change(receipt);
        return (receipt, _issuer.Seal([ReceiptXml.Write(receipt)])[0]);
    }

    private DirectorySnapshot Directory(Func<CertificateEntry, CertificateEntry>? change = null, TimeSpan? expiresIn = null)
    {
        var entry = new CertificateEntry(KeyUse.NodeSeal, Node.Value, _key.Certificate.RawDataMemory, _clock.Now.AddDays(-1), null, null) { Section = "root" };
        var section = new SectionVersion("root", 1, Digest.Of("head"u8), _clock.Now.AddDays(-1), _clock.Now + (expiresIn ?? TimeSpan.FromDays(1)));
        return new DirectorySnapshot([], [], [change is null ? entry : change(entry)], [], new Dictionary<string, SectionVersion> { ["root"] = section });
    }

    private SealCheck Verify((Receipt Receipt, SealedReceipt Sealed) pair, DirectorySnapshot? directory = null) =>
        _verifier.Verify(pair.Sealed, pair.Receipt, directory ?? Directory(), _clock.Now);

    [Test]
    public void receipts_begun_under_two_keys_are_sealed_each_with_its_own()
    {
        using var next = NewKey();
        var both = new SealIssuer(Node, new TwoSealKeys(_key, next), _clock);
        var certificates = new[] { _key, next, _key }.Select(static k => Digest.Of(k.Certificate.RawDataMemory.Span)).ToArray();
        var sealedReceipts = both.Seal([.. certificates.Select(c => (ReadOnlyMemory<byte>)ReceiptXml.Write(NewReceipt() with { IssuerCertificate = c }))]);
        Assert.That(sealedReceipts.Select(static r => SealXml.Read(r.Seal.Span).CertificateDigest), Is.EqualTo(certificates));
    }

    [Test]
    public void a_sealed_receipt_verifies_as_its_issuers() => Assert.That(Verify(One()), Is.TypeOf<SealValid>());

    [Test]
    public void xmlsec1_verifies_the_seal()
    {
        File.WriteAllText(_folder.File("ca.pem"), _ca.Certificate.ExportCertificatePem());
        var seal = _folder.Write("seal.xml", One().Sealed.Seal.Span);
        var (exit, output) = OutsideTool.Run("xmlsec1", "--verify", "--trusted-pem", _folder.File("ca.pem"), "--enabled-key-data", "x509", seal);
        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void xmlsec1_verifies_a_cosignature()
    {
        File.WriteAllText(_folder.File("ca.pem"), _ca.Certificate.ExportCertificatePem());
        var seal = _folder.Write("cosignature.xml", _issuer.Cosign(_issuer.SealHead(42, Digest.Of("root"u8), _clock.Now)));
        var (exit, output) = OutsideTool.Run("xmlsec1", "--verify", "--trusted-pem", _folder.File("ca.pem"), "--enabled-key-data", "x509", seal);
        Assert.That(exit, Is.Zero, output);
    }

    [Test]
    public void a_cosignature_holds_for_its_head_alone()
    {
        var (head, other) = (_issuer.SealHead(42, Digest.Of("root"u8), _clock.Now), _issuer.SealHead(42, Digest.Of("other"u8), _clock.Now));
        var cosignature = _issuer.Cosign(head);
        Assert.That(
            (_verifier.VerifyCosignature(cosignature, head, Directory(), _clock.Now).Code, _verifier.VerifyCosignature(cosignature, other, Directory(), _clock.Now).Code),
            Is.EqualTo((SealCodes.Valid, SealCodes.ReceiptMismatch)));
    }

    [Test]
    public void a_journal_seal_is_no_cosignature_and_a_cosignature_no_journal_seal()
    {
        var head = _issuer.SealHead(42, Digest.Of("root"u8), _clock.Now);
        Assert.That(
            (_verifier.VerifyCosignature(head, head, Directory(), _clock.Now).Code, _verifier.VerifyHead(_issuer.Cosign(head), Directory(), _clock.Now).Code),
            Is.EqualTo((SealCodes.Purpose, SealCodes.Purpose)));
    }

    [Test]
    public void xmlsec1_refuses_a_seal_whose_root_was_changed()
    {
        File.WriteAllText(_folder.File("ca.pem"), _ca.Certificate.ExportCertificatePem());
        var text = Encoding.ASCII.GetString(One().Sealed.Seal.Span).Replace("<TreeSize>1", "<TreeSize>2", StringComparison.Ordinal);
        var seal = _folder.Write("changed.xml", Encoding.ASCII.GetBytes(text));
        var (exit, _) = OutsideTool.Run("xmlsec1", "--verify", "--trusted-pem", _folder.File("ca.pem"), "--enabled-key-data", "x509", seal);
        Assert.That(exit, Is.Not.Zero);
    }

    [Test]
    public void a_batch_costs_one_signature_verification()
    {
        var receipts = Enumerable.Range(0, 100).Select(NewReceipt).ToArray();
        var sealedReceipts = _issuer.Seal([.. receipts.Select(static r => (ReadOnlyMemory<byte>)ReceiptXml.Write(r))]);
        var directory = Directory();
        var checks = sealedReceipts.Zip(receipts, (s, r) => _verifier.Verify(s, r, directory, _clock.Now)).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(checks, Is.All.TypeOf<SealValid>());
            Assert.That(_verifier.SignaturesVerified, Is.EqualTo(1));
        });
    }

    [Test]
    public void no_changed_byte_of_a_seal_passes()
    {
        var (receipt, good) = One();
        var directory = Directory();
        for (var i = 0; i < good.Seal.Length; i++)
        {
            var changed = good.Seal.ToArray();
            changed[i] ^= 1;
            var check = _verifier.Verify(good with { Seal = changed }, receipt, directory, _clock.Now);
            Assert.That(check, Is.Not.TypeOf<SealValid>(), $"byte {i}");
        }
    }

    [Test]
    public void the_path_of_another_receipt_is_refused()
    {
        var receipts = new[] { NewReceipt(1), NewReceipt(2) };
        var sealedReceipts = _issuer.Seal([.. receipts.Select(static r => (ReadOnlyMemory<byte>)ReceiptXml.Write(r))]);
        var swapped = sealedReceipts[0] with { Index = 1, Path = sealedReceipts[1].Path };
        Assert.That(Verify((receipts[0], swapped)).Code, Is.EqualTo(SealCodes.Path));
    }

    [Test]
    public void a_receipt_other_than_the_sealed_one_is_refused()
    {
        var (receipt, good) = One();
        Assert.That(Verify((receipt with { PacketSize = 2 }, good)).Code, Is.EqualTo(SealCodes.ReceiptMismatch));
    }

    [Test]
    public void a_receipt_in_another_nodes_name_is_refused() =>
        Assert.That(Verify(One(static r => r with { Issuer = NodeId.Parse("tinh-2") })).Code, Is.EqualTo(SealCodes.Issuer));

    [Test]
    public void a_receipt_naming_another_certificate_is_refused() =>
        Assert.That(Verify(One(static r => r with { IssuerCertificate = Digest.Of("other"u8) })).Code, Is.EqualTo(SealCodes.Certificate));

    [Test]
    public void a_seal_older_than_its_receipt_is_refused() =>
        Assert.That(Verify(One(static r => r with { Time = r.Time.AddHours(1) })).Code, Is.EqualTo(SealCodes.Time));

    [Test]
    public void a_seal_from_the_future_is_refused()
    {
        var (receipt, good) = One();
        Assert.That(_verifier.Verify(good, receipt, Directory(), _clock.Now.AddHours(-1)).Code, Is.EqualTo(SealCodes.Time));
    }

    [Test]
    public void a_journal_seal_seals_no_receipt()
    {
        var (receipt, good) = One();
        var head = _issuer.SealHead(1, MerkleTree.HashLeaf(good.Bytes.Span), _clock.Now);
        Assert.That(Verify((receipt, good with { Seal = head })).Code, Is.EqualTo(SealCodes.Purpose));
    }

    [Test]
    public void a_journal_head_verifies_with_its_size_and_root()
    {
        var root = Digest.Of("root"u8);
        var check = _verifier.VerifyHead(_issuer.SealHead(42, root, _clock.Now), Directory(), _clock.Now);
        Assert.That(check is SealValid { Head: { TreeSize: 42 } head } && head.Root == root, check.Reason);
    }

    [Test]
    public void an_unknown_certificate_leaves_the_seal_undecided() =>
        Assert.That(Verify(One(), DirectorySnapshot.Empty), Is.TypeOf<SealUndecided>().With.Property("Code").EqualTo(SealCodes.BindingUnknown));

    [Test]
    public void a_certificate_bound_to_another_node_is_refused() =>
        Assert.That(Verify(One(), Directory(static e => e with { Owner = "tinh-2" })).Code, Is.EqualTo(SealCodes.BindingBroken));

    [Test]
    public void a_certificate_bound_for_another_use_is_refused() =>
        Assert.That(Verify(One(), Directory(static e => e with { Use = KeyUse.Tls })).Code, Is.EqualTo(SealCodes.BindingBroken));

    [Test]
    public void a_binding_that_began_later_is_refused() =>
        Assert.That(Verify(One(), Directory(e => e with { ValidFrom = _clock.Now.AddHours(1) })).Code, Is.EqualTo(SealCodes.BindingNotThen));

    [Test]
    public void a_binding_that_had_ended_is_refused() =>
        Assert.That(Verify(One(), Directory(e => e with { ValidTo = _clock.Now.AddHours(-1) })).Code, Is.EqualTo(SealCodes.BindingNotThen));

    [Test]
    public void a_seal_first_seen_after_the_revocation_is_undecided()
    {
        var (receipt, good) = One();
        var directory = Directory(e => e with { RevokedAt = _clock.Now.AddMinutes(1) });
        Assert.That(_verifier.Verify(good, receipt, directory, _clock.Now.AddHours(1)).Code, Is.EqualTo(SealCodes.RevokedNoProof));
    }

    [Test]
    public void a_seal_seen_before_the_revocation_stays_valid()
    {
        var directory = Directory(e => e with { RevokedAt = _clock.Now.AddMinutes(1) });
        Assert.That(Verify(One(), directory), Is.TypeOf<SealValid>());
    }

    [Test]
    public void an_expired_section_leaves_the_seal_undecided() =>
        Assert.That(Verify(One(), Directory(expiresIn: TimeSpan.FromHours(-1))), Is.TypeOf<SealUndecided>().With.Property("Code").EqualTo(SealCodes.DirectoryExpired));

    [Test]
    public void a_binding_that_no_section_states_is_never_a_pass() =>
        Assert.That(Verify(One(), Directory(static e => e with { Section = null })), Is.TypeOf<SealUndecided>());

    [Test]
    public void a_key_that_is_not_p256_makes_no_seal()
    {
        using var rsa = new LocalSigningKey(_ca.IssueWithKey(new CertificateProfile(KeyUse.NodeSeal, Node.Value), SignatureAlgorithm.RsaSha256));
        Assert.That(() => new SealIssuer(Node, rsa, _clock), Throws.ArgumentException);
    }

    private sealed class TwoSealKeys(ISigningKey old, ISigningKey next) : ISealKeys
    {
        public ISigningKey Current => next;

        public ISigningKey? Find(Digest certificate) => new[] { old, next }.FirstOrDefault(k => Digest.Of(k.Certificate.RawDataMemory.Span) == certificate);
    }
}
