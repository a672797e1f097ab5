using System.Text;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Sections;

public sealed class SectionDeltaTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private TemporaryFolder _folder;
    private DevelopmentCa _ca;
    private LocalSigningKey _key;

    [OneTimeSetUp]
    public void Create()
    {
        _folder = new TemporaryFolder();
        _ca = DevelopmentCa.Create(_folder.File("ca"), "CA thử nghiệm", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(365), new SetClock(Now.AddDays(-1)));
        _key = new LocalSigningKey(_ca.IssueWithKey(new CertificateProfile(KeyUse.Directory, "root"), SignatureAlgorithm.EcdsaP256Sha256));
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _key.Dispose();
        _ca.Dispose();
        _folder.Dispose();
    }

    private static AgencyRecord Agency(int number, string name = "Cơ quan") => new(new Agency(
        OrganId.Parse($"H41.{number:0000}"), name, Tier.Province, null, NodeId.Parse("tinh"), AgencyStatus.Active, Now, null, [], []));

    private DirectorySection Sign(DirectorySection? before, IEnumerable<DirectoryRecord> records) => DirectorySection.Sign(
        new SectionDraft("root", (before?.Head.Version ?? 0) + 1, before?.HeadDigest, Now, Now.AddDays(9)), records, _key);

    private (DirectorySection First, DirectorySection Second) Two()
    {
        var first = Sign(null, Enumerable.Range(0, 1000).Select(static i => Agency(i)));
        return (first, Sign(first, Enumerable.Range(1, 1001).Select(static i => Agency(i, i == 500 ? "Tên mới" : "Cơ quan"))));
    }

    [Test]
    public void a_delta_makes_the_new_version_of_the_old_one_byte_for_byte()
    {
        var (first, second) = Two();
        var delta = SectionDelta.Between(first.Bytes, second.Bytes);

        Assert.That(SectionDelta.Apply(first.Bytes, delta), Is.EqualTo(second.Bytes.ToArray()));
        Assert.That(delta, Has.Length.LessThan(3000), "two lines went, two came");
    }

    [Test]
    public void a_delta_for_another_version_is_refused()
    {
        var (first, second) = Two();

        Assert.That(() => SectionDelta.Apply(second.Bytes, SectionDelta.Between(first.Bytes, second.Bytes)), Throws.InstanceOf<SectionFormatException>());
    }

    [Test]
    public void a_delta_that_says_something_else_gives_a_section_that_the_book_refuses()
    {
        var (first, second) = Two();
        var book = new DirectoryBook(DirectoryKey.Of(_key));
        book.Accept(first.Bytes, Now);
        var forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(SectionDelta.Between(first.Bytes, second.Bytes)).Replace("Tên mới", "Tên giả", StringComparison.Ordinal));

        var check = book.Accept(SectionDelta.Apply(first.Bytes, forged), Now);

        Assert.That((check as SectionRefused)?.Code, Is.EqualTo(SectionCodes.Records));
        Assert.That(book.Find("root")?.Head.Version, Is.EqualTo(1), "the last good one stays in force");
    }

    [TestCase("-1001")]
    [TestCase("--1")]
    [TestCase("+")]
    [TestCase("?x")]
    public void a_line_that_is_no_change_is_refused(string line)
    {
        var (first, second) = Two();
        byte[] delta = [.. SectionDelta.Between(first.Bytes, second.Bytes), .. Encoding.ASCII.GetBytes(line + "\n")];

        Assert.That(() => SectionDelta.Apply(first.Bytes, delta), Throws.InstanceOf<SectionFormatException>());
    }
}
