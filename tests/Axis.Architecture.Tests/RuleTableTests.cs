namespace Axis.Architecture.Tests;

/// <summary>docs/rules.csv is the product's own table of the rules that bind it; docs/standards.md proves each one, or says that it is not done.</summary>
public sealed class RuleTableTests
{
    [Test]
    public void every_family_of_rules_is_numbered_from_one_without_a_gap()
    {
        var families = RuleTable.Rules.GroupBy(static r => r.Id[..3]).ToDictionary(static g => g.Key, static g => g.Select(static r => r.Id).ToList());

        Assert.That(families.Keys, Is.EquivalentTo(["LVL", "IDC", "DOC", "SND", "RCV", "STA", "RCL", "URG", "REG", "SIG", "SEC", "ARC", "REF", "OPS"]));
        Assert.That(families, Has.All.Matches<KeyValuePair<string, List<string>>>(static f => f.Value.SequenceEqual(Enumerable.Range(1, f.Value.Count).Select(n => $"{f.Key}-{n:00}"))));
    }

    [Test]
    public void every_rule_says_what_it_asks_and_where_it_comes_from() =>
        Assert.That(RuleTable.Rules.Where(static r => r.Statement.Length < 20 || r.Source.Length == 0).Select(static r => r.Id), Is.Empty);

    [Test]
    public void every_rule_is_proved_or_said_to_be_not_done() =>
        Assert.That(RuleTable.Rules.Select(static r => r.Id).Where(static id => !Proved(id) && !StandardsPage.NotDone.Contains(id)), Is.Empty);

    [Test]
    public void what_is_said_to_be_not_done_is_a_rule_without_proof() =>
        Assert.That(StandardsPage.NotDone.Where(static id => Proved(id) || RuleTable.Rules.All(r => r.Id != id)), Is.Empty);

    private static bool Proved(string id) => StandardsPage.Rows.Any(r => r.Clause == id && r.Tests.Count > 0);
}
