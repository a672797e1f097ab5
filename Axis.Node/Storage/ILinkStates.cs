using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Per-neighbour memory that outlives the process.</summary>
public interface ILinkStates
{
    LinkState? Find(NodeId neighbour);

    IReadOnlyList<LinkState> List();

    void Put(LinkState state);

    /// <summary>A named value of the node itself (epoch, owner of a lease).</summary>
    string? GetMeta(string key);

    void SetMeta(string key, string value);
}
