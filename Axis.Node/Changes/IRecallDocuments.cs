using Axis.Core.Contracts;
using Axis.Core.Packets;

namespace Axis.Node.Changes;

/// <summary>Asks for sent documents back.</summary>
public interface IRecallDocuments
{
    /// <summary>Thu hồi: a document packet of kind 1 to every recipient that may still be asked, or to those named.</summary>
    /// <param name="packet">The document.</param>
    /// <param name="request">Why, and from whom.</param>
    /// <param name="actor">A clerk of the sender or of its successor (RCL-11).</param>
    /// <param name="idempotencyKey">The client's key, if it gave one.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    Task<Outcome<SubmitAnswer>> RecallAsync(Digest packet, RequestRecall request, Actor actor, string? idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Lấy lại: a status packet 13 to each. A repeat is refused, because those asked have not answered.</summary>
    Task<Outcome<TakeBackAnswer>> TakeBackAsync(Digest packet, RequestRecall request, Actor actor, CancellationToken cancellationToken);
}
