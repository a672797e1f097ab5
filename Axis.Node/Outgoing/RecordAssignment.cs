using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Core.Rules.Assignments;
using Axis.Node.Deadlines;
using Axis.Node.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// Writes down what the leader decided of a received document, in the transaction that answers 04: a version of the assignment, the follow-up register and the deadline
/// (RCV-09, REG-03, URG-05).
/// </summary>
public sealed class RecordAssignment(InboxDuties duties)
{
    /// <summary>The assignment that an answer carries; without one the person or unit it names leads, and with neither nobody does.</summary>
    public static Assignment? Read(AnswerStatus answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Assignment is { } work)
        {
            return new Assignment(Of(work.Lead), [.. (work.CoOperators ?? []).Select(Of)], Blank(work.Instruction), work.DueDate);
        }

        var named = new Assignee(Blank(answer.Staff?.Department), Blank(answer.Staff?.Name));
        return named.IsNobody ? null : new Assignment(named, [], null, null);
    }

    /// <summary>Records it.</summary>
    /// <returns>What the clerk should know.</returns>
    public IReadOnlyList<Warning> Run(ISession session, InboxItem item, PacketRow packet, Assignment? assignment, Actor actor, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(actor);
        if (assignment is null)
        {
            return [new Warning("RCV-09", "Chưa ghi đơn vị hoặc người chủ trì; hãy phân công lại và nêu rõ.")];
        }

        var version = session.Assignments.ListFor(item.Id).Count + 1;
        session.Assignments.Add(new AssignmentRow(item.Id, version, at, actor.Pseudonym, assignment));
        RegisterArrivals.Assigned(session, item, assignment, actor, at);
        duties.Assigned(session, item, packet, assignment.DueDate, at);
        session.Journal.Append(new JournalEntry(at, "document-assigned", packet.Digest, Agency: item.Recipient.Value, Actor: actor.Pseudonym, To: $"v{version}", Detail: assignment.ToString()));
        return assignment.DueDate > packet.Facts.DueDate
            ? [new Warning("URG-05", $"Hạn giao ({VietnamTime.Day(assignment.DueDate.Value)}) muộn hơn hạn của văn bản ({VietnamTime.Day(packet.Facts.DueDate.Value)}).")]
            : [];
    }

    private static Assignee Of(AssigneeFields fields) => new(Blank(fields.Unit), Blank(fields.Person));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
