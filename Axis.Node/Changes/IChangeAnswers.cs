using Axis.Core.Contracts;

namespace Axis.Node.Changes;

/// <summary>Answers of receiving agencies to recalls, take-backs and updates.</summary>
public interface IChangeAnswers
{
    /// <summary>Agrees (15) or declines (16).</summary>
    /// <param name="item">The document in the inbox, or the notice that asks.</param>
    /// <param name="answer">The answer with its reason.</param>
    /// <param name="actor">Who answers: clerk or leader of the agency.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    Task<Outcome<ChangeAnswerResult>> AnswerAsync(Guid item, AnswerChange answer, Actor actor, CancellationToken cancellationToken);
}
