namespace Axis.Node.Storage;

/// <summary>Refusals that can still be taken back. One for each inbox item.</summary>
public interface IHeldRefusals
{
    /// <summary>Keeps one; <c>false</c> when the item has one already, and nothing changes.</summary>
    bool Add(HeldRefusal refusal);

    HeldRefusal? Find(Guid item);

    /// <summary>The one that leaves first.</summary>
    HeldRefusal? Next();

    /// <summary>Lets one leave later; what is gone meanwhile stays gone.</summary>
    void Postpone(Guid item, DateTimeOffset dueAt);

    /// <summary>Removes one; <c>false</c> when there is none.</summary>
    bool Remove(Guid item);
}
