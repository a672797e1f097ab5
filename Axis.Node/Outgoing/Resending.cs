using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Tracking;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// STA-10: a refusal is final. What is sent again after it, under the same identifier or the same số/ký hiệu of the year, is a new delivery that names the refused one.
/// </summary>
public static class Resending
{
    /// <summary>The refused line that a document sends again to one recipient; <c>null</c> when nothing of the kind was refused there.</summary>
    public static TrackingRow? Refused(ISession session, PacketRow row, DocumentMessage message, OrganId recipient)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(message);
        if (message.Business is Update or Recall)
        {
            return null;
        }

        var coded = message.Code.Length == 0 ? [] : session.Tracking.FindByCode(row.From, message.Code, recipient).Where(r => IsOfYear(session, r, message.PromulgationDate?.Year));
        return session.Tracking.FindByDocument(row.From, message.DocumentId, recipient).Concat(coded).FirstOrDefault(r => r.Packet is { } packet && packet != row.Digest && r.State == StateText.Code(DocumentState.Refused));
    }

    /// <summary>Whether every recipient refused it before: then its number is that of the same document, not taken by another (DOC-04).</summary>
    public static bool IsWhole(ISession session, PacketRow row, DocumentMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Addressees.All(a => Refused(session, row, message, a) is not null);
    }

    private static bool IsOfYear(ISession session, TrackingRow row, int? year) =>
        year is not null && row.Packet is { } packet && session.Packets.Find(packet)?.Facts.PromulgationDate?.Year == year;
}
