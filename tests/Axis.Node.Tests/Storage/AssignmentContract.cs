using Axis.Core.Rules.Assignments;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class AssignmentContract(StoreEngine engine) : StoreContract(engine)
{
    private static readonly Guid Document = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");

    [Test]
    public async Task every_version_stays_with_its_co_operators_in_order()
    {
        var first = new AssignmentRow(Document, 1, Now, "a", new Assignment(new Assignee("Văn phòng", null), [new Assignee("B", "Ông Hai"), new Assignee(null, "Bà Ba")], "Xem xét", new DateOnly(2026, 12, 1)));
        var second = new AssignmentRow(Document, 2, Now.AddHours(1), "b", new Assignment(new Assignee(null, "Lê Hoa"), [], null, null));
        await Write(s =>
        {
            s.Assignments.Add(first);
            s.Assignments.Add(second);
            return true;
        });

        var found = Store.Read(static s => s.Assignments.ListFor(Document));

        Assert.That(found.Select(static r => (r.Version, r.At, r.Actor, r.Assignment.ToString(), r.Assignment.Instruction, r.Assignment.DueDate)), Is.EqualTo(
            new[] { first, second }.Select(static r => (r.Version, r.At, r.Actor, r.Assignment.ToString(), r.Assignment.Instruction, r.Assignment.DueDate))));
    }
}
