using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>The configured neighbours. Names, keys and addresses come from the directory; here stands what the directory cannot know.</summary>
public sealed class LinkOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Links";

    /// <summary>Parent, children and peers with something to set; the parent and the children of the directory need no entry.</summary>
    public IList<NeighbourOptions> Neighbours { get; } = [];

    /// <summary>The settings of one neighbour, or <c>null</c>.</summary>
    public NeighbourOptions? Find(NodeId neighbour) =>
        Neighbours.FirstOrDefault(n => string.Equals(n.Id, neighbour.Value, StringComparison.Ordinal));

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Neighbours.Count; i++)
        {
            var neighbour = Neighbours[i];
            var key = $"Links:Neighbours:{i}";
            if (!NodeId.TryParse(neighbour.Id, out _))
            {
                yield return $"{key}:Id phải là tên nút láng giềng, không phải '{neighbour.Id}'.";
            }
            else if (!seen.Add(neighbour.Id))
            {
                yield return $"{key}:Id nêu nút '{neighbour.Id}' lần thứ hai.";
            }

            if (neighbour.Mode is not (null or LinkMode.Push or LinkMode.Pull))
            {
                yield return $"{key}:Mode phải là Push hoặc Pull.";
            }

            foreach (var problem in neighbour.Kind == LinkKind.Vxp ? neighbour.Vxp.Problems(key + ":Vxp") : [])
            {
                yield return problem;
            }

            for (var j = 0; j < neighbour.Addresses.Count; j++)
            {
                if (!Uri.TryCreate(neighbour.Addresses[j], UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
                {
                    yield return $"{key}:Addresses:{j} phải là địa chỉ https://, không phải '{neighbour.Addresses[j]}'.";
                }
            }
        }
    }
}

/// <summary>One neighbour.</summary>
public sealed class NeighbourOptions
{
    /// <summary>Node name.</summary>
    public string Id { get; set; } = "";

    /// <summary>Who opens the connection for what goes to the neighbour; <c>null</c> = by the directory (pull-only nodes fetch).</summary>
    public LinkMode? Mode { get; set; }

    /// <summary>Direct link beside the tree: what is hosted in the peer's subtree goes to it.</summary>
    public bool Peer { get; set; }

    /// <summary>What is spoken on the link.</summary>
    public LinkKind Kind { get; set; } = LinkKind.Native;

    /// <summary>The settings of a link of kind <see cref="LinkKind.Vxp"/>.</summary>
    public VxpLinkOptions Vxp { get; set; } = new();

    /// <summary>Addresses that replace those of the directory.</summary>
    public IList<string> Addresses { get; } = [];
}

/// <summary>What is spoken on a link.</summary>
public enum LinkKind
{
    /// <summary>The native link of this product.</summary>
    Native = 1,

    /// <summary>The VXP client API: this node is a client of the neighbour's server.</summary>
    Vxp = 2,
}

/// <summary>Who opens the connection.</summary>
public enum LinkMode
{
    /// <summary>This node calls the neighbour.</summary>
    Push = 1,

    /// <summary>The neighbour fetches what waits for it here.</summary>
    Pull = 2,
}
