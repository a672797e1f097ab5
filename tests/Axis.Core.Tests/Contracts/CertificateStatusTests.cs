using Axis.Core.Contracts;

namespace Axis.Core.Tests.Contracts;

[TestFixture]
public sealed class CertificateStatusTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero);

    private static readonly CertificateStatus Old = new("agency", "H99", End, 7) { Relation = "agency" };

    [Test]
    public void a_key_whose_next_one_begins_in_time_needs_nobody() => Assert.That(Old.IsFollowedIn([Old, Next(End.AddDays(-6))]), Is.True);

    [Test]
    public void a_next_key_that_begins_too_late_does_not_follow() => Assert.That(Old.IsFollowedIn([Old, Next(End.AddDays(1))]), Is.False);

    [Test]
    public void the_next_key_of_another_agency_does_not_follow() => Assert.That(Old.IsFollowedIn([Old, Next(End.AddDays(-6)) with { Owner = "G99" }]), Is.False);

    private static CertificateStatus Next(DateTimeOffset from) => new("agency", "H99", End.AddYears(1), 372) { Relation = "agency", State = "next", NotBefore = from };
}
