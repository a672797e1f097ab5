using Axis.Core.Agencies;
using Axis.Core.Contracts;

namespace Axis.Node.Links;

/// <summary>Tries a link step by step and takes an operator's word for a key.</summary>
public interface ILinkTester
{
    /// <summary>Resolves, connects, checks the pin, pings.</summary>
    Task<Outcome<LinkTestResult>> TestAsync(NodeId neighbour, CancellationToken cancellationToken);
}
