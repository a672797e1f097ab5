using Axis.Core.Agencies;
using Axis.Core.Routing;
using Axis.Node.Directories;

namespace Axis.Node.Outgoing;

/// <summary>In whose name a document is answered: a closed agency no longer signs, so who continues it answers in its place (REF-06).</summary>
internal static class AnsweringAgency
{
    /// <summary>The receiving agency itself while it is open, then an heir on this node for which the actor speaks.</summary>
    /// <exception cref="RefusedException">The actor speaks for none; the sentence names who may answer.</exception>
    public static OrganId Demand(LiveDirectory directory, OrganId recipient, Actor actor, DateTimeOffset at)
    {
        var heirs = Standing.Heirs(directory.Snapshot, recipient, at);
        return heirs.Count == 0
            ? recipient
            : heirs.FirstOrDefault(h => h.Host == directory.Self && actor.SpeaksFor(h.Code))?.Code
                ?? throw new RefusedException(new Refusal(
                    RefusalKind.Conflict,
                    "REF-06",
                    $"Cơ quan {recipient} đã đóng; đơn vị kế thừa trả lời thay: {string.Join("; ", heirs.Select(static h => $"{h.Name} ({h.Code})"))}.",
                    "The agency is closed; one that continues it answers."));
    }
}
