using Axis.Core.Rules.Changes;
using Axis.Core.Tracking;

namespace Axis.Core.Tests.Rules;

public sealed class ChangeRuleTests
{
    [TestCase(ChangeKind.Recall, DocumentState.Accepted, null, null, null)]
    [TestCase(ChangeKind.Recall, DocumentState.Sent, null, null, null)]
    [TestCase(ChangeKind.Recall, DocumentState.Refused, null, null, "STA-10")]
    [TestCase(ChangeKind.Update, DocumentState.Withdrawn, null, null, "RCL-03")]
    [TestCase(ChangeKind.Update, DocumentState.Arrived, ChangeKind.Recall, ChangeEnd.Agreed, "RCL-03")]
    [TestCase(ChangeKind.Update, DocumentState.Arrived, ChangeKind.TakeBack, ChangeEnd.Unread, "RCL-03")]
    [TestCase(ChangeKind.Recall, DocumentState.Arrived, ChangeKind.Recall, ChangeEnd.Pending, "CHANGE_PENDING")]
    [TestCase(ChangeKind.Update, DocumentState.Arrived, ChangeKind.Update, ChangeEnd.Pending, "CHANGE_PENDING")]
    [TestCase(ChangeKind.Recall, DocumentState.Arrived, ChangeKind.TakeBack, ChangeEnd.Pending, null)]
    [TestCase(ChangeKind.Recall, DocumentState.Arrived, ChangeKind.Recall, ChangeEnd.Refused, null)]
    [TestCase(ChangeKind.Update, DocumentState.Arrived, ChangeKind.Update, ChangeEnd.Agreed, null)]
    public void a_change_may_be_asked_for_or_is_refused_by(ChangeKind kind, DocumentState state, ChangeKind? last, ChangeEnd? end, string? rule) =>
        Assert.That(ChangeRule.MayRequest(kind, state, last, end).Code, Is.EqualTo(rule));

    [TestCase(ChangeKind.Recall, ChangeEnd.Refused, true)]
    [TestCase(ChangeKind.Recall, ChangeEnd.TooLate, true)]
    [TestCase(ChangeKind.Recall, ChangeEnd.NotFound, false)]
    [TestCase(ChangeKind.Recall, ChangeEnd.Agreed, false)]
    [TestCase(ChangeKind.TakeBack, ChangeEnd.Refused, false)]
    [TestCase(ChangeKind.Update, ChangeEnd.Refused, false)]
    public void RCL_05_only_a_legal_recall_obliges(ChangeKind kind, ChangeEnd end, bool escalated) =>
        Assert.That(ChangeRule.IsNonCompliance(kind, end), Is.EqualTo(escalated));

    [TestCase(true, "[CHUA_DOC] Đã thu hồi, chưa ai đọc", ChangeEnd.Unread)]
    [TestCase(true, "Đồng ý", ChangeEnd.Agreed)]
    [TestCase(false, "[DA_HOAN_THANH] Đã giải quyết xong", ChangeEnd.TooLate)]
    [TestCase(false, "[KHONG_TIM_THAY] Không tìm thấy văn bản", ChangeEnd.NotFound)]
    [TestCase(false, "Đang dùng làm căn cứ", ChangeEnd.Refused)]
    public void the_four_ends_are_read_from_the_answer(bool agreed, string description, ChangeEnd end) =>
        Assert.That(ChangeReasons.EndOf(agreed, description), Is.EqualTo(end));

    [TestCase(true, null, null, false, true, null)]
    [TestCase(true, null, null, false, false, "RCL-13")]
    [TestCase(false, null, "vì thế", false, true, "STA-04")]
    [TestCase(false, "KHAC", " ", false, true, "STA-04")]
    [TestCase(false, "KHAC", "Đã ban hành văn bản căn cứ vào văn bản này", false, true, null)]
    [TestCase(false, "DA_HOAN_THANH", null, false, true, "RCL-05")]
    [TestCase(false, "DA_HOAN_THANH", null, true, true, null)]
    [TestCase(false, "KHONG_TIM_THAY", null, false, true, "RCL-05")]
    [TestCase(false, "KHONG_TIM_THAY", null, false, false, null)]
    public void an_answer_needs_what_the_rules_want(bool agree, string? code, string? text, bool finished, bool found, string? rule) =>
        Assert.That(ChangeReasons.Check(agree, code, text, finished, found).Code, Is.EqualTo(rule));
}
