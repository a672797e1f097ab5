using Axis.Core.Registers;
using Axis.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Outgoing;

/// <summary>
/// Voids, visibly, the numbers of submissions that ended without a word: the node was killed between giving the number and storing the document, or the client
/// went away and the number could not be voided then. At the start every one from before it is an orphan; later those that no submission can still be working on.
/// </summary>
public sealed class VoidOrphans(IStore store, TimeProvider time, ILogger<VoidOrphans> logger) : IHostedService
{
    /// <summary>Longer than any submission works between its number and its commit.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(6);

    private const int AtOnce = 200;
    private const string StartActor = "start";
    private const string Reason = "Nút dừng, hoặc yêu cầu bị ngắt, giữa lúc cấp số và lúc lưu văn bản; không có văn bản nào mang số này.";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(time.GetUtcNow(), StartActor, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            // A full disk does not keep the node from starting; the sweep makes up for it.
            Log.OrphansNotVoided(logger, e.Message);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Voids the orphans among the numbers given before the instant.</summary>
    /// <param name="reservedBefore">Later ones may belong to a submission under way.</param>
    /// <param name="actor">Who acts, for the journal.</param>
    /// <param name="cancellationToken">Ends the work between two batches.</param>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(DateTimeOffset reservedBefore, string actor, CancellationToken cancellationToken)
    {
        var total = 0;
        int batch;
        do
        {
            batch = await store.WriteAsync(session => VoidBatch(session, reservedBefore, actor), cancellationToken).ConfigureAwait(false);
            total += batch;
        }
        while (batch == AtOnce);
        return total;
    }

    private int VoidBatch(ISession session, DateTimeOffset reservedBefore, string actor)
    {
        var now = time.GetUtcNow();
        var orphans = session.Register.Orphans(reservedBefore, AtOnce);
        foreach (var orphan in orphans)
        {
            session.Register.Void(orphan.Agency, orphan.Book, orphan.Year, orphan.Number, Reason, now);
            session.Journal.Append(new JournalEntry(
                now, "number-voided", Agency: orphan.Agency.Value, Actor: actor, To: $"{DocumentCode.FormatNumber(orphan.Number)} ({orphan.Book}, {orphan.Year})", Detail: Reason));
        }

        return orphans.Count;
    }
}
