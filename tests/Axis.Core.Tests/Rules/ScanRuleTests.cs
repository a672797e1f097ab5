using Axis.Core.Rules;
using Axis.Core.Rules.Scans;

namespace Axis.Core.Tests.Rules;

public sealed class ScanRuleTests
{
    private static readonly ScannedPage Good = new(1, 210, 297, 1, 200, true);

    [Test]
    public void DOC_12_a_signed_colour_scan_at_200_dpi_is_in_order() => Assert.That(Check(Good), Is.Empty);

    [Test]
    public void an_old_version_is_refused() => Assert.That(Refused(new ScanFacts("1.3", 1, [Good], true)), Is.EqualTo(1));

    [Test]
    public void a_scan_without_a_signature_is_refused() => Assert.That(Refused(new ScanFacts("1.7", 0, [Good], true)), Is.EqualTo(1));

    [Test]
    public void what_could_not_be_read_is_no_pass() => Assert.That(Refused(new ScanFacts("1.7", 1, [Good], false)), Is.EqualTo(1));

    [Test]
    public void a_coarse_scan_is_refused() => Assert.That(Check(Good with { Dpi = 150 }).Single().Level, Is.EqualTo(ValidationLevel.L3));

    [Test]
    public void a_grey_scan_is_refused() => Assert.That(Check(Good with { IsColour = false }).Single().Level, Is.EqualTo(ValidationLevel.L3));

    [Test]
    public void a_page_without_a_scan_is_refused() => Assert.That(Check(Good with { Coverage = 0.2 }).Single().SentenceVi, Does.Contain("trang 1"));

    [Test]
    public void an_unusual_size_is_a_warning() => Assert.That(Check(Good with { Width = 105, Height = 148 }).Single().Level, Is.EqualTo(ValidationLevel.L4));

    private static IReadOnlyList<Violation> Check(ScannedPage page) => ScanRule.Check("a.pdf", new ScanFacts("1.7", 1, [page], true));

    private static int Refused(ScanFacts facts) => ScanRule.Check("a.pdf", facts).Count(static v => v.Level < ValidationLevel.L4);
}
