using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Outgoing;

/// <summary>
/// Submits, and writes down what was refused by a rule (promise 9, SEC-01): the code and the token, the sentence as a detail that can be purged, nothing of the
/// document. A node that cannot store now has refused nothing.
/// </summary>
public sealed class JournalledSubmission(Submission submission, IStore store, TimeProvider time, ILogger<JournalledSubmission> logger) : ISubmission
{
    /// <inheritdoc/>
    public async Task<Outcome<SubmitAnswer>> SubmitAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return await JournalAsync(await submission.SubmitAsync(fields, files, actor, idempotencyKey, cancellationToken).ConfigureAwait(false), actor, fields.From, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Outcome<PrepareAnswer>> PrepareAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return await JournalAsync(await submission.PrepareAsync(fields, files, actor, idempotencyKey, cancellationToken).ConfigureAwait(false), actor, fields.From, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, GivenSignature signature, Actor actor, CancellationToken cancellationToken) =>
        await JournalAsync(await submission.CommitAsync(id, signature, actor, cancellationToken).ConfigureAwait(false), actor, null, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<Outcome<FileToSign>> FetchAsync(Guid id, bool bare, Actor actor, CancellationToken cancellationToken) => submission.FetchAsync(id, bare, actor, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<bool>> AbandonAsync(Guid id, Actor actor, CancellationToken cancellationToken) => submission.AbandonAsync(id, actor, cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<SubmitAnswer>> SubmitPacketAsync(StagedFile packet, Actor actor, string? idempotencyKey, CancellationToken cancellationToken) =>
        await JournalAsync(await submission.SubmitPacketAsync(packet, actor, idempotencyKey, cancellationToken).ConfigureAwait(false), actor, null, cancellationToken).ConfigureAwait(false);

    private async Task<Outcome<T>> JournalAsync<T>(Outcome<T> outcome, Actor actor, string? sender, CancellationToken cancellationToken)
    {
        if (outcome is not Refused<T> { Why: { Kind: not (RefusalKind.Unavailable or RefusalKind.NoSpace) } why })
        {
            return outcome;
        }

        try
        {
            await store.WriteAsync(
                session =>
                {
                    session.Journal.Append(new JournalEntry(
                        time.GetUtcNow(), "submission-refused", Agency: OrganId.TryParse(sender, out var agency) ? agency.Value : null, Actor: actor.Pseudonym, To: why.Code, Detail: why.Sentence));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (StoreUnavailableException e)
        {
            Log.RefusalNotJournalled(logger, why.Code, e.Message);
        }

        return outcome;
    }
}
