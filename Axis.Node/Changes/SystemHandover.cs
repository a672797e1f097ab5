using Axis.Core.Rules;
using Axis.Node.Storage;

namespace Axis.Node.Changes;

/// <summary>
/// How far a document has come at an agency behind the VXP API. This node knows what it handed to the software and what the software said, and nothing of what people
/// saw there: a recall (RCL-06) is recorded with no more than that.
/// </summary>
/// <param name="HandedAt">When its bytes were handed to the software; <c>null</c> when they never were.</param>
/// <param name="Said">What the software said of it: it has it, cannot use it, or nothing final yet.</param>
/// <param name="SaidAt">When.</param>
public sealed record SystemHandover(DateTimeOffset? HandedAt, VxpItemState Said, DateTimeOffset SaidAt)
{
    /// <summary>What is known of an inbox item; <c>null</c> when no software fetches for its agency.</summary>
    public static SystemHandover? Of(ISession session, InboxItem item)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(item);
        return session.VxpItems.Find(item.Packet, item.Recipient) is { } here ? Of(here) : null;
    }

    /// <summary>What is known of an item.</summary>
    public static SystemHandover Of(VxpItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new SystemHandover(item.FetchedAt, item.Withdrawn ? VxpItemState.Initial : item.State, item.UpdatedAt);
    }

    /// <summary>The same for people.</summary>
    public string Sentence() => (HandedAt, Said) switch
    {
        (null, VxpItemState.Fail) => $"Phần mềm chưa lấy văn bản, báo không dùng được lúc {VietnamTime.Full(SaidAt)}",
        (null, _) => "Phần mềm chưa lấy văn bản",
        ({ } at, VxpItemState.Done) => $"Đã giao cho phần mềm lúc {VietnamTime.Full(at)}, phần mềm xác nhận đã có lúc {VietnamTime.Full(SaidAt)}",
        ({ } at, VxpItemState.Fail) => $"Đã giao cho phần mềm lúc {VietnamTime.Full(at)}, phần mềm báo không dùng được lúc {VietnamTime.Full(SaidAt)}",
        ({ } at, _) => $"Đã giao cho phần mềm lúc {VietnamTime.Full(at)}, phần mềm chưa xác nhận",
    };
}
