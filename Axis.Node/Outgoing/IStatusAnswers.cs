using Axis.Core.Contracts;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>Sends a receiving agency's answers home as signed status packets.</summary>
public interface IStatusAnswers
{
    /// <summary>Answers for one inbox item (02–06).</summary>
    Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken);

    /// <summary>What the answer would be refused for now; nothing is signed or stored.</summary>
    Refusal? Check(Guid item, AnswerStatus answer, Actor actor);

    /// <summary>Sends a refusal that was held; it is held no more by the same commit that stores the answer, and one that was undone meanwhile is not sent.</summary>
    Task<Outcome<AnswerResult>> AnswerHeldAsync(HeldRefusal held, CancellationToken cancellationToken);

    /// <summary>Tells the sender of a suspected error or abnormal sign: a refusal before acceptance, a notice afterwards (RCV-10).</summary>
    Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken);
}
