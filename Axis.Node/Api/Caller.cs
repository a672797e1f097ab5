using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Http;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Api;

/// <summary>Who calls, and what of it concerns the call's scope.</summary>
internal static class Caller
{
    /// <summary>The authenticated actor; the endpoint's policy has let it pass.</summary>
    public static Actor Actor(this HttpContext context) =>
        context.Features.Get<Actor>() ?? throw new RefusedException(ApiRefusals.Unauthenticated);

    /// <summary>The agencies a list is narrowed to; <c>null</c> = all.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="agency">The one agency asked for, if any.</param>
    public static IReadOnlyCollection<OrganId>? Scope(this Actor actor, string? agency)
    {
        if (!string.IsNullOrEmpty(agency))
        {
            if (!OrganId.TryParse(agency, out var id))
            {
                throw new RefusedException(ApiRefusals.Parameter("agency", "mã định danh cơ quan", "an agency code"));
            }

            return actor.Role == Role.Operator || actor.SpeaksFor(id) ? [id] : throw new RefusedException(ApiRefusals.OutOfScope(id.Value));
        }

        return actor.Agencies.Count == 0 ? null : actor.Agencies;
    }

    /// <summary>Whether the actor may read the packet's contents: as its sender, or as one in whose inbox it lies and from whom it was not recalled (RCL-04).</summary>
    public static bool MayRead(this Actor actor, PacketRow packet, ISession session)
    {
        if (actor.Role == Role.Operator)
        {
            return false;
        }

        if (packet.Submission is not null && actor.SpeaksFor(packet.From))
        {
            return true;
        }

        var items = session.Inbox.ListFor(packet.Digest);
        return items.Any(i => actor.SpeaksFor(i.Recipient) && i.State != InboxState.Recalled) || (actor.SpeaksFor(packet.From) && items.All(static i => i.State != InboxState.Recalled));
    }

    /// <summary>Whether the actor may know where the packet is (operators: without contents).</summary>
    public static bool MayTrack(this Actor actor, PacketRow packet, ISession session) =>
        actor.Role == Role.Operator || actor.SpeaksFor(packet.From) || session.Inbox.ListFor(packet.Digest).Any(i => actor.SpeaksFor(i.Recipient));

    /// <summary>
    /// Whether the actor may see a receipt about a packet that it may track: the sender's people all of them, a recipient's those that speak of it, for what another
    /// agency did with the document is not its business.
    /// </summary>
    public static bool MaySee(this Actor actor, Receipt receipt) =>
        receipt.Recipients.Count == 0 || receipt.Recipients.Any(r => actor.MaySee(receipt.From, r.Addressed, r.Delivered));

    /// <summary>Whether what became of a document with one recipient is the actor's business: the sender's, the recipient's own, or the operator's.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="from">The document's sender.</param>
    /// <param name="addressed">The recipient as the packet writes it.</param>
    /// <param name="delivered">The one that stands for it.</param>
    public static bool MaySee(this Actor actor, OrganId from, OrganId addressed, OrganId delivered) =>
        actor.Role == Role.Operator || actor.SpeaksFor(from) || actor.SpeaksFor(addressed) || actor.SpeaksFor(delivered);

    /// <summary>Reads a digest of the address.</summary>
    public static Digest Digest(string text) =>
        Core.Packets.Digest.TryParse(text, out var digest) ? digest : throw new RefusedException(ApiRefusals.Parameter("digest", "64 chữ số thập lục phân", "64 hexadecimal digits"));

    /// <summary>The Idempotency-Key header, checked.</summary>
    public static string? IdempotencyKey(this HttpContext context)
    {
        var values = context.Request.Headers["Idempotency-Key"];
        if (values.Count == 0)
        {
            return null;
        }

        return values.Count == 1 && values[0] is { } key ? IdempotencyKey(key) : throw new RefusedException(ApiRefusals.IdempotencyKey);
    }

    /// <summary>The key itself, checked.</summary>
    public static string IdempotencyKey(string key) =>
        key.Length is > 0 and <= 200 && key.All(static c => c is > ' ' and < '\x7f') ? key : throw new RefusedException(ApiRefusals.IdempotencyKey);

    /// <summary>The value of an outcome; a refusal goes up to the problem document.</summary>
    public static T OrThrow<T>(this Outcome<T> outcome) => outcome switch
    {
        Done<T> done => done.Value,
        Refused<T> refused => throw new RefusedException(refused.Why),
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };
}
