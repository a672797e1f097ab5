using Axis.Core.Packets;
using Axis.Core.Rules;
using Axis.Core.Tests.Edxml;

namespace Axis.Core.Tests.Rules;

public sealed class DocumentRulesTests
{
    private static readonly DateOnly Today = new(2026, 2, 4);

    [Test]
    public void a_document_in_order_breaks_no_rule() =>
        Assert.That(DocumentRules.Check(Messages.Document(), [true, true], Today), Is.Empty);

    [Test]
    public void a_status_in_order_breaks_no_rule() =>
        Assert.That(DocumentRules.Check(Messages.Status(), [], Today), Is.Empty);

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Case("W08", ValidationLevel.L2, d => d with { From = new Organ(default) });
        yield return Case("W09", ValidationLevel.L2, d => d with { To = [] });
        yield return Case("SND-08", ValidationLevel.L2, d => d with { To = [d.From] });
        yield return Case("W05", ValidationLevel.L3, d => d with { Subject = "" });
        yield return Case("W10", ValidationLevel.L4, d => d with { Subject = new string('x', 501) });
        yield return Case("DOC-07", ValidationLevel.L4, d => d with { PromulgationDate = Today.AddDays(1) });
        yield return Case("URG-05", ValidationLevel.L4, d => d with { DueDate = new DateOnly(2026, 1, 1) });
        yield return Case("DOC-02", ValidationLevel.L4, d => d with { CodeNotation = "QĐ UBND" });
        yield return Case("DOC-03", ValidationLevel.L4, d => d with { CodeNumber = "5" });
    }

    [TestCaseSource(nameof(Broken))]
    public void a_broken_rule_is_named_with_its_level(string code, ValidationLevel level, Func<DocumentMessage, DocumentMessage> change)
    {
        var violations = DocumentRules.Check(change(Messages.Document()), [true, true], Today);
        Assert.That(violations.Select(static v => (v.Code, v.Level)), Is.EqualTo(new[] { (code, level) }));
    }

    [Test]
    public void a_document_without_a_readable_file_is_incomplete() =>
        Assert.That(DocumentRules.Check(Messages.Document(), [false, false], Today).Single().Level, Is.EqualTo(ValidationLevel.L3));

    [Test]
    public void a_recall_needs_no_file()
    {
        var recall = Messages.Document(new Recall { Reason = "nhầm" }) with { Attachments = [], ResponseFor = Messages.Status().ResponseFor };
        Assert.That(DocumentRules.Check(recall, [], Today), Is.Empty);
    }

    private static TestCaseData Case(string code, ValidationLevel level, Func<DocumentMessage, DocumentMessage> change) =>
        new TestCaseData(code, level, change).SetArgDisplayNames(code, level.ToString());
}
