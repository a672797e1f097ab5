using System.Text.RegularExpressions;
using Axis.Core.Edxml;

namespace Axis.Architecture.Tests;

/// <summary>docs/standards.md names only what exists, and leaves out nothing that the sources cite.</summary>
public sealed partial class StandardsTests
{
    private static readonly string[] Assemblies = ["Axis.Core", "Axis.Signing", "Axis.Node", "axis"];

    [Test]
    public void every_row_names_a_type() =>
        Assert.That(StandardsPage.Rows.Where(static r => r.Types.Count == 0).Select(static r => r.Clause), Is.Empty);

    [Test]
    public void every_row_says_whether_it_is_complete_and_if_not_what_is_missing() =>
        Assert.That(StandardsPage.Rows.Where(static r => r.State != "đủ" && !r.State.StartsWith("một phần: ", StringComparison.Ordinal)).Select(static r => $"{r.Clause}: {r.State}"), Is.Empty);

    [Test]
    public void no_clause_stands_twice() =>
        Assert.That(StandardsPage.Rows.GroupBy(static r => r.Clause).Where(static g => g.Count() > 1).Select(static g => g.Key), Is.Empty);

    [Test]
    public void every_type_named_is_in_the_assemblies()
    {
        var known = Assemblies.SelectMany(AssemblyReferences.TypesOf).ToHashSet(StringComparer.Ordinal);

        Assert.That(StandardsPage.Rows.SelectMany(static r => r.Types).Where(t => !known.Contains("Axis." + t)).Distinct(), Is.Empty);
    }

    [Test]
    public void every_test_named_is_in_the_sources()
    {
        var known = TestNames();

        Assert.That(StandardsPage.Rows.SelectMany(static r => r.Tests).Where(t => !known.Contains(t)).Distinct(), Is.Empty);
    }

    [Test]
    public void every_row_of_the_tolerance_catalogue_has_its_proof() =>
        Assert.That(Unproved([.. DeviationCatalogue.Ids, "T20"]), Is.Empty);

    [Test]
    public void every_rule_of_the_strict_profile_has_its_proof()
    {
        var checkedRules = Repository.Sources("Axis.Core").Where(static f => f.Path.StartsWith("Axis.Core/Edxml/Strict", StringComparison.Ordinal)).SelectMany(static f => StrictRule().Matches(f.Text)).Select(static m => m.Groups[1].Value).Distinct();

        Assert.That(Unproved([.. Enumerable.Range(1, 13).Select(static n => $"W{n:00}"), .. checkedRules]), Is.Empty);
    }

    [Test]
    public void every_promise_of_the_protocol_has_its_proof()
    {
        var protocol = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md"));
        var promises = Promise().Matches(protocol[protocol.IndexOf("## 8. Promises", StringComparison.Ordinal)..]).Select(static m => m.Groups[1].Value).ToList();

        Assert.That(promises, Is.EqualTo(Enumerable.Range(1, 12).Select(static n => $"{n}")));
        Assert.That(Unproved([.. promises.Select(static n => "Promise " + n)]), Is.Empty);
    }

    [Test]
    public void every_rule_that_a_source_cites_has_its_row() =>
        Assert.That(Cited(BusinessRule()).Where(static rule => !Clauses().Contains(rule)), Is.Empty);

    [Test]
    public void every_section_of_the_wire_reference_that_a_source_cites_has_its_row() =>
        Assert.That(Cited(WireSection()).Select(static section => "§" + section).Where(static section => !Clauses().Contains(section)), Is.Empty);

    [Test]
    public void citations_are_seen()
    {
        Assert.That(Cited(BusinessRule()), Does.Contain("DOC-04"));
        Assert.That(Cited(WireSection()), Does.Contain("7.4"));
    }

    private static IEnumerable<string> Unproved(IEnumerable<string> clauses) =>
        clauses.Where(static clause => !StandardsPage.Rows.Any(r => r.Clause == clause && r.Tests.Count > 0));

    private static HashSet<string> Clauses() => [.. StandardsPage.Rows.Select(static r => r.Clause)];

    private static List<string> Cited(Regex pattern) =>
        [.. Repository.Sources(Repository.Products).SelectMany(f => pattern.Matches(f.Text)).Select(static m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    // A class and its members, wherever below tests/: a contract suite counts, whatever engine runs it.
    private static HashSet<string> TestNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Repository.Sources("tests"))
        {
            foreach (Match type in TestClass().Matches(file.Code))
            {
                names.Add(type.Groups[1].Value);
                names.UnionWith(TestMethod().Matches(file.Code).Select(m => $"{type.Groups[1].Value}.{m.Groups[1].Value}"));
            }
        }

        return names;
    }

    [GeneratedRegex(@"\b((?:LVL|IDC|DOC|SND|RCV|STA|RCL|URG|REG|SIG|SEC|ARC|REF|OPS)-\d\d)\b")]
    private static partial Regex BusinessRule();

    [GeneratedRegex(@"edXML §(\d+(?:\.\d+)?)")]
    private static partial Regex WireSection();

    [GeneratedRegex("\"(W\\d\\d)\"")]
    private static partial Regex StrictRule();

    [GeneratedRegex(@"^(\d+)\. \*\*", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\bclass (\w+(?:Tests|Contract))\b")]
    private static partial Regex TestClass();

    [GeneratedRegex(@"\bpublic (?:static )?(?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex TestMethod();
}
