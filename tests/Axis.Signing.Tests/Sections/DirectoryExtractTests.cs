using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Sections;

public sealed class DirectoryExtractTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly ExtractSelection OfOneAgency = new([OrganId.Parse("H41.02")], [NodeId.Parse("nghe-an")], []);

    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private LocalSigningKey _rootKey;
    private LocalSigningKey _nextRootKey;
    private LocalSigningKey _provinceKey;
    private LocalSigningKey _stranger;

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(3650), new SetClock(Now.AddDays(-1)));
        (_rootKey, _nextRootKey, _provinceKey, _stranger) = (NewKey("root"), NewKey("root2"), NewKey("H41"), NewKey("x"));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _rootKey.Dispose();
        _nextRootKey.Dispose();
        _provinceKey.Dispose();
        _stranger.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private LocalSigningKey NewKey(string name) => new(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, name), SignatureAlgorithm.EcdsaP256Sha256));

    private string Fingerprint => DirectoryKey.Fingerprint(DirectoryKey.Of(_rootKey).Span);

    private DirectorySection Root(long version = 1, DirectorySection? previous = null, ISigningKey? key = null, ISigningKey? next = null, params string[] agencies) => DirectorySection.Sign(
        new SectionDraft(SectionHead.RootName, version, previous?.HeadDigest, Now.AddHours(version - 9), Now.AddDays(30), next is null ? null : DirectoryKey.Of(next)),
        [
            new AnchorRecord(_ca.Certificate.RawDataMemory),
            new DelegationRecord("H41", DirectoryKey.Of(_provinceKey), null, [.. (agencies.Length == 0 ? ["H41"] : agencies).Select(OrganId.Parse)], [NodeId.Parse("nghe-an")]),
        ],
        key ?? _rootKey);

    private DirectorySection Province(ISigningKey? key = null) => DirectorySection.Sign(
        new SectionDraft("H41", 1, null, Now.AddHours(-1), Now.AddDays(30)),
        [
            .. Enumerable.Range(1, 20).Select(static n => new AgencyRecord(new Agency(
                OrganId.Parse($"H41.{n:00}"), $"Sở số \"{n}\" & <bộ>", Tier.Province, null, NodeId.Parse("nghe-an"), AgencyStatus.Active, Now.AddYears(-1), null, [], []))),
            new NodeRecord(new NodeEntry(NodeId.Parse("nghe-an"), "Nút", Tier.Province, null, [], PullOnly: false)),
            new CertificateRecord(new CertificateEntry(KeyUse.Agency, "H41.02", _stranger.Certificate.RawDataMemory, Now.AddDays(-1), null, null)),
        ],
        key ?? _provinceKey);

    private DirectoryExtract Extract() => DirectoryExtract.Build(Root(), [Province()], OfOneAgency, []);

    private string Refusal(DirectoryExtract extract) => extract.Verify(Fingerprint) is ExtractRefused refused ? refused.Code : "verified";

    private static DirectoryExtract With(DirectoryExtract extract, SectionExtract province) => new(extract.EarlierRootHeads, [extract.Sections[0], province]);

    [Test]
    public void an_extract_verifies_with_nothing_but_the_roots_fingerprint()
    {
        var read = DirectoryExtract.Parse(Extract().ToBytes());
        var snapshot = (read.Verify(Fingerprint) as ExtractVerified)?.Snapshot;

        Assert.Multiple(() =>
        {
            Assert.That(snapshot?.Agencies.Select(static a => a.Code.Value), Is.EqualTo(new[] { "H41.02" }));
            Assert.That(snapshot?.Nodes.Select(static n => n.Id.Value), Is.EqualTo(new[] { "nghe-an" }));
            Assert.That(snapshot?.CertificatesOf("H41.02", KeyUse.Agency).Single().Section, Is.EqualTo("H41"));
            Assert.That(snapshot?.TrustAnchors, Has.Count.EqualTo(1));
            Assert.That(snapshot?.Sections.Keys, Is.EquivalentTo(new[] { "root", "H41" }));
        });
    }

    [Test]
    public void a_certificate_may_be_selected_by_its_digest()
    {
        var extract = DirectoryExtract.Build(Root(), [Province()], new ExtractSelection([], [], [Digest.Of(_stranger.Certificate.RawDataMemory.Span)]), []);

        Assert.That((extract.Verify(Fingerprint) as ExtractVerified)?.Snapshot.Certificates, Has.Count.EqualTo(1));
    }

    [Test]
    public void another_roots_fingerprint_is_refused() =>
        Assert.That(Extract().Verify(DirectoryKey.Fingerprint(DirectoryKey.Of(_stranger).Span)), Is.InstanceOf<ExtractRefused>().With.Property("Code").EqualTo(SectionCodes.Key));

    [Test]
    public void announced_root_keys_are_followed_from_the_published_one()
    {
        var first = Root(1);
        var announcing = Root(2, first, next: _nextRootKey);
        var changed = Root(3, announcing, key: _nextRootKey);
        var now = Root(4, changed, key: _nextRootKey);

        var extract = DirectoryExtract.Build(now, [Province()], OfOneAgency, [first, announcing, changed]);

        Assert.Multiple(() =>
        {
            Assert.That(extract.EarlierRootHeads.Select(static h => h.Head.Version), Is.EqualTo(new[] { 2L, 3L }));
            Assert.That(Refusal(DirectoryExtract.Parse(extract.ToBytes())), Is.EqualTo("verified"));
        });
    }

    [Test]
    public void a_root_key_that_nobody_announced_is_refused()
    {
        var first = Root(1);
        var usurped = Root(2, first, key: _stranger);

        Assert.That(Refusal(DirectoryExtract.Build(usurped, [Province()], OfOneAgency, [first])), Is.EqualTo(SectionCodes.Key));
    }

    [Test]
    public void a_head_that_does_not_follow_the_one_before_is_refused()
    {
        var announcing = Root(1, next: _nextRootKey);
        var elsewhere = Root(2, Root(1, agencies: "H40"), key: _nextRootKey);

        Assert.That(Refusal(DirectoryExtract.Build(elsewhere, [Province()], OfOneAgency, [announcing])), Is.EqualTo(SectionCodes.Previous));
    }

    [Test]
    public void a_section_of_a_key_without_delegation_is_refused() =>
        Assert.That(Refusal(DirectoryExtract.Build(Root(), [Province(_stranger)], OfOneAgency, [])), Is.EqualTo(SectionCodes.Key));

    [Test]
    public void a_section_whose_delegation_is_left_out_is_refused()
    {
        var extract = Extract();
        var root = extract.Sections[0];
        var without = root with { Records = [.. root.Records.Where(static r => r.Record is not DelegationRecord)] };

        Assert.That(Refusal(new DirectoryExtract([], [without, extract.Sections[1]])), Is.EqualTo(SectionCodes.NotDelegated));
    }

    [Test]
    public void a_record_outside_its_sections_authority_is_refused() =>
        Assert.That(Refusal(DirectoryExtract.Build(Root(agencies: "H40"), [Province()], OfOneAgency, [])), Is.EqualTo(SectionCodes.Authority));

    [Test]
    public void a_record_that_was_not_signed_is_refused()
    {
        var extract = Extract();
        var other = SectionExtract.Of(DirectorySection.Sign(new SectionDraft("H41", 1, null, Now.AddHours(-1), Now.AddDays(30)), [Province().Records[3]], _provinceKey), static _ => true);

        Assert.That(Refusal(With(extract, extract.Sections[1] with { Records = other.Records })), Is.EqualTo(SectionCodes.Records));
    }

    [Test]
    public void a_record_moved_to_another_line_is_refused()
    {
        var extract = Extract();
        var section = extract.Sections[1];
        var moved = section with { Records = [section.Records[0] with { Index = section.Records[0].Index + 1 }] };

        Assert.That(Refusal(With(extract, moved)), Is.EqualTo(SectionCodes.Records));
    }

    [Test]
    public void a_head_with_another_signature_is_refused()
    {
        var extract = Extract();
        var section = extract.Sections[1];
        var unsigned = section with { Head = section.Head with { Signature = extract.Sections[0].Head.Signature } };

        Assert.That(Refusal(With(extract, unsigned)), Is.EqualTo(SectionCodes.Signature));
    }

    [Test]
    public void a_section_that_stands_twice_is_refused()
    {
        var extract = Extract();

        Assert.That(Refusal(new DirectoryExtract([], [.. extract.Sections, extract.Sections[1]])), Is.EqualTo(SectionCodes.Format));
    }

    [Test]
    public void no_changed_byte_of_an_extract_verifies()
    {
        var bytes = Extract().ToBytes();
        var passed = new List<int>();
        for (var i = 0; i < bytes.Length; i += 7)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 0x01;
            try
            {
                if (DirectoryExtract.Parse(changed).Verify(Fingerprint) is ExtractVerified)
                {
                    passed.Add(i);
                }
            }
            catch (SectionFormatException)
            {
                continue;
            }
        }

        Assert.That(passed, Is.Empty);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"format\":\"docaxis-directory-extract-1\",\"rootHeads\":{},\"sections\":[]}")]
    [TestCase("{\"format\":\"docaxis-directory-extract-1\",\"rootHeads\":[],\"sections\":[{\"head\":null}]}")]
    [TestCase("{\"format\":\"docaxis-directory-extract-1\", \"rootHeads\":[],\"sections\":[]}")]
    public void what_is_no_extract_is_refused_on_reading(string text) =>
        Assert.That(() => DirectoryExtract.Parse(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<SectionFormatException>());

    [Test]
    public void deep_nesting_is_refused_on_reading() =>
        Assert.That(() => DirectoryExtract.Parse(Encoding.UTF8.GetBytes(new string('[', 100_000))), Throws.TypeOf<SectionFormatException>());

    [Test]
    public void an_extract_over_the_limit_is_not_read() =>
        Assert.That(() => DirectoryExtract.Parse(new byte[DirectoryExtract.MaxBytes + 1]), Throws.TypeOf<SectionFormatException>().With.Property("Code").EqualTo(SectionCodes.TooLarge));
}
