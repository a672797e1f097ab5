using Axis.Core.Packets;
using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Journals every view and download before anything is shown (SEC-06).</summary>
internal sealed class AccessLog(IStore store, TimeProvider time)
{
    public Task ViewedAsync(Actor actor, Digest packet, string? agency, CancellationToken cancellationToken) =>
        WriteAsync(actor, "document-viewed", packet, agency, null, null, cancellationToken);

    public Task DownloadedAsync(Actor actor, Digest packet, string? agency, string what, CancellationToken cancellationToken) =>
        WriteAsync(actor, "document-downloaded", packet, agency, what, null, cancellationToken);

    /// <summary>A page of a register, or one line of it.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="agency">Whose register.</param>
    /// <param name="what">Which one, and of which year.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task RegisterViewedAsync(Actor actor, string agency, string what, CancellationToken cancellationToken) =>
        WriteAsync(actor, "register-viewed", null, agency, what, null, cancellationToken);

    /// <summary>A recipient's download also marks the inbox item as fetched.</summary>
    public Task FetchedAsync(Actor actor, InboxItem item, string what, CancellationToken cancellationToken) =>
        WriteAsync(actor, "document-downloaded", item.Packet, item.Recipient.Value, what, item, cancellationToken);

    private Task<bool> WriteAsync(Actor actor, string kind, Digest? packet, string? agency, string? what, InboxItem? fetched, CancellationToken cancellationToken) => store.WriteAsync(
        session =>
        {
            var now = time.GetUtcNow();
            session.Journal.Append(new JournalEntry(now, kind, Packet: packet, Agency: agency, Actor: actor.Pseudonym, To: what));
            if (fetched is not null && session.Inbox.Find(fetched.Id) is { State: InboxState.Recalled })
            {
                // Recalled between the look and the answer: what was not handed out stays unread (RCL-06).
                throw new RefusedException(ApiRefusals.Recalled);
            }

            if (fetched is { FetchedAt: null } && actor.Role is Role.Clerk or Role.Leader)
            {
                session.Inbox.SetFetched(fetched.Id, now);
            }

            return true;
        },
        cancellationToken);
}
