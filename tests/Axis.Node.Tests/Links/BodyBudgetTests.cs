using Axis.Core.Agencies;
using Axis.Node.Links;
using Axis.Node.Options;

namespace Axis.Node.Tests.Links;

internal sealed class BodyBudgetTests
{
    private static readonly NodeId First = NodeId.Parse("xa-mot");
    private static readonly NodeId Second = NodeId.Parse("xa-hai");
    private readonly BodyBudget _budget = new(new LimitOptions { MaxBufferedBodyBytes = 1000 });

    [Test]
    public void one_neighbour_gets_half()
    {
        using var lease = _budget.Begin(First);
        lease.Grow(500);
        Assert.That(() => lease.Grow(1), Throws.TypeOf<LinkException>().With.Property("Error").EqualTo(LinkErrors.Busy));
    }

    [Test]
    public void a_greedy_neighbour_leaves_room_for_another()
    {
        using var greedy = _budget.Begin(First);
        greedy.Grow(500);
        using var other = _budget.Begin(Second);
        Assert.That(() => other.Grow(250), Throws.Nothing);
    }

    [Test]
    public void what_was_refused_is_not_counted()
    {
        using (var lease = _budget.Begin(First))
        {
            Assert.That(() => lease.Grow(501), Throws.TypeOf<LinkException>());
        }

        Assert.That(_budget.Used, Is.Zero);
    }

    [Test]
    public void what_is_given_back_can_be_taken_again()
    {
        for (var i = 0; i < 3; i++)
        {
            using var lease = _budget.Begin(First);
            lease.Grow(500);
        }

        Assert.That(_budget.Used, Is.Zero);
    }

    [Test]
    public void the_smallest_budget_that_may_be_set_holds_the_largest_body()
    {
        var budget = new BodyBudget(new LimitOptions { MaxBufferedBodyBytes = BodyBudget.SmallestTotal });
        using var lease = budget.Begin(First);
        Assert.That(() => lease.Grow(ReceiptFrame.MaxBytes), Throws.Nothing);
    }
}
