using Axis.Node.Journal;

namespace Axis.Node.Schedules;

/// <summary>Seals the journal's head over what was appended since the last one, and has the neighbours cosign it.</summary>
public sealed class SealJournal(JournalSealer sealer, HeadExchange exchange) : ISealJournal
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var made = await sealer.SealAsync(cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        return made + await exchange.RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
