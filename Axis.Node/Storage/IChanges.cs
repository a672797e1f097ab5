using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Recalls, take-backs, updates and replacements that agencies hosted here were asked for. Unique key: (packet, target, recipient).</summary>
public interface IChanges
{
    /// <summary>Writes a request down; <c>false</c> when it is here already, and nothing changes.</summary>
    bool Add(ChangeRequest request);

    /// <summary>Writes what changed: item, state, answer.</summary>
    void Update(ChangeRequest request);

    ChangeRequest? Find(Guid id);

    /// <summary>Requests about an inbox item, or that the item itself makes, oldest first.</summary>
    IReadOnlyList<ChangeRequest> ListFor(Guid item);

    /// <summary>Requests that wait for a document (RCL-13), whoever asks, oldest first.</summary>
    IReadOnlyList<ChangeRequest> ListParked(string target, OrganId recipient);

    /// <summary>Requests that have waited for a document since before the instant, oldest first, after the given one.</summary>
    IReadOnlyList<ChangeRequest> ListParkedSince(DateTimeOffset before, Guid? after, int limit);

    /// <summary>Requests that the node itself has to answer with 15, oldest first, after the given one.</summary>
    IReadOnlyList<ChangeRequest> ListToAnswer(Guid? after, int limit);
}
