using Axis.Node.Incoming;
using Axis.Node.Storage;

namespace Axis.Node.Secrecy;

/// <summary>
/// Keeps a received document that bears signs of a state secret out of the register (REG-06): its clerk refuses it with the reason for that, or a named officer finds that
/// it is none.
/// </summary>
public sealed class GuardRegister(IStore store, TimeProvider time)
{
    /// <summary>Asked before a document is accepted, which registers it.</summary>
    /// <exception cref="RefusedException">It bears a sign, and no officer released it.</exception>
    public async Task DemandAsync(InboxItem item, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(actor);
        if (!item.Flags.Contains(FileInInbox.SecrecyFlag))
        {
            return;
        }

        // The packet is its own fingerprint: its bytes never change.
        var now = time.GetUtcNow();
        var hold = await store.WriteAsync(
            session => GuardSecrecy.Hold(session, item.Recipient, item.Packet, [$"văn bản đến {item.Id}"], actor.Pseudonym, now), cancellationToken).ConfigureAwait(false);
        if (hold.Released != true)
        {
            throw new RefusedException(new Refusal(
                RefusalKind.Conflict,
                "REG-06",
                hold.Released == false
                    ? $"Cán bộ bảo mật đã xác nhận văn bản mang bí mật nhà nước ({hold.Reason}): không vào sổ ở đây. Trả lại nơi gửi với lý do CO_DAU_HIEU_MAT."
                    : $"Văn bản có dấu hiệu mang độ mật nên không vào sổ ở đây (NĐ 30/2020 Điều 22.4). Trả lại nơi gửi với lý do CO_DAU_HIEU_MAT; nếu không phải bí mật nhà nước, cán bộ bảo mật chạy 'axis secrecy release {hold.Id}', rồi tiếp nhận lại.",
                "The document bears signs of a state secret and is not registered here: refuse it with CO_DAU_HIEU_MAT, or let an officer release it."));
        }
    }
}
