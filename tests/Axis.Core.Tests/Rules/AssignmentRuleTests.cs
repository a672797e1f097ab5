using Axis.Core.Rules.Assignments;

namespace Axis.Core.Tests.Rules;

public sealed class AssignmentRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Assignee Office = new("Văn phòng", null);
    private static readonly Assignee Finance = new("Phòng Tài chính", "Lê Thị Hoa");

    [Test]
    public void RCV_09_one_lead_with_its_co_operators_is_an_assignment() =>
        Assert.That(AssignmentRule.Check(new Assignment(Office, [Finance], "Tham mưu trả lời", Today), Today).Allowed, Is.True);

    [Test]
    public void nobody_leads_is_no_assignment() =>
        Assert.That(AssignmentRule.Check(new Assignment(new Assignee(" ", null), [Finance], null, null), Today).Code, Is.EqualTo("RCV-09"));

    [Test]
    public void who_leads_does_not_co_operate_as_well() =>
        Assert.That(AssignmentRule.Check(new Assignment(Office, [new Assignee("văn phòng", null)], null, null), Today).Allowed, Is.False);

    [Test]
    public void a_co_operator_has_a_name() =>
        Assert.That(AssignmentRule.Check(new Assignment(Office, [new Assignee(null, "")], null, null), Today).Allowed, Is.False);

    [Test]
    public void a_deadline_that_has_passed_is_none() =>
        Assert.That(AssignmentRule.Check(new Assignment(Office, [], null, Today.AddDays(-1)), Today).Allowed, Is.False);

    [Test]
    public void the_register_names_who_leads_and_who_co_operates() =>
        Assert.That(new Assignment(Office, [Finance], null, null).ToString(), Is.EqualTo("Văn phòng (chủ trì); Phòng Tài chính, Lê Thị Hoa (phối hợp)"));
}
