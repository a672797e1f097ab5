using Axis.Node.Journal;
using Axis.Node.Timestamps;

namespace Axis.Node.Schedules;

/// <summary>Seals the journal's head over what was appended since the last one, and has it timestamped and the neighbours cosign it.</summary>
public sealed class SealJournal(JournalSealer sealer, HeadExchange exchange, StampSignal signal) : ISealJournal
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var made = await sealer.SealAsync(cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        if (made > 0)
        {
            signal.Set();
        }

        return made + await exchange.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
