using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Options;

namespace Axis.Node.Outgoing;

/// <summary>Validate: what the rules, the directory and the limits say of a draft. All that is wrong is said at once, each with its field.</summary>
public sealed class Validate(LiveDirectory directory, RoutePacket route, LimitOptions limits, PaperOptions paper, TimeProvider time)
{
    private readonly PaperRule _paper = paper.Rule();

    /// <summary>Checks the draft for the actor.</summary>
    /// <exception cref="RefusedException">It may not be sent; nothing was changed.</exception>
    public ValidDraft Run(Draft draft, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        var message = draft.Message;
        var problems = new List<FieldProblem>();
        Sender(message.From.OrganId, actor, now, problems);
        if (!draft.NoStateSecret)
        {
            problems.Add(new FieldProblem("noStateSecret", "SEC-02", "Phải xác nhận văn bản không chứa bí mật nhà nước.", "Declare that the document holds no state secret."));
        }

        foreach (var violation in SecrecyGuard.Declared(draft.Secrecy))
        {
            problems.Add(new FieldProblem(violation.Field, violation.Code, violation.SentenceVi, violation.SentenceEn));
        }

        if (message.ConcernedAgencies.Count > limits.MaxRecipients)
        {
            problems.Add(new FieldProblem("to", "TOO_MANY_RECIPIENTS", $"Quá {limits.MaxRecipients} nơi nhận.", "Too many recipients."));
        }

        if (_paper.Check(message.Business.Paper, message.Type.TypeName, message.Addressees.SelectMany(a => directory.Snapshot.FindAgency(a, now)?.AllCodes ?? [a])) is { Allowed: false } refusal)
        {
            problems.Add(new FieldProblem("paper", refusal.Code!, refusal.Sentence!, refusal.SentenceEn));
        }

        var warnings = new List<Warning>(draft.Warnings);
        foreach (var violation in DocumentRules.Check(Provisional(message), [.. message.Attachments.Select(static _ => true)], VietnamTime.DateOf(now)))
        {
            // Consistency (L4) warns and does not stop a clerk, but a date in the future would open the book of another year and take its first number.
            if (violation.Level >= ValidationLevel.L4 && violation.Code != DocumentRules.FutureDate)
            {
                warnings.Add(new Warning(violation.Code, violation.SentenceVi));
            }
            else
            {
                problems.Add(new FieldProblem(violation.Field, violation.Code, violation.SentenceVi, violation.SentenceEn));
            }
        }

        problems.AddRange(Untold(message, now));
        var plan = route.Plan(message, now);
        problems.AddRange(plan.Refused.Select(r => Recipient(r, message, now)));
        Compose.RefuseIfAny(problems);
        return new ValidDraft(draft, plan, warnings);
    }

    /// <summary>The ways of a document that was validated before and is signed only now: its sender may have been closed since, and a recipient have become unreachable.</summary>
    /// <param name="message">The document.</param>
    /// <param name="actor">Who sends it.</param>
    /// <exception cref="RefusedException">It may no longer be sent to everybody whom it names.</exception>
    public RoutePlan Again(DocumentMessage message, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(actor);
        var now = time.GetUtcNow();
        DemandSender(message.From.OrganId, actor);
        var plan = route.Plan(message, now);
        Compose.RefuseIfAny([.. plan.Refused.Select(r => Recipient(r, message, now))]);
        return plan;
    }

    // RCL-10: a document is replaced where the replacement comes, or with who continues that agency.
    private IEnumerable<FieldProblem> Untold(DocumentMessage message, DateTimeOffset now)
    {
        if (message.Business is not Replacement replacement)
        {
            return [];
        }

        var told = message.Addressees.Select(Current).ToHashSet();
        return replacement.Replaced.SelectMany((replaced, i) => replaced.Agencies
            .Where(agency => !told.Contains(Current(agency)) && !told.Any(to => Standing.StandsFor(directory.Snapshot, agency, to, now)))
            .Select(agency => new FieldProblem(
                $"business.replaced[{i}].agencies",
                "RCL-10",
                $"Văn bản {replaced.DocumentId} được thay thế ở {agency} nhưng văn bản thay thế không gửi tới đó; hãy thêm vào nơi nhận hoặc bỏ khỏi danh sách thay thế.",
                "The replaced document's agency does not receive the replacement.")));

        OrganId Current(OrganId code) => directory.Snapshot.FindAgency(code, now)?.Code ?? code;
    }

    // Number and identifier may still come from the register; the rest is judged as if they were there.
    private static DocumentMessage Provisional(DocumentMessage message) => message with
    {
        CodeNumber = message.CodeNumber.Length > 0 ? message.CodeNumber : "01",
        DocumentId = message.DocumentId.Length > 0 ? message.DocumentId : "provisional",
    };

    /// <summary>Whether the actor may send for the agency at all; asked before a document is looked into, so that nobody makes traces in another's name.</summary>
    /// <exception cref="RefusedException">It may not.</exception>
    public void DemandSender(OrganId from, Actor actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var problems = new List<FieldProblem>();
        Sender(from, actor, time.GetUtcNow(), problems);
        Compose.RefuseIfAny(problems);
    }

    private void Sender(OrganId from, Actor actor, DateTimeOffset now, List<FieldProblem> problems)
    {
        var sender = directory.Snapshot.FindAgency(from, now);
        if (sender is null || sender.Host != directory.Self)
        {
            problems.Add(new FieldProblem("from", "SND-09", $"Cơ quan {from} không thuộc nút này nên không gửi được từ đây.", "The sender is not hosted by this node."));
        }
        else if (!sender.IsOpenAt(now))
        {
            problems.Add(new FieldProblem("from", "REF-02", $"Cơ quan {sender.Name} đã khóa, không gửi được văn bản mới.", "The sending agency is closed."));
        }
        else if (!actor.SpeaksFor(from) || actor.Role != Role.Clerk)
        {
            problems.Add(new FieldProblem("from", "SND-09", $"Thẻ truy cập này không được gửi nhân danh {sender.Name}.", "This token does not send for the agency."));
        }
    }

    private FieldProblem Recipient(UnroutableRecipient refused, DocumentMessage message, DateTimeOffset now)
    {
        var addressee = message.Addressees.TakeWhile(a => a != refused.Addressed).Count();
        var field = addressee < message.Addressees.Count || message.Business is not Update update
            ? $"to[{addressee}]"
            : $"business.receivers[{update.Receivers.TakeWhile(r => r.OrganId != refused.Addressed).Count()}].agency";

        IReadOnlyList<string> suggestions = directory.Routes.Find(refused.Addressed, now) switch
        {
            Route.Unknown unknown => [.. unknown.Nearest.Select(static a => $"{a.Code} {a.Name}")],
            Route.Closed closed => [.. closed.Candidates.Select(static a => $"{a.Code} {a.Name}")],
            _ => [],
        };
        return new FieldProblem(field, refused.Code, refused.Sentence, null, suggestions);
    }
}
