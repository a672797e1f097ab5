using System.Collections.Frozen;
using Axis.Core.Agencies;
using Axis.Node.Api;

namespace Axis.Node.Tests.Api;

public sealed class InheritanceTests
{
    private static readonly DateTimeOffset Reform = new(2025, 7, 1, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly DirectorySnapshot Directory = new(
        [Agency("H60", null), Agency("H44", null), Agency("H22", Reform, "H60"), Agency("H99", Reform)],
        [],
        [],
        [],
        FrozenDictionary<string, SectionVersion>.Empty);

    private static Agency Agency(string code, DateTimeOffset? closes, params string[] successors) => new(
        OrganId.Parse(code), code, Tier.Province, null, NodeId.Parse("tinh"), AgencyStatus.Active, Reform.AddYears(-9), closes, [],
        [.. successors.Select(static s => new Succession(OrganId.Parse(s), SuccessionKind.Merge, Reform, "NQ"))]);

    [TestCase("H60", 1, "H60 H22", Description = "the successor reads what the closed agency sent and received")]
    [TestCase("H60", -1, "H60", Description = "not before the closing")]
    [TestCase("H44", 1, "H44", Description = "others do not")]
    [TestCase("H22", 1, null, Description = "the closed agency's own token keeps no rights, rather than those of a node-wide one")]
    [TestCase("H22", -1, "H22")]
    [TestCase("H99", 1, "H99", Description = "what nobody continues keeps its readers")]
    public void a_token_reaches_what_its_agencies_continue(string scope, int days, string? reached) =>
        Assert.That(Inheritance.Of(Directory, [OrganId.Parse(scope)], Reform.AddDays(days)) is { } left ? string.Join(' ', left) : null, Is.EqualTo(reached));
}
