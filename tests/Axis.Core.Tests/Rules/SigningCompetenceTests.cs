using Axis.Core.Rules;

namespace Axis.Core.Tests.Rules;

public sealed class SigningCompetenceTests
{
    [TestCase("TM.", true)]
    [TestCase("TM. ỦY BAN NHÂN DÂN", true)]
    [TestCase("kt", true)]
    [TestCase("TUQ.", true)]
    [TestCase(null, true)]
    [TestCase("TH.", false)]
    [TestCase("TLX", false)]
    public void DOC_10_five_capacities_are_known(string? competence, bool known) => Assert.That(SigningCompetence.IsKnown(competence), Is.EqualTo(known));

    [TestCase("TUQ.", "TUQ. GIÁM ĐỐC", true)]
    [TestCase("TUQ. CHỦ TỊCH", "Giám đốc", false)]
    public void DOC_10_who_signs_by_delegation_does_not_delegate_again(string competence, string position, bool again) =>
        Assert.That(SigningCompetence.IsDelegatedAgain(competence, position), Is.EqualTo(again));
}
