namespace Axis.Node.Journal;

/// <summary>Who holds heads of this node's journal.</summary>
public interface IWitnesses
{
    /// <summary>Asks every neighbour. One that cannot be asked is named: a check that was not made is never a pass.</summary>
    Task<IReadOnlyList<WitnessAnswer>> RunAsync(CancellationToken cancellationToken);
}
