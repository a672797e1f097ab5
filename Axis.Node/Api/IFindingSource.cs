using Axis.Core.Contracts;

namespace Axis.Node.Api;

/// <summary>A part of the node that knows what an operator should do something about.</summary>
public interface IFindingSource
{
    /// <summary>What there is now.</summary>
    IReadOnlyList<Finding> Findings();
}
