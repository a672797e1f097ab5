using System.Security.Cryptography;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Sections;

public sealed class DirectoryBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private LocalSigningKey _root;
    private LocalSigningKey _province;
    private LocalSigningKey _stranger;
    private DirectoryBook _book;

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), new SetClock(Now.AddDays(-1)));
        (_root, _province, _stranger) = (NewKey("root"), NewKey("H41"), NewKey("x"));
    }

    [SetUp]
    public void Empty() => _book = new DirectoryBook(DirectoryKey.Of(_root));

    [OneTimeTearDown]
    public void Delete()
    {
        _root.Dispose();
        _province.Dispose();
        _stranger.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private LocalSigningKey NewKey(string name) => new(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, name), SignatureAlgorithm.EcdsaP256Sha256));

    private static SectionDraft Draft(string section, long version = 1, Digest? previous = null) => new(section, version, previous, Now.AddHours(-1), Now.AddDays(30));

    private DelegationRecord Delegation(ISigningKey? key = null) =>
        new("H41", DirectoryKey.Of(key ?? _province), null, [OrganId.Parse("H41")], [NodeId.Parse("nghe-an")]);

    private static AgencyRecord NewAgency(string code, string name = "Cơ quan \"A\" & <B>") => new(new Agency(
        OrganId.Parse(code), name, Tier.Province, null, NodeId.Parse("nghe-an"), AgencyStatus.Active, Now.AddYears(-1), null,
        [], [new Succession(OrganId.Parse("H99"), SuccessionKind.Merge, Now.AddYears(1), "NQ 1/2026")]));

    private static NodeRecord NewNode(string id) =>
        new(new NodeEntry(NodeId.Parse(id), "Nút", Tier.Province, null, [new Uri("https://nghe-an.example.vn:7443/")], PullOnly: false));

    private CertificateRecord Certificate(string owner, KeyUse use) =>
        new(new CertificateEntry(use, owner, _stranger.Certificate.RawDataMemory, Now.AddDays(-1), null, null));

    private DirectorySection Root(long version = 1, Digest? previous = null, params DirectoryRecord[] records) => DirectorySection.Sign(
        Draft(SectionHead.RootName, version, previous), [new AnchorRecord(_ca.Certificate.RawDataMemory), Delegation(), .. records], _root);

    private DirectorySection Province(params DirectoryRecord[] records) => DirectorySection.Sign(Draft("H41"), records, _province);

    private SectionCheck Accept(DirectorySection section) => _book.Accept(section.Bytes, Now);

    private string Refusal(DirectorySection section) => Refusal(section.Bytes);

    private string Refusal(ReadOnlyMemory<byte> bytes) => _book.Accept(bytes, Now) is SectionRefused refused ? refused.Code : "accepted";

    [Test]
    public void root_and_province_make_one_directory()
    {
        Accept(Root());
        Accept(Province(NewAgency("H41.02"), NewNode("nghe-an"), Certificate("H41.02", KeyUse.Agency), new RevocationListRecord(_ca.IssueCrl(TimeSpan.FromDays(1)))));
        var snapshot = _book.Snapshot;
        Assert.Multiple(() =>
        {
            Assert.That(snapshot.FindAgency(OrganId.Parse("H41.02"))?.Name, Is.EqualTo("Cơ quan \"A\" & <B>"));
            Assert.That(snapshot.FindNode(NodeId.Parse("nghe-an"))?.Endpoints, Has.Count.EqualTo(1));
            Assert.That(snapshot.Certificates.Single().Section, Is.EqualTo("H41"));
            Assert.That(snapshot.TrustAnchors, Has.Count.EqualTo(1));
            Assert.That(RevocationBook.Read(snapshot.RevocationLists, out _).Lists, Has.Count.EqualTo(1));
            Assert.That(snapshot.Sections.Keys, Is.EquivalentTo(new[] { "root", "H41" }));
        });
    }

    [Test]
    public void records_come_back_as_they_were_signed()
    {
        DirectoryRecord[] records = [NewAgency("H41.02"), NewNode("nghe-an"), Certificate("H41.02", KeyUse.Agency), new AnchorRecord(_ca.Certificate.RawDataMemory), Delegation()];
        var section = DirectorySection.Sign(Draft(SectionHead.RootName), records, _root);
        var again = DirectorySection.Sign(Draft(SectionHead.RootName), DirectorySection.Parse(section.Bytes).Records, _root);
        Assert.That(again.HeadDigest, Is.EqualTo(section.HeadDigest));
    }

    [Test]
    public void everything_a_record_says_of_an_agency_comes_back()
    {
        var agency = NewAgency("H41.02").Agency with
        {
            Version = 2,
            Tier = Tier.Outside,
            Bloc = Bloc.Enterprise,
            Codes = [new CodePeriod(OrganId.Parse("000.00.02.H41"), CodeKind.Pair, null, null), new CodePeriod(OrganId.Parse("H41.99"), CodeKind.Former, Now.AddYears(-9), Now.AddYears(-1))],
            FocalOffice = OrganId.Parse("H41.03"),
            Act = new IssuingAct("UBND tỉnh", "12/QĐ-UBND", new DateOnly(2025, 6, 30)),
            Scheme = "MST",
            Aliases = [],
            Successors = [],
        };
        Accept(Root(records: new TierClosingRecord(new TierClosing(Tier.District, Now, "NQ 203/2025/QH15"))));
        Accept(Province(new AgencyRecord(agency)));
        var again = _book.Snapshot.FindAgency(OrganId.Parse("H41.99"))!;
        Assert.Multiple(() =>
        {
            Assert.That(again.Codes, Is.EqualTo(agency.Codes));
            Assert.That(again with { Codes = [], Aliases = [], Successors = [] }, Is.EqualTo(agency with { Codes = [] }));
            Assert.That(_book.Snapshot.TierClosings.Single().Tier, Is.EqualTo(Tier.District));
        });
    }

    [Test]
    public void a_code_of_another_section_is_not_claimed_as_a_former_one()
    {
        Accept(Root());
        var agency = NewAgency("H41.02").Agency with { Codes = [new CodePeriod(OrganId.Parse("H22.01"), CodeKind.Former, null, Now)] };
        Assert.That(Refusal(Province(new AgencyRecord(agency))), Is.EqualTo(SectionCodes.Authority));
    }

    [Test]
    public void only_the_root_closes_a_level_of_administration()
    {
        Accept(Root());
        Assert.That(Refusal(Province(new TierClosingRecord(new TierClosing(Tier.District, Now, "NQ")))), Is.EqualTo(SectionCodes.Authority));
    }

    [Test]
    public void anchors_come_into_the_store_that_the_root_says()
    {
        using var market = DevelopmentCa.Create(_folder.File("public"), "CA công cộng", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), new SetClock(Now.AddDays(-1)));
        var section = DirectorySection.Sign(
            Draft(SectionHead.RootName),
            [new AnchorRecord(_ca.Certificate.RawDataMemory), new AnchorRecord(market.Certificate.RawDataMemory) { Store = TrustStore.Public }],
            _root);
        Assert.That(_book.Accept(section.Bytes, Now), Is.InstanceOf<SectionAccepted>());
        Assert.Multiple(() =>
        {
            Assert.That(_book.Snapshot.TrustAnchors.Single().ToArray(), Is.EqualTo(_ca.Certificate.RawData));
            Assert.That(_book.Snapshot.PublicAnchors.Single().ToArray(), Is.EqualTo(market.Certificate.RawData));
            Assert.That(Encoding.UTF8.GetString(section.Bytes.Span).Split("\"store\""), Has.Length.EqualTo(2), "an official anchor is spelled as before there were two stores");
        });
    }

    [Test]
    public void openssl_verifies_the_head()
    {
        var lines = Encoding.UTF8.GetString(Root().Bytes.Span).Split('\n');
        var head = _folder.Write("head", Encoding.UTF8.GetBytes(lines[0]));
        var signature = _folder.Write("head.sig", Convert.FromBase64String(lines[1]));
        var key = _folder.Write("root.pub", Encoding.ASCII.GetBytes(new string(PemEncoding.Write("PUBLIC KEY", DirectoryKey.Of(_root).Span))));
        var (_, output) = OutsideTool.Run("openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, head);
        Assert.That(output, Does.Contain("Verified OK"));
    }

    [Test]
    public void a_root_of_another_key_is_refused() =>
        Assert.That(Refusal(DirectorySection.Sign(Draft(SectionHead.RootName), [], _stranger)), Is.EqualTo(SectionCodes.Key));

    [Test]
    public void a_forged_signature_is_refused()
    {
        var lines = Encoding.UTF8.GetString(Root().Bytes.Span).Split('\n');
        lines[1] = Encoding.UTF8.GetString(Root(records: NewAgency("A01")).Bytes.Span).Split('\n')[1];
        Assert.That(Refusal(Encoding.UTF8.GetBytes(string.Join('\n', lines))), Is.EqualTo(SectionCodes.Signature));
    }

    [Test]
    public void a_record_that_was_not_signed_is_refused()
    {
        var text = Encoding.UTF8.GetString(Root(records: NewAgency("A01", "Đúng")).Bytes.Span).Replace("Đúng", "Sai", StringComparison.Ordinal);
        Assert.That(Refusal(Encoding.UTF8.GetBytes(text)), Is.EqualTo(SectionCodes.Records));
    }

    [Test]
    public void a_record_left_out_is_refused()
    {
        var lines = Encoding.UTF8.GetString(Root().Bytes.Span).Split('\n').ToList();
        lines.RemoveAt(2);
        Assert.That(Refusal(Encoding.UTF8.GetBytes(string.Join('\n', lines))), Is.EqualTo(SectionCodes.Records));
    }

    [TestCase("\"tier\":\"Province\"", "\"tier\": \"Province\"")]
    [TestCase("\"tier\":\"Province\"", "\"tier\":\"2\"")]
    [TestCase("\"aliases\":[]", "\"aliases\":null")]
    [TestCase("\"version\":1", "\"version\":1.0")]
    [TestCase("\"version\":1", "\"version\":0")]
    [TestCase("\n{", "\r\n{")]
    public void another_spelling_is_refused(string from, string to)
    {
        var text = Encoding.UTF8.GetString(Root(records: NewAgency("A01")).Bytes.Span).Replace(from, to, StringComparison.Ordinal);
        Assert.That(Refusal(Encoding.UTF8.GetBytes(text)), Is.EqualTo(SectionCodes.Format));
    }

    [Test]
    public void no_changed_byte_is_accepted()
    {
        var good = Root().Bytes.ToArray();
        for (var i = 0; i < good.Length; i++)
        {
            var changed = (byte[])good.Clone();
            changed[i] ^= 1;
            Assert.That(_book.Accept(changed, Now), Is.TypeOf<SectionRefused>(), $"byte {i}");
        }
    }

    [Test]
    public void a_section_that_was_not_delegated_is_refused()
    {
        Accept(Root());
        Assert.That(Refusal(DirectorySection.Sign(Draft("H42"), [], _province)), Is.EqualTo(SectionCodes.NotDelegated));
    }

    [Test]
    public void a_province_signed_by_another_key_is_refused()
    {
        Accept(Root());
        Assert.That(Refusal(DirectorySection.Sign(Draft("H41"), [], _stranger)), Is.EqualTo(SectionCodes.Key));
    }

    [TestCase("H42.01")]
    [TestCase("H411.01")]
    [TestCase("000.00.01.H42")]
    public void a_province_may_not_speak_of_another_provinces_agency(string code)
    {
        Accept(Root());
        Assert.That(Refusal(Province(NewAgency(code))), Is.EqualTo(SectionCodes.Authority));
    }

    [TestCase("H41")]
    [TestCase("H41.02.05")]
    [TestCase("000.00.00.H41")]
    [TestCase("002.00.20.H41")]
    [TestCase("28.22.H41")]
    public void a_province_speaks_of_its_own_in_either_code_family(string code)
    {
        Accept(Root());
        Assert.That(Accept(Province(NewAgency(code))), Is.TypeOf<SectionAccepted>());
    }

    [Test]
    public void an_alias_may_not_reach_beyond_the_delegation()
    {
        Accept(Root());
        var agency = NewAgency("H41.02").Agency with { Aliases = [OrganId.Parse("G22")] };
        Assert.That(Refusal(Province(new AgencyRecord(agency))), Is.EqualTo(SectionCodes.Authority));
    }

    [TestCase("nghe-an", true)]
    [TestCase("xa-1.nghe-an", true)]
    [TestCase("xnghe-an", false)]
    [TestCase("ha-tinh", false)]
    public void a_province_speaks_of_its_own_nodes(string node, bool accepted)
    {
        Accept(Root());
        Assert.That(Refusal(Province(NewNode(node))), Is.EqualTo(accepted ? "accepted" : SectionCodes.Authority));
    }

    [TestCase("G22", KeyUse.Agency)]
    [TestCase("ha-tinh", KeyUse.Tls)]
    [TestCase("ha-tinh", KeyUse.NodeSeal)]
    [TestCase("root", KeyUse.Directory)]
    public void a_province_binds_no_certificate_to_others(string owner, KeyUse use)
    {
        Accept(Root());
        Assert.That(Refusal(Province(Certificate(owner, use))), Is.EqualTo(SectionCodes.Authority));
    }

    [Test]
    public void a_province_names_no_trust_anchor()
    {
        Accept(Root());
        Assert.That(Refusal(Province(new AnchorRecord(_ca.Certificate.RawDataMemory))), Is.EqualTo(SectionCodes.Authority));
    }

    [Test]
    public void an_older_version_is_refused()
    {
        var first = Root();
        Accept(first);
        Accept(Root(2, first.HeadDigest));
        Assert.That(Refusal(first), Is.EqualTo(SectionCodes.Older));
    }

    [Test]
    public void the_same_version_again_changes_nothing()
    {
        Accept(Root());
        var before = _book.Snapshot;
        Assert.Multiple(() =>
        {
            Assert.That(Accept(Root()), Is.TypeOf<SectionKnown>());
            Assert.That(_book.Snapshot, Is.SameAs(before));
        });
    }

    [Test]
    public void the_same_version_with_another_content_is_an_alarm()
    {
        Accept(Root());
        Assert.That(Accept(Root(records: NewAgency("A01"))), Is.TypeOf<SectionRefused>().With.Property("IsAlarm").True);
    }

    [Test]
    public void a_version_that_does_not_follow_is_refused()
    {
        Accept(Root());
        Assert.That(Refusal(Root(2, Digest.Of("another history"u8))), Is.EqualTo(SectionCodes.Previous));
    }

    [Test]
    public void a_section_from_the_future_is_refused()
    {
        var section = DirectorySection.Sign(Draft(SectionHead.RootName) with { IssuedAt = Now.AddHours(1) }, [], _root);
        Assert.That(Refusal(section), Is.EqualTo(SectionCodes.Future));
    }

    [Test]
    public void an_expired_section_is_taken_and_shown_as_expired()
    {
        Accept(DirectorySection.Sign(Draft(SectionHead.RootName) with { ExpiresAt = Now.AddMinutes(-1) }, [Certificate("A01", KeyUse.Agency)], _root));
        Assert.That(_book.Snapshot.IsVouchedFor(_book.Snapshot.Certificates[0], Now), Is.False);
    }

    [Test]
    public void the_root_changes_its_key_by_announcing_it()
    {
        var first = DirectorySection.Sign(Draft(SectionHead.RootName) with { NextKey = DirectoryKey.Of(_stranger) }, [], _root);
        Accept(first);
        var second = DirectorySection.Sign(Draft(SectionHead.RootName, 2, first.HeadDigest), [], _stranger);
        Assert.That(Accept(second), Is.TypeOf<SectionAccepted>());
    }

    [Test]
    public void a_withdrawn_delegation_takes_its_records_out()
    {
        var first = Root();
        Accept(first);
        Accept(Province(NewAgency("H41.02")));
        Accept(DirectorySection.Sign(Draft(SectionHead.RootName, 2, first.HeadDigest), [Delegation(_stranger)], _root));
        Assert.That(_book.Snapshot.FindAgency(OrganId.Parse("H41.02")), Is.Null);
    }

    [Test]
    public void a_book_taken_up_again_holds_the_same_directory()
    {
        Accept(Root());
        Accept(Province(NewAgency("H41.02")));
        var again = new DirectoryBook(DirectoryKey.Of(_root));
        var refused = again.Restore([_book.Find("H41")!.Bytes, _book.Find("root")!.Bytes]);
        Assert.Multiple(() =>
        {
            Assert.That(refused, Is.Empty);
            Assert.That(again.Snapshot.Sections, Is.EquivalentTo(_book.Snapshot.Sections));
        });
    }

    [Test]
    public void the_fingerprint_is_read_aloud_in_groups()
    {
        var fingerprint = DirectoryKey.Fingerprint(DirectoryKey.Of(_root).Span);
        Assert.Multiple(() =>
        {
            Assert.That(fingerprint, Does.Match("^([0-9a-f]{4} ){15}[0-9a-f]{4}$"));
            Assert.That(DirectoryKey.Matches(DirectoryKey.Of(_root).Span, fingerprint.ToUpperInvariant().Replace(" ", "-", StringComparison.Ordinal)));
            Assert.That(DirectoryKey.Matches(DirectoryKey.Of(_stranger).Span, fingerprint), Is.False);
        });
    }
}
