using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Directories;
using Axis.Node.Incoming;
using Axis.Node.Options;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// Takes a packet that a system hands in over its VXP line, and never spells it anew: a native one whose signature holds for its sender goes the way of any native
/// packet; any other, from a system that may, travels as it is under this node's ReceivedFromNonERDS receipt.
/// </summary>
public sealed class SubmitForSystem(
    TakeNative takeNative, ReadForeign readForeign, StoreDraft storeDraft, HandInStatus handInStatus, RoutePacket route, LiveDirectory directory, LimitOptions limits, TimeProvider time)
{
    /// <summary>Takes the packet; the answer means that bytes, rows and receipt are on disk.</summary>
    /// <returns>What the system is answered.</returns>
    /// <exception cref="RefusedException">It is refused; nothing was kept.</exception>
    public async Task<string> RunAsync(StagedFile packet, SystemSubmission asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(asked);
        var look = await takeNative.LookAsync(packet, cancellationToken).ConfigureAwait(false);
        var read = look.Taken is { } native ? new ForeignContent(native.Message, native.Facts, SignaturePresence.XmlSignature) : await ReadAsync(packet, asked, look.HasSignature, cancellationToken).ConfigureAwait(false);
        if (read.Message.Kind != asked.Kind)
        {
            throw Refused(RefusalKind.Invalid, "VXP_KIND", "messagetype không khớp với nội dung gói tin.", "messagetype and packet differ.");
        }

        Sender(read.Message, asked);
        var recipients = Recipients(read.Message, asked);
        Rules(read.Message, recipients);
        var plan = route.Plan(read.Message, recipients, time.GetUtcNow());
        if (plan.Refused is [var refused, ..])
        {
            throw Refused(RefusalKind.Invalid, refused.Code, refused.Sentence, $"Recipient {refused.Addressed}: {refused.Code}.");
        }

        var taken = look.Taken?.Packet ?? new SignedPacket(packet.Sha256, packet.Sha256, packet.Size);
        var origin = new SystemOrigin(asked.System, DocIdOf(asked, taken.Packet, read.Message.From.OrganId, recipients), look.Taken is null, recipients) { From = directory.Snapshot.FindAgency(asked.From)?.Code ?? asked.From, RotatedAt = asked.RotatedAt };
        var actor = new Actor(asked.System, Role.Clerk, [.. asked.Agencies, read.Message.From.OrganId]) { Kind = "system" };
        if (read.Message is StatusMessage status)
        {
            var bytes = await takeNative.KeepAsync(packet, taken, cancellationToken).ConfigureAwait(false);
            await handInStatus.TakeAsync(status, taken, bytes, origin, actor, cancellationToken).ConfigureAwait(false);
            return origin.DocId;
        }

        var document = (DocumentMessage)read.Message;
        if (document.To.Count == 0)
        {
            document = document with { To = [.. recipients.Select(directory.OrganOf)] };
        }

        Declared(asked);
        await readForeign.CheckSecrecyAsync(packet, actor.Pseudonym, cancellationToken).ConfigureAwait(false);
        var small = await takeNative.KeepAsync(packet, taken, cancellationToken).ConfigureAwait(false);
        using var draft = new Draft(document, [], null, true, null, []);
        var year = (document.PromulgationDate ?? VietnamTime.DateOf(time.GetUtcNow())).Year;
        await storeDraft.RunAsync(
            new SignedDraft(taken, small, document, read.Facts) { Origin = origin },
            new RegisteredDraft(document, new ValidDraft(draft, plan, []), null, year, RegisterBook.Administrative),
            actor,
            null,
            cancellationToken).ConfigureAwait(false);
        return origin.DocId;
    }

    private static RefusedException Refused(RefusalKind kind, string code, string vi, string en) => new(new Refusal(kind, code, vi, en));

    // What the axis itself demands of whoever sends (SND-08, RCL-12). What a packet lacks otherwise (L3, L4), its receiver's clerk judges: existing software omits it.
    private void Rules(Message message, IReadOnlyList<OrganId> recipients)
    {
        if (message is not DocumentMessage document)
        {
            return;
        }

        var sender = directory.Snapshot.FindAgency(document.From.OrganId)?.Code;
        if (recipients.Any(r => r == document.From.OrganId || (sender is not null && directory.Snapshot.FindAgency(r)?.Code == sender)))
        {
            throw Refused(RefusalKind.Invalid, "SND-08", "Đơn vị nhận trùng với cơ quan gửi; hãy bỏ cơ quan gửi khỏi nơi nhận.", "The sender stands among the receivers.");
        }

        if (document.Business is not NewDocument && string.IsNullOrWhiteSpace(document.Business.Reason))
        {
            throw Refused(RefusalKind.Invalid, "RCL-12", "Thu hồi, cập nhật hoặc thay thế văn bản phải nêu lý do (BussinessDocReason).", "A recall, update or replacement needs a reason.");
        }
    }

    private static string DocIdOf(SystemSubmission asked, Digest packet, OrganId from, IReadOnlyList<OrganId> recipients)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"docaxis-vxp-sent-1\n{asked.System}\n{asked.Kind}\n{packet}\n{from}\n{string.Join(',', recipients.Order())}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }

    private static void Declared(SystemSubmission asked)
    {
        if (!asked.NoStateSecret)
        {
            throw Refused(RefusalKind.Forbidden, "SEC-02", $"Hệ thống {asked.System} chưa có cam kết không gửi văn bản bí mật nhà nước nên không gửi được; báo quản trị nút.", "The system has made no declaration that it sends no state secret.");
        }
    }

    private async Task<ForeignContent> ReadAsync(StagedFile packet, SystemSubmission asked, bool signed, CancellationToken cancellationToken)
    {
        if (signed)
        {
            throw Refused(RefusalKind.Invalid, "VXP_SIGNATURE", "Chữ ký gói tin không đúng hoặc không phải của cơ quan gửi; ký lại bằng khóa của cơ quan, hoặc bỏ chữ ký nếu hệ thống được gửi gói tin không ký.", "The packet's signature does not hold for its sender.");
        }

        ForeignContent read;
        try
        {
            var stream = packet.OpenRead();
            await using (stream.ConfigureAwait(false))
            {
                read = await ForeignContent.ReadAsync(stream, limits, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (EdxmlFormatException e)
        {
            throw new RefusedException(new Refusal(RefusalKind.Invalid, e.Code, e.SentenceVi, e.Message), e);
        }

        return asked.AllowUnsigned
            ? read
            : throw Refused(RefusalKind.Forbidden, "VXP_UNSIGNED", $"Hệ thống {asked.System} phải gửi gói tin có chữ ký gói tin; báo quản trị nút nếu phần mềm không ký được.", "This system must send signed packets.");
    }

    private void Sender(Message message, SystemSubmission asked)
    {
        var inPacket = message.From.OrganId;
        var now = time.GetUtcNow();
        var sender = directory.Snapshot.FindAgency(inPacket, now);
        var named = directory.Snapshot.FindAgency(asked.From, now);
        if (sender is null || named is null || !(sender.Code == named.Code || Continues(named, sender, now)))
        {
            throw Refused(RefusalKind.Forbidden, "SND-09", $"Đơn vị gửi {asked.From} không đúng với nơi gửi trong gói tin: {inPacket}.", "The header and the packet name different senders.");
        }

        if (sender.Host != directory.Self)
        {
            throw Refused(RefusalKind.Forbidden, "SND-09", $"Cơ quan {inPacket} không đặt tại nút này.", "The sender is not hosted by this node.");
        }

        if (message is DocumentMessage && !sender.IsOpenAt(now))
        {
            throw Refused(RefusalKind.Forbidden, "REF-02", $"Cơ quan {sender.Name} ({inPacket}) đã khóa, không gửi được văn bản mới.", "The sending agency is closed.");
        }
    }

    // Only of an agency that is closed: one that is open speaks for itself, whoever will continue it one day.
    private static bool Continues(Agency named, Agency sender, DateTimeOffset now) => !sender.IsOpenAt(now) && sender.Successors.Any(s => s.To == named.Code);

    private List<OrganId> Recipients(Message message, SystemSubmission asked)
    {
        var inPacket = message.ConcernedAgencies.Distinct().ToList();
        var recipients = message is StatusMessage || asked.To is not { Count: > 0 } named ? inPacket
            : inPacket.Count == 0 ? [.. named.Distinct()]
            : named.Where(n => !inPacket.Exists(r => IsSame(r, n))).Select(static n => (OrganId?)n).FirstOrDefault() is { } stranger
                ? throw Refused(RefusalKind.Invalid, "VXP_RECIPIENTS", $"Đơn vị nhận {stranger} không có trong gói tin.", "A receiver of the header is not in the packet.")
            : inPacket.FindAll(r => named.Any(n => IsSame(r, n)));
        return recipients.Count == 0 ? throw Refused(RefusalKind.Invalid, "RECIPIENT_UNKNOWN", "Gói tin không có nơi nhận.", "The packet names no receiver.")
            : recipients.Count > limits.MaxRecipients ? throw Refused(RefusalKind.Invalid, "TOO_MANY_RECIPIENTS", $"Quá {limits.MaxRecipients} nơi nhận.", "Too many recipients.")
            : recipients;
    }

    // Header and packet may write one agency in two of its codes (LVL-04); it goes by the packet's.
    private bool IsSame(OrganId one, OrganId other) => one == other || (directory.Snapshot.FindAgency(one)?.Code is { } code && directory.Snapshot.FindAgency(other)?.Code == code);
}

/// <summary>What a system asks with a packet.</summary>
/// <param name="System">The system.</param>
/// <param name="Agencies">The agencies that it speaks for.</param>
/// <param name="From">The sender it names; one of them.</param>
/// <param name="To">The receivers it names; <c>null</c> = those of the packet.</param>
/// <param name="Kind">What it says the packet is.</param>
/// <param name="AllowUnsigned">Whether packets without a usable signature are taken from it.</param>
/// <param name="NoStateSecret">Its standing declaration (SEC-02).</param>
public sealed record SystemSubmission(string System, IReadOnlyList<OrganId> Agencies, OrganId From, IReadOnlyList<OrganId>? To, PacketKind Kind, bool AllowUnsigned, bool NoStateSecret)
{
    /// <summary>When the secret that it calls with was made; <c>null</c> = the first.</summary>
    public DateTimeOffset? RotatedAt { get; init; }
}
