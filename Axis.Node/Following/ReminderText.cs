using System.Text;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>
/// The words of a reminder. It leaves the axis, so it names the document by number, date and identifier and says nothing of what it is about.
/// </summary>
internal static class ReminderText
{
    /// <summary>Writes it.</summary>
    public static ReminderTextView Write(TrackingRow row, PacketRow packet, Standstill standstill, NodeDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(standstill);
        ArgumentNullException.ThrowIfNull(directory);
        var sender = directory.Current().FindAgency(row.Sender);
        var name = sender?.Name ?? row.Sender.Value;
        var number = packet.Facts.Code is { Length: > 0 } code ? code : row.DocumentId;
        var date = packet.Facts.PromulgationDate is { } day ? $" ngày {VietnamTime.Day(day)}" : "";
        var text = new StringBuilder()
            .Append("Kính gửi: ").Append(directory.NameOf(row.Delivered) ?? row.Delivered.Value).Append(" (").Append(row.Delivered.Value).Append(")\r\n\r\n")
            .Append(name).Append(" đã gửi văn bản số ").Append(number).Append(date).Append(" tới quý cơ quan qua trục liên thông lúc ").Append(VietnamTime.Full(packet.StoredAt)).Append(".\r\n")
            .Append("Mã định danh văn bản: ").Append(row.DocumentId).Append("\r\n")
            .Append("Tình trạng ghi nhận tại nơi gửi: ").Append(standstill.Reason).Append("\r\n\r\n")
            .Append("Đề nghị quý cơ quan ").Append(standstill.Plea).Append(".\r\n\r\n")
            .Append(name);
        if (sender?.Contact?.Telephone is { } telephone)
        {
            text.Append("\r\nĐiện thoại: ").Append(telephone);
        }

        if (sender?.Contact?.Mail is { } mail)
        {
            text.Append("\r\nThư: ").Append(mail);
        }

        return new ReminderTextView($"[DocAxis] Nhắc văn bản số {number}{date} của {name}", text.Append("\r\n").ToString());
    }
}
