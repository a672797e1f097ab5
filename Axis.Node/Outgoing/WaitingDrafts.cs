using Axis.Core.Agencies;
using Axis.Core.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Documents that wait for a signature made elsewhere: seen and fetched by those who may send for their agency, and given up, by hand or in time.</summary>
public sealed class WaitingDrafts(IStore store, IPacketFiles files, TimeProvider time)
{
    /// <summary>Most that are shown of one agency; more hardly wait within the hours that they are kept.</summary>
    public const int MostShown = 200;

    /// <summary>Nothing waits for a signature any more.</summary>
    internal static Refusal Unknown { get; } = new(
        RefusalKind.NotFound, "PREPARED_UNKNOWN", "Không có văn bản nào đang chờ chữ ký dưới mã này, hoặc đã quá hạn; hãy gửi lại từ đầu.", "Nothing waits for a signature under this id, or it expired.");

    /// <summary>What waits for one of the agencies, newest first.</summary>
    internal IReadOnlyList<WaitingDraft> List(IReadOnlyCollection<OrganId> agencies)
    {
        var now = time.GetUtcNow();
        return store.Read(s => agencies.SelectMany(a => s.Submissions.ListPrepared(a, MostShown)).Where(p => p.ExpiresAt > now).OrderByDescending(static p => p.Id).Select(WaitingDraft.Of).ToList());
    }

    /// <summary>One of them.</summary>
    /// <exception cref="RefusedException">It is not there, not the actor's agency's, or its time is over.</exception>
    internal WaitingDraft Find(Guid id, Actor actor) =>
        store.Read(s => s.Submissions.FindPrepared(id)) is { } row && actor.SpeaksFor(row.Agency) && row.ExpiresAt > time.GetUtcNow() ? WaitingDraft.Of(row) : throw new RefusedException(Unknown);

    /// <summary>What an earlier first call with the same key prepared; <c>null</c> when there was none.</summary>
    /// <exception cref="RefusedException">The key was used for another content.</exception>
    internal WaitingDraft? FindByKey(OrganId agency, IdempotencyKey idempotency)
    {
        var now = time.GetUtcNow();
        if (store.Read(s => s.Submissions.ListPrepared(agency, MostShown)).FirstOrDefault(p => p.Idempotency == idempotency.Key && p.ExpiresAt > now) is not { } row)
        {
            return null;
        }

        var earlier = WaitingDraft.Of(row);
        return earlier.State.Request == idempotency.Request.ToString() ? earlier : throw new RefusedException(IdempotencyKey.Reused);
    }

    /// <summary>The bytes to sign, with what they say or alone; fetching them is journalled.</summary>
    /// <param name="id">Which document.</param>
    /// <param name="bare">The bytes to sign alone, as openssl takes them; otherwise the signature block, as <c>axis sign-draft</c> takes it.</param>
    /// <param name="actor">Who fetches.</param>
    /// <param name="cancellationToken">Cancels.</param>
    internal async Task<FileToSign> FetchAsync(Guid id, bool bare, Actor actor, CancellationToken cancellationToken)
    {
        var draft = Find(id, actor);
        var bytes = bare ? draft.State.ToBeSigned : await BlockAsync(draft, cancellationToken).ConfigureAwait(false);
        await store.WriteAsync(
            session =>
            {
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "prepared-fetched", Agency: draft.Row.Agency.Value, Actor: actor.Pseudonym, To: id.ToString()));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return new FileToSign(FileToSign.StemOf(draft.State.Code) + (bare ? FileToSign.BareExtension : FileToSign.Extension), bytes);
    }

    /// <summary>Gives one up because somebody says so: its number is voided, visibly.</summary>
    /// <exception cref="RefusedException">It is not there, or not the actor's agency's.</exception>
    internal async Task<bool> AbandonAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var draft = Find(id, actor);
        return await GiveUpAsync(draft.Row, "prepared-abandoned", actor.Pseudonym, "Người soạn bỏ văn bản, không ký.", cancellationToken).ConfigureAwait(false) ? true : throw new RefusedException(Unknown);
    }

    /// <summary>Gives up those whose signature did not come in time.</summary>
    /// <param name="actor">Who acts, for the journal.</param>
    /// <param name="cancellationToken">Ends the work between two of them.</param>
    /// <returns>How many.</returns>
    public async Task<int> VoidExpiredAsync(string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expired = store.Read(s => s.Submissions.ExpiredPrepared(now));
        foreach (var prepared in expired)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await GiveUpAsync(prepared, "prepared-expired", actor, "Không có chữ ký trong thời hạn.", cancellationToken).ConfigureAwait(false);
        }

        return expired.Count;
    }

    /// <summary>Whether a submission that waits for its signature names the partial file.</summary>
    public static bool NamesPartial(ISession session, string fileName)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(fileName);
        return PreparedState.IdOf(fileName) is { } id && session.Submissions.FindPrepared(id) is not null;
    }

    private async Task<bool> GiveUpAsync(PreparedSubmission prepared, string kind, string actor, string reason, CancellationToken cancellationToken)
    {
        var state = PreparedState.Of(prepared);
        var given = await store.WriteAsync(
            session =>
            {
                if (session.Submissions.FindPrepared(prepared.Id) is null)
                {
                    return false;
                }

                var now = time.GetUtcNow();
                session.Submissions.RemovePrepared(prepared.Id);
                session.Journal.Append(new JournalEntry(now, kind, Agency: prepared.Agency.Value, Actor: actor, To: prepared.Id.ToString()));
                if (state.Reserved is { } number)
                {
                    session.Register.Void(prepared.Agency, state.Book, state.Year, number, reason, now);
                    session.Journal.Append(new JournalEntry(now, "number-voided", Agency: prepared.Agency.Value, Actor: actor, To: state.Code.Length > 0 ? state.Code : DocumentCode.FormatNumber(number), Detail: reason));
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        files.DeletePartial(PreparedState.FileOf(prepared.Id));
        return given;
    }

    private async Task<byte[]> BlockAsync(WaitingDraft draft, CancellationToken cancellationToken)
    {
        if (draft.State.BlockLength == 0)
        {
            // Prepared by an earlier version, which kept no note of where the block lies.
            throw new RefusedException(Unknown);
        }

        var file = files.OpenPartial(PreparedState.FileOf(draft.Row.Id), draft.State.Size);
        await using (file.ConfigureAwait(false))
        {
            var block = new byte[draft.State.BlockLength];
            file.Position = draft.State.BlockOffset;
            await file.ReadExactlyAsync(block, cancellationToken).ConfigureAwait(false);
            return block;
        }
    }
}
