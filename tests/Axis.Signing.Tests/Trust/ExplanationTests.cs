using System.Reflection;
using Axis.Signing.Pdf;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;
using Axis.Signing.Xades;

namespace Axis.Signing.Tests.Trust;

public sealed class ExplanationTests
{
    // What the command line and the general path call their own checks.
    private static readonly string[] Others = ["receipt-form", "seal", "signature", "xml", "binding", "covered", "coverage", "reference", "signing-certificate"];

    private static SubIndication[] SubIndications() => Enum.GetValues<SubIndication>();

    private static IEnumerable<string> CheckNames() => TrustChecks.All.Concat(TimestampChecks.All).Concat(PdfChecks.All).Concat(Others).Append(ProofChainVerifier.Order).Append(ProofChainVerifier.Values)
        .Concat(typeof(PacketVerifier).Assembly.GetType("Axis.Signing.Xades.PacketChecks", throwOnError: true)!.GetFields(BindingFlags.Public | BindingFlags.Static).Where(static f => f.IsLiteral).Select(static f => (string)f.GetRawConstantValue()!)).Distinct();

    private static void AssertWhole(Explanation explanation)
    {
        var texts = new[] { explanation.Meaning, explanation.Action, explanation.MeaningEn, explanation.ActionEn };
        Assert.That(texts, Has.All.Matches<string>(static t => t is { Length: > 10 } && (t.EndsWith('.') || t.EndsWith('?'))), string.Join(" | ", texts));
    }

    [TestCaseSource(nameof(SubIndications))]
    public void every_sub_indication_is_explained_in_both_languages(SubIndication sub) =>
        AssertWhole(VerdictExplanations.Of(sub == SubIndication.None ? Indication.TotalPassed : Indication.Indeterminate, sub));

    [TestCaseSource(nameof(CheckNames))]
    public void every_check_is_explained_in_both_languages(string name) => AssertWhole(CheckExplanations.Of(name) ?? throw new AssertionException("no explanation"));

    [Test]
    public void no_explanation_stands_for_a_check_that_nobody_makes() => Assert.That(CheckExplanations.Names, Is.SubsetOf(CheckNames()));

    [Test]
    public void a_verdict_is_explained_by_its_text() =>
        Assert.That(VerdictExplanations.Of("TOTAL-FAILED/HASH_FAILURE")?.MeaningEn, Does.Contain("changed after it was signed"));

    [Test]
    public void an_indeterminate_verdict_without_reason_is_not_explained_as_a_pass() =>
        Assert.That(VerdictExplanations.Of(Indication.Indeterminate, SubIndication.None), Is.Not.EqualTo(VerdictExplanations.Of(Indication.TotalPassed, SubIndication.None)));
}
