using Axis.Node.Journal;
using Axis.Node.Links;
using Axis.Node.Reconciling;
using Axis.Node.Timestamps;

namespace Axis.Node.Schedules;

/// <summary>Seals the journal's head over what was appended since the last one, and has it timestamped and the neighbours cosign it.</summary>
public sealed class SealJournal(JournalSealer sealer, HeadExchange exchange, NodeEpoch epoch, LinkGate gate, StampSignal signal) : ISealJournal
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // A store that was put back must not put its own head where neighbours hold a longer one: first they are asked.
        await gate.FirstRoundAsync(cancellationToken).ConfigureAwait(false);
        var made = await sealer.SealAsync(cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        epoch.Mark();
        if (made > 0)
        {
            signal.Set();
        }

        return made + await exchange.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
