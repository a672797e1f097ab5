using Axis.Core.Packets;
using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class AnomalyNoticeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    [Test]
    public void RCV_10_a_notice_is_shown_and_moves_no_state()
    {
        var notice = AnomalyNotice.Describe("TEP_HONG", "Trang 3 không mở được");
        var state = StatusEvaluation.Evaluate(
        [
            new StatusEvent(Digest.Of("a"u8), Signal.Arrived, Start),
            new StatusEvent(Digest.Of("b"u8), Signal.Accepted, Start.AddMinutes(1)),
            new StatusEvent(Digest.Of("c"u8), Signal.Accepted, Start.AddMinutes(2), null, notice),
        ]);

        Assert.That((state.State, state.Anomaly), Is.EqualTo((DocumentState.Accepted, notice)));
    }

    [TestCase(DocumentState.Refused, "TEP_HONG", "chữ mờ", false, TestName = "what was returned is not warned of")]
    [TestCase(DocumentState.Processing, "TEP_HONG", " ", false, TestName = "a warning says what was noticed")]
    [TestCase(DocumentState.Processing, "LA", "chữ mờ", false, TestName = "a warning names its reason")]
    [TestCase(DocumentState.Processing, "TEP_HONG", "chữ mờ", true, TestName = "a document in work may be warned of")]
    public void a_warning_may_be_given(DocumentState state, string reason, string text, bool allowed) =>
        Assert.That(AnomalyNotice.Check(state, reason, text).Allowed, Is.EqualTo(allowed));

    [Test]
    public void a_long_text_still_fits_a_status() =>
        Assert.That(AnomalyNotice.Describe("KHAC", new string('x', AnswerRule.MaxReason)), Has.Length.EqualTo(AnswerRule.MaxReason));
}
