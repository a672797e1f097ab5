using Axis.Core.Rules.Changes;

namespace Axis.Core.Tests.Rules;

public sealed class CorrectionRuleTests
{
    [TestCase("content", "Quyết định", "Quyết định", true, TestName = "DOC_11 an error of content is mended by a document of the same form")]
    [TestCase("content", "Quyết định", "Công văn", false, TestName = "DOC_11 another form mends no content")]
    [TestCase("content", null, "Công văn", true, TestName = "DOC_11 a document that is not known here is left to its receivers")]
    [TestCase("form", "Quyết định", "Quyết định", false, TestName = "DOC_11 an error of form replaces nothing")]
    [TestCase(null, "Quyết định", "Quyết định", false, TestName = "DOC_11 the kind of error is asked for")]
    public void a_document_is_replaced_for_an_error(string? error, string? replaced, string replacing, bool allowed) =>
        Assert.That(CorrectionRule.MayReplace(error, replaced, replacing).Allowed, Is.EqualTo(allowed));

    [TestCase("Công văn", "x", "sai chính tả", true, TestName = "DOC_11 a công văn corrects")]
    [TestCase("Quyết định", "x", "sai chính tả", false, TestName = "DOC_11 only a công văn corrects")]
    [TestCase("Công văn", "", "sai chính tả", false, TestName = "DOC_11 a correction names its document")]
    [TestCase("Công văn", "x", null, false, TestName = "DOC_11 a correction says what was wrong")]
    public void a_document_corrects_another(string type, string? target, string? reason, bool allowed) =>
        Assert.That(CorrectionRule.MayCorrect(type, target, reason).Allowed, Is.EqualTo(allowed));
}
