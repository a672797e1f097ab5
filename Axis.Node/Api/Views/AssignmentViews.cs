using Axis.Core.Contracts;
using Axis.Core.Rules.Assignments;
using Axis.Node.Storage;

namespace Axis.Node.Api.Views;

/// <summary>Who has to solve a document, as people see it.</summary>
internal static class AssignmentViews
{
    public static IReadOnlyList<AssignmentView> List(Guid item, ISession session) => [.. session.Assignments.ListFor(item).Select(static r => new AssignmentView(
        r.Version, r.At, r.Actor, Who(r.Assignment.Lead), [.. r.Assignment.CoOperators.Select(Who)], r.Assignment.Instruction, r.Assignment.DueDate))];

    private static AssigneeFields Who(Assignee assignee) => new(assignee.Unit, assignee.Person);
}
