using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Trust;

public sealed class TransportDecisionTests
{
    private static VerificationReport Report(Indication indication, SubIndication sub) =>
        new() { Indication = indication, SubIndication = sub, Checks = [], VerifiedAt = DateTimeOffset.UnixEpoch };

    [Test]
    public void every_sub_indication_has_exactly_one_row() =>
        Assert.That(TransportDecision.Table.Select(static r => r.SubIndication), Is.EquivalentTo(Enum.GetValues<SubIndication>()));

    [TestCase(SubIndication.FormatFailure, TransportAction.Quarantine)]
    [TestCase(SubIndication.HashFailure, TransportAction.Quarantine)]
    [TestCase(SubIndication.SigCryptoFailure, TransportAction.Quarantine)]
    [TestCase(SubIndication.NoCertificateChainFound, TransportAction.Quarantine)]
    [TestCase(SubIndication.SigConstraintsFailure, TransportAction.Quarantine)]
    [TestCase(SubIndication.BindingBroken, TransportAction.Quarantine)]
    [TestCase(SubIndication.BindingUnknown, TransportAction.RetryLater)]
    [TestCase(SubIndication.TryLater, TransportAction.Deliver)]
    [TestCase(SubIndication.RevokedNoPoe, TransportAction.Hold)]
    [TestCase(SubIndication.OutOfBoundsNoPoe, TransportAction.Hold)]
    public void a_verdict_does_what_its_row_says(SubIndication sub, TransportAction action) =>
        Assert.That(TransportDecision.For(Report(Indication.Indeterminate, sub)).Action, Is.EqualTo(action));

    [Test]
    public void only_a_pass_is_shown_as_valid() =>
        Assert.That(TransportDecision.Table.Where(static r => r.Badge == "hợp lệ").Select(static r => r.SubIndication), Is.EqualTo(new[] { SubIndication.None }));

    [Test]
    public void an_indeterminate_verdict_without_a_reason_is_held() =>
        Assert.That(TransportDecision.For(Report(Indication.Indeterminate, SubIndication.None)).Action, Is.EqualTo(TransportAction.Hold));

    [Test]
    public void what_reaches_nobody_has_no_badge() =>
        Assert.That(
            TransportDecision.Table.Where(static r => r.Action is TransportAction.Quarantine or TransportAction.RetryLater), Has.All.Property("Badge").Null);
}
