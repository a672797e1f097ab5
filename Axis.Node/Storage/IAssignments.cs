namespace Axis.Node.Storage;

/// <summary>Who has to solve received documents (RCV-09).</summary>
public interface IAssignments
{
    /// <summary>Keeps a version beside the earlier ones.</summary>
    void Add(AssignmentRow row);

    /// <summary>All versions of an item, oldest first.</summary>
    IReadOnlyList<AssignmentRow> ListFor(Guid item);
}
