using Axis.Core.Agencies;

namespace Axis.Core.Tests.Agencies;

public sealed class AgencyTests
{
    private static readonly DateTimeOffset Reform = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    [TestCase(AgencyStatus.Active, -1, true)]
    [TestCase(AgencyStatus.Active, 0, false)]
    [TestCase(AgencyStatus.Locked, -1, false)]
    [TestCase(AgencyStatus.Closed, -1, false)]
    public void an_agency_sends_until_its_closing_instant_and_only_while_active(AgencyStatus status, int seconds, bool open) =>
        Assert.That(NewAgency(status).IsOpenAt(Reform.AddSeconds(seconds)), Is.EqualTo(open));

    [Test]
    public void an_agency_does_not_send_before_it_exists() =>
        Assert.That(NewAgency(AgencyStatus.Active).IsOpenAt(Reform.AddYears(-11)), Is.False);

    private static Agency NewAgency(AgencyStatus status) => new(
        OrganId.Parse("H44.24"), "UBND huyện Mẫu", Tier.District, null, NodeId.Parse("huyen-mau"), status, Reform.AddYears(-10), Reform, [], []);
}
