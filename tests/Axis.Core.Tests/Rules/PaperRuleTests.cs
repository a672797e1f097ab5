using Axis.Core.Agencies;
using Axis.Core.Rules;

namespace Axis.Core.Tests.Rules;

public sealed class PaperRuleTests
{
    private static readonly PaperRule Rule = new(new HashSet<OrganId> { OrganId.Parse("G22") }, new HashSet<string> { "Hợp đồng" });

    [TestCase(false, "Công văn", "H37", true, TestName = "SND_03 without paper there is nothing to ask")]
    [TestCase(true, "Công văn", "G22", true, TestName = "SND_03 the Government may get paper too")]
    [TestCase(true, "Hợp đồng", "H37", true, TestName = "SND_03 a type on the list of the head may go on paper too")]
    [TestCase(true, "Công văn", "H37", false, TestName = "SND_03 anything else goes without paper")]
    public void paper_needs_its_ground(bool paper, string type, string to, bool allowed) =>
        Assert.That(Rule.Check(paper, type, [OrganId.Parse(to)]).Allowed, Is.EqualTo(allowed));
}
