using Axis.Core.Agencies;

namespace Axis.Core.Tests.Agencies;

public sealed class CodeMappingTests
{
    private static string Say(CodeProposal proposal) => proposal switch
    {
        CodeProposal.Proposed proposed => proposed.Code.Value,
        CodeProposal.NeedsConfirmation => "needs confirmation",
        _ => "not applicable",
    };

    [TestCase("000.46.24.H44", "H44.24.46")]
    [TestCase("000.00.00.G22", "G22")]
    [TestCase("28.22.H17", "needs confirmation")]
    [TestCase("002.00.20.H13", "needs confirmation")]
    [TestCase("H44.24", "not applicable")]
    [TestCase("vxp.saas.03", "not applicable")]
    public void a_qcvn_code_is_mapped_by_turning_its_used_groups_round(string code, string answer) =>
        Assert.That(Say(CodeMapping.ToQd20(OrganId.Parse(code))), Is.EqualTo(answer));

    [TestCase("H44.24.46", "000.46.24.H44")]
    [TestCase("G22", "000.00.00.G22")]
    [TestCase("H44.24.46.012", "012.46.24.H44")]
    [TestCase("H44.24.46.012.01", "needs confirmation")]
    [TestCase("H44.246", "needs confirmation")]
    [TestCase("000.46.24.H44", "not applicable")]
    public void a_qd20_code_is_mapped_back_where_its_groups_fit(string code, string answer) =>
        Assert.That(Say(CodeMapping.ToQcvn(OrganId.Parse(code))), Is.EqualTo(answer));

    [TestCase("H44#2", "H44", 2)]
    [TestCase("h44", "H44", 1)]
    public void a_version_is_written_behind_the_code(string text, string code, int version)
    {
        Assert.That(AgencyVersionId.TryParse(text, out var id));
        Assert.That((id.Code.Value, id.Version), Is.EqualTo((code, version)));
    }

    [TestCase("H44#0")]
    [TestCase("H44#")]
    [TestCase("#2")]
    [TestCase("H44#-1")]
    public void no_other_text_is_a_version(string text) => Assert.That(AgencyVersionId.TryParse(text, out _), Is.False);

    [TestCase("A53.01", Bloc.Party)]
    [TestCase("000.00.01.A53", Bloc.Party)]
    [TestCase("K22", Bloc.Assembly)]
    [TestCase("H22", Bloc.Government)]
    [TestCase("I04", Bloc.MassOrganisation)]
    public void the_letter_group_proposes_the_bloc(string code, Bloc bloc) => Assert.That(Blocs.Propose(OrganId.Parse(code)), Is.EqualTo(bloc));

    [TestCase("W00")]
    [TestCase("vxp.saas.03")]
    public void codes_of_no_group_propose_none(string code) => Assert.That(Blocs.Propose(OrganId.Parse(code)), Is.Null);
}
