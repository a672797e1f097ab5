using Axis.Core.Contracts;

namespace Axis.Node.Outgoing;

/// <summary>Takes documents from clerks. An answer means bytes, rows and receipt are on disk (promise 2).</summary>
public interface ISubmission
{
    /// <summary>Composes, checks, registers, signs and stores a document.</summary>
    Task<Outcome<SubmitAnswer>> SubmitAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken);

    /// <summary>As <see cref="SubmitAsync"/> up to the signature, which is made elsewhere.</summary>
    Task<Outcome<PrepareAnswer>> PrepareAsync(SubmitDocument fields, IReadOnlyList<StagedFile> files, Actor actor, string? idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Finishes a prepared submission with its signature.</summary>
    Task<Outcome<SubmitAnswer>> CommitAsync(Guid id, GivenSignature signature, Actor actor, CancellationToken cancellationToken);

    /// <summary>What a prepared submission asks to be signed.</summary>
    /// <param name="id">Which.</param>
    /// <param name="bare">The bytes to sign alone; otherwise the signature block, which says what is signed.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Outcome<FileToSign>> FetchAsync(Guid id, bool bare, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives up a prepared submission; its number is voided, visibly.</summary>
    Task<Outcome<bool>> AbandonAsync(Guid id, Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes an existing packet: native as it is, foreign packed anew and signed as its sender's.</summary>
    Task<Outcome<SubmitAnswer>> SubmitPacketAsync(StagedFile packet, Actor actor, string? idempotencyKey, CancellationToken cancellationToken);
}
