using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Links;

/// <summary>Takes an operator's word for a neighbour's key until the signed directory names it.</summary>
public interface IKeyPinning
{
    /// <summary>Pins the key and opens the link again, durably and journalled.</summary>
    /// <param name="neighbour">Whose key.</param>
    /// <param name="spki">SHA-256 of its SubjectPublicKeyInfo.</param>
    /// <param name="actor">Pseudonym of the operator.</param>
    /// <param name="reason">Who compared it with whom; journal detail.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task PinAsync(NodeId neighbour, Digest spki, string actor, string reason, CancellationToken cancellationToken);
}
