using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class AnswerRuleTests
{
    // Row: state; one mark each for 02 03 04 05 06: y may, n may not.
    [TestCase(DocumentState.Sent, "yynnn")]
    [TestCase(DocumentState.Arrived, "yynnn")]
    [TestCase(DocumentState.Refused, "nnnnn")]
    [TestCase(DocumentState.Accepted, "nnyyy")]
    [TestCase(DocumentState.Assigned, "nnyyy")]
    [TestCase(DocumentState.Processing, "nnyny")]
    [TestCase(DocumentState.Finished, "nnnnn")]
    [TestCase(DocumentState.Failed, "nnnnn")]
    [TestCase(DocumentState.Withdrawn, "nnnnn")]
    public void our_own_interface_follows_the_table_strictly(DocumentState state, string expected)
    {
        var marks = string.Concat(Enumerable.Range(2, 5).Select(n => AnswerRule.MayAnswer(state, $"0{n}").Allowed ? 'y' : 'n'));

        Assert.That(marks, Is.EqualTo(expected));
    }

    [TestCase(DocumentState.Accepted, "02", "STA-02")]
    [TestCase(DocumentState.Arrived, "06", "STA-03")]
    [TestCase(DocumentState.Arrived, "05", "RCV-07")]
    [TestCase(DocumentState.Accepted, "03", "STATUS_REPEATED")]
    [TestCase(DocumentState.Refused, "03", "STA-10")]
    [TestCase(DocumentState.Finished, "05", "STATUS_BACK")]
    [TestCase(DocumentState.Arrived, "01", "STATUS_CODE")]
    [TestCase(DocumentState.Arrived, "13", "STATUS_CODE")]
    public void a_refusal_names_its_rule(DocumentState state, string code, string rule) =>
        Assert.That(AnswerRule.MayAnswer(state, code).Code, Is.EqualTo(rule));

    [TestCase("02", "SAI_NOI_NHAN", null, true)]
    [TestCase("02", null, "vì sai", false)]
    [TestCase("02", "KHONG_THICH", "vì sai", false)]
    [TestCase("02", "KHAC", " ", false)]
    [TestCase("02", "KHAC", "Thiếu phụ lục 2", true)]
    [TestCase("13", null, null, false)]
    [TestCase("13", null, "Gửi nhầm", true)]
    [TestCase("16", null, "", false)]
    [TestCase("03", null, null, true)]
    public void reasons_are_asked_for_where_the_rules_want_them(string code, string? reasonCode, string? text, bool enough) =>
        Assert.That(AnswerRule.CheckReason(code, reasonCode, text).Allowed, Is.EqualTo(enough));

    [Test]
    public void a_reason_has_a_longest_length() =>
        Assert.That(AnswerRule.CheckReason("03", null, new string('x', 1001)).Code, Is.EqualTo("STATUS_REASON_LONG"));

    [Test]
    public void the_reason_code_is_found_again_in_the_text_on_the_wire() =>
        Assert.That(AnswerRule.ReasonCodeOf(AnswerRule.Describe("THIEU_TEP", "phụ lục 2")), Is.EqualTo("THIEU_TEP"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("[")]
    [TestCase("[]")]
    [TestCase("[LA] gì đó")]
    [TestCase("Sai nơi nhận")]
    public void a_text_without_a_known_code_has_none(string? description) => Assert.That(AnswerRule.ReasonCodeOf(description), Is.Null);
}
