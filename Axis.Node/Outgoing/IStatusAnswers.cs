using Axis.Core.Contracts;

namespace Axis.Node.Outgoing;

/// <summary>Sends a receiving agency's answers home as signed status packets.</summary>
public interface IStatusAnswers
{
    /// <summary>Answers for one inbox item (02–06).</summary>
    Task<Outcome<AnswerResult>> AnswerAsync(Guid item, AnswerStatus answer, Actor actor, CancellationToken cancellationToken);

    /// <summary>Tells the sender of a suspected error or abnormal sign: a refusal before acceptance, a notice afterwards (RCV-10).</summary>
    Task<Outcome<AnswerResult>> ReportAsync(Guid item, ReportAnomaly report, Actor actor, CancellationToken cancellationToken);
}
