using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// Gives every refused call that was to change something its place in the journal (promise 9): the code and the system, the sentence as a detail that can be purged,
/// nothing of the document (SEC-01). What may succeed when it is tried again is no refusal, and a look that finds nothing changes nothing.
/// </summary>
internal sealed class JournalRefusals(IStore store, TimeProvider time)
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal) { VxpCall.SendEdoc, VxpCall.UpdateStatus, VxpCall.RegisterAgency, VxpCall.DeleteAgency };

    /// <summary>Writes it down.</summary>
    /// <param name="call">The refused call.</param>
    /// <param name="path">Which of the thirteen.</param>
    /// <param name="refusal">What it is answered.</param>
    /// <param name="why">The journey's own code; <c>null</c> when the refusal is of this face.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task RunAsync(SignedCall call, string path, VxpRefusedException refusal, Refusal? why, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(refusal);
        if (!Changing.Contains(path) || refusal.Error.Retryable)
        {
            return Task.CompletedTask;
        }

        return store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(
                    time.GetUtcNow(),
                    path == VxpCall.SendEdoc ? "submission-refused" : "vxp-call-refused",
                    Actor: "system:" + call.System.Id,
                    From: path.TrimStart('/'),
                    To: why?.Code ?? "VXP_" + refusal.Error.Code,
                    Detail: why?.Sentence ?? refusal.Description));
                return true;
            },
            cancellationToken);
    }
}
