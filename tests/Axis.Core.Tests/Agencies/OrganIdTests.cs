using Axis.Core.Agencies;

namespace Axis.Core.Tests.Agencies;

/// <summary>Agency identifiers, rules IDC-01…IDC-08, with codes that circulate.</summary>
public sealed class OrganIdTests
{
    [TestCase("000.00.00.G22", OrganIdForm.Qcvn)]
    [TestCase("000.46.24.H44", OrganIdForm.Qcvn)]
    [TestCase("H44.24.46", OrganIdForm.Qd20)]
    [TestCase("G22", OrganIdForm.Qd20)]
    [TestCase("28.22.H17", OrganIdForm.ShortQcvn)]
    [TestCase("00.22.W00", OrganIdForm.ShortQcvn)]
    [TestCase("vxp.saas.03", OrganIdForm.FreeForm)]
    [TestCase("H44.2", OrganIdForm.FreeForm)]
    [TestCase("000.00.00.22G", OrganIdForm.FreeForm)]
    public void the_family_is_told_by_the_shape(string code, OrganIdForm form) =>
        Assert.That(OrganId.Parse(code).Form, Is.EqualTo(form));

    [TestCase("000.46.24.H44", "H44.24.46")]
    [TestCase("000.00.15.H51", "H51.15")]
    [TestCase("000.00.00.G22", "G22")]
    [TestCase("012.46.24.H44", "H44.24.46.012")]
    public void a_pair_is_proposed_without_zero_groups_most_general_first(string code, string proposal) =>
        Assert.That(OrganId.Parse(code).ProposeQd20()?.Value, Is.EqualTo(proposal));

    [TestCase("002.00.20.H13", Description = "IDC-05: a zero group between others")]
    [TestCase("002.20.00.H13", Description = "IDC-05: a zero group between others")]
    [TestCase("H44.24.46", Description = "already of that family")]
    [TestCase("28.22.H17", Description = "shortened")]
    public void no_pair_is_guessed(string code) => Assert.That(OrganId.Parse(code).ProposeQd20(), Is.Null);

    [TestCase("h37.02")]
    [TestCase(" H37.02\t")]
    public void identifiers_are_compared_trimmed_and_in_capitals(string spelling) =>
        Assert.That(OrganId.Parse(spelling), Is.EqualTo(OrganId.Parse("H37.02")));

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("null")]
    [TestCase("H37 02")]
    [TestCase("H37\u0000.02")]
    [TestCase("H37.000000000000000000000000000000000", Description = "37 characters")]
    public void what_is_no_identifier_is_refused(string text) => Assert.That(OrganId.TryParse(text, out _), Is.False);
}
