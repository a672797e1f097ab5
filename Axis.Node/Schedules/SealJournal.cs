using Axis.Node.Journal;

namespace Axis.Node.Schedules;

/// <summary>Seals the journal's head over what was appended since the last one.</summary>
public sealed class SealJournal(JournalSealer sealer) : ISealJournal
{
    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken cancellationToken) =>
        await sealer.SealAsync(cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
}
