using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class DeliveryDeadlineTests
{
    private static readonly DateTimeOffset Sent = new(2026, 3, 2, 5, 0, 0, TimeSpan.Zero);

    [TestCase(0, 12, 24, 168)]
    [TestCase(1, 0.5, 1, 72)]
    [TestCase(2, 0.5, 1, 72)]
    [TestCase(3, 0.5, 1, 72)]
    [TestCase(4, 0.5, 1, 72)]
    [TestCase(9, 12, 24, 168)]
    [TestCase(-1, 12, 24, 168)]
    public void urgent_documents_are_due_sooner(int priority, double warn, double due, double giveUp) =>
        Assert.That(
            DeliveryDeadline.For(priority, Sent, new DeadlineSettings()),
            Is.EqualTo(new DeliveryDeadline(Sent.AddHours(warn), Sent.AddHours(due), Sent.AddHours(giveUp))));

    [Test]
    public void the_defaults_are_valid() => Assert.That(new DeadlineSettings().Validate(), Is.Empty);

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return new TestCaseData(new DeadlineSettings { OrdinaryDue = TimeSpan.Zero, UrgentDue = TimeSpan.Zero }, nameof(DeadlineSettings.OrdinaryDue));
        yield return new TestCaseData(new DeadlineSettings { UrgentDue = TimeSpan.FromDays(2) }, nameof(DeadlineSettings.UrgentDue));
        yield return new TestCaseData(new DeadlineSettings { WarnShare = 1.5 }, nameof(DeadlineSettings.WarnShare));
        yield return new TestCaseData(new DeadlineSettings { WarnShare = double.NaN }, nameof(DeadlineSettings.WarnShare));
        yield return new TestCaseData(new DeadlineSettings { OrdinaryGiveUp = TimeSpan.FromHours(1) }, nameof(DeadlineSettings.OrdinaryGiveUp));
        yield return new TestCaseData(new DeadlineSettings { UrgentGiveUp = TimeSpan.FromMinutes(1) }, nameof(DeadlineSettings.UrgentGiveUp));
    }

    [TestCaseSource(nameof(Wrong))]
    public void a_wrong_setting_is_named(DeadlineSettings settings, string key) => Assert.That(settings.Validate(), Has.Some.StartsWith(key));
}
