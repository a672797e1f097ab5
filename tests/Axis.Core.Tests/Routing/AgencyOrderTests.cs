using Axis.Core.Agencies;
using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class AgencyOrderTests
{
    private static readonly string[] Names = ["Xã Ân Thi", "Xã An Hoà", "Xã Đông Anh", "Xã Dương Xá", "Xã An Hoà", "Xã Ăn Sở"];

    private static readonly DirectorySnapshot Directory = new(
        [.. Names.Select(static (name, i) => new Agency(OrganId.Parse($"H01.{90 - i}"), name, Tier.Commune, null, NodeId.Parse("tinh"), AgencyStatus.Active, DateTimeOffset.UnixEpoch, null, [], []))],
        [],
        [],
        [],
        new Dictionary<string, SectionVersion>());

    [Test]
    public void agencies_stand_by_name_and_those_of_one_name_by_code() => Assert.That(
        new AgencyOrder(Directory).After(null).Select(static a => $"{a.Name} {a.Code}"),
        Is.EqualTo(new[] { "Xã An Hoà H01.86", "Xã An Hoà H01.89", "Xã Ăn Sở H01.85", "Xã Ân Thi H01.90", "Xã Dương Xá H01.87", "Xã Đông Anh H01.88" }));

    [Test]
    public void pages_follow_each_other_without_gap_or_repeat()
    {
        var order = new AgencyOrder(Directory);
        var read = new List<Agency>();
        while (order.After(read.LastOrDefault()).Take(2).ToList() is { Count: > 0 } page)
        {
            read.AddRange(page);
        }

        Assert.That(read.Select(static a => a.Code), Is.EqualTo(order.After(null).Select(static a => a.Code)));
    }
}
