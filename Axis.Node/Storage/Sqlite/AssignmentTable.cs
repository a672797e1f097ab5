using Axis.Core.Rules.Assignments;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Who has to solve received documents, version by version.</summary>
internal sealed class AssignmentTable(Database database) : IAssignments
{
    private readonly Statement _add = database.Prepare("INSERT INTO assignment (item, version, at, actor, unit, person, instruction, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _addPartner = database.Prepare("INSERT INTO assignment_partner (item, version, position, unit, person) VALUES (?, ?, ?, ?, ?)");
    private readonly Statement _list = database.Prepare("SELECT item, version, at, actor, unit, person, instruction, due FROM assignment WHERE item = ? ORDER BY version");
    private readonly Statement _partners = database.Prepare("SELECT version, unit, person FROM assignment_partner WHERE item = ? ORDER BY version, position");

    public void Add(AssignmentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var (lead, partners) = (row.Assignment.Lead, row.Assignment.CoOperators);
        _add.Start().With(row.Item).With(row.Version).With(row.At).With(row.Actor).With(lead.Unit).With(lead.Person).With(row.Assignment.Instruction)
            .With(row.Assignment.DueDate).Execute();
        for (var i = 0; i < partners.Count; i++)
        {
            _addPartner.Start().With(row.Item).With(row.Version).With(i).With(partners[i].Unit).With(partners[i].Person).Execute();
        }
    }

    public IReadOnlyList<AssignmentRow> ListFor(Guid item)
    {
        var partners = _partners.Start().With(item).List(static s => (Version: s.Int32(0), Who: new Assignee(s.TextOrNull(1), s.TextOrNull(2)))).ToLookup(static p => p.Version, static p => p.Who);
        return [.. _list.Start().With(item).List(Read).Select(r => r with { Assignment = r.Assignment with { CoOperators = [.. partners[r.Version]] } })];
    }

    private static AssignmentRow Read(Statement s) => new(
        s.Guid(0),
        s.Int32(1),
        s.Time(2),
        s.Text(3),
        new Assignment(
            new Assignee(s.TextOrNull(4), s.TextOrNull(5)),
            [],
            s.TextOrNull(6),
            s.DayOrNull(7)));
}
