using Axis.Core.Rules;

namespace Axis.Core.Tests.Rules;

public sealed class DocumentStandingTests
{
    [TestCase("HAS_VALUE", true, "valid")]
    [TestCase("NOT", true, "information")]
    [TestCase("NONE", true, "information")]
    [TestCase("UNKNOWN", true, "unknown")]
    [TestCase(null, true, "unchecked")]
    [TestCase("HAS_VALUE", false, "information")]
    public void SND_02_only_verified_signatures_make_a_document_valid(string? judged, bool signable, string code)
    {
        var standing = DocumentStanding.Of(judged, signable);

        Assert.That((standing.Code, standing.ForInformation), Is.EqualTo((code, code != "valid")));
    }
}
