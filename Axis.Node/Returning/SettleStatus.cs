using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Returning;

/// <summary>A person says which document a status means that fits several (STA-09), or that it means none of them. Done once; the history is append-only (STA-05).</summary>
public sealed class SettleStatus(IStore store, TimeProvider time)
{
    /// <summary>Settles it.</summary>
    /// <param name="id">The waiting status.</param>
    /// <param name="answer">The line it means, or a reason why none.</param>
    /// <param name="actor">Clerk or leader of the agency whose document it is, or an operator.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    /// <returns>The line after it; <c>null</c> when it means none.</returns>
    public async Task<Outcome<SettledStatus>> RunAsync(Guid id, SettleAmbiguous answer, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(actor);
        if (answer.Line is null == string.IsNullOrWhiteSpace(answer.Reason))
        {
            return new Refusal(RefusalKind.Invalid, "STA-09", "Phải chọn đúng một: dòng theo dõi mà trạng thái nói tới (line), hoặc lý do bỏ qua (reason).", "Either a line or a reason, not both.");
        }

        return await store.WriteAsync(session => Commit(session, id, answer, actor), cancellationToken).ConfigureAwait(false);
    }

    private Outcome<SettledStatus> Commit(ISession session, Guid id, SettleAmbiguous answer, Actor actor)
    {
        if (session.AmbiguousStatuses.Find(id) is not { } status || !(actor.Role == Role.Operator || actor.SpeaksFor(status.Sender)))
        {
            return new Refusal(RefusalKind.NotFound, "STATUS_UNKNOWN", "Không có trạng thái nào đang chờ dưới mã này.", "No such waiting status.");
        }

        var row = answer.Line is { } line && status.Candidates.Contains(line) ? session.Tracking.Find(line) : null;
        if (answer.Line is not null && row is null)
        {
            return new Refusal(RefusalKind.Invalid, "STA-09", "Dòng theo dõi này không thuộc các văn bản khớp với trạng thái.", "The line is not among those that the status may mean.");
        }

        var now = time.GetUtcNow();
        if (!session.AmbiguousStatuses.Settle(id, row?.Id, actor.Pseudonym, now))
        {
            return new Refusal(RefusalKind.Conflict, "STATE_MOVED", "Trạng thái này vừa được người khác xử lý.", "Somebody else just settled it.");
        }

        if (row is not null)
        {
            Track.Run(session, row, status, now);
        }

        session.Journal.Append(new JournalEntry(
            now, row is null ? "status-dismissed" : "status-settled", status.Packet, Agency: status.Reporter.Value, Actor: actor.Pseudonym, From: row?.State, To: status.StatusCode, Detail: row?.DocumentId ?? answer.Reason));
        return new SettledStatus(id, status.StatusCode, row is null ? null : session.Tracking.Find(row.Id)!.State);
    }
}
