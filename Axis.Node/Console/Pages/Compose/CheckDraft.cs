using Axis.Core.Contracts;
using Axis.Node.Outgoing;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>Says of a form what a submission would say, without making one: no number is taken, nothing is stored.</summary>
internal sealed class CheckDraft(Node.Outgoing.Compose compose, CheckErrorKind errorKind, Validate validate)
{
    /// <summary>What would be refused and what would be warned of; a form that is not filled in yet has much of both.</summary>
    /// <param name="fields">The form.</param>
    /// <param name="files">How many files are there; their contents are judged when it is sent.</param>
    /// <param name="actor">Who sends.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<DraftVerdict> RunAsync(SubmitDocument fields, int files, Actor actor, CancellationToken cancellationToken)
    {
        try
        {
            using var draft = await compose.RunAsync(fields with { Files = null }, [], cancellationToken).ConfigureAwait(false);
            _ = errorKind.Run(fields, draft.Message);
            return new DraftVerdict([], [.. validate.Run(draft, actor).Warnings.Select(static w => w.Text)]);
        }
        catch (RefusedException e)
        {
            var renamed = FormFields.Rename(e.Refusal).Errors;
            return new DraftVerdict([.. renamed.Where(p => p.Field != FormFields.Files || files == 0)], []);
        }
    }
}
