using Axis.Node.Journal;

namespace Axis.Node.Tests.Api;

/// <summary>A node without neighbours.</summary>
public sealed class NoWitnesses : IWitnesses
{
    public Task<IReadOnlyList<WitnessAnswer>> RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WitnessAnswer>>([]);
}
