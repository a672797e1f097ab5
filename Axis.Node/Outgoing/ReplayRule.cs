using System.Collections.Frozen;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Node.Vxp.Link;

namespace Axis.Node.Outgoing;

/// <summary>
/// Which dead letters a mere replay can heal: those whose cause lies in the other side's condition and may have passed since. What is wrong with the packet, or with this
/// node, stays wrong however often it is sent, and a cause that is not known here counts among them.
/// </summary>
public static class ReplayRule
{
    private static readonly FrozenSet<string> Passing = new[]
    {
        LinkErrors.NeighbourUnknown, LinkErrors.NotNeighboursSender, LinkErrors.DeliveryUnderWay, LinkErrors.WrongOffset, LinkErrors.UnknownDelivery, LinkErrors.WrongDigest,
        LinkErrors.QuotaExceeded, LinkErrors.QuarantineFull, LinkErrors.Busy, LinkErrors.DiskReserve, LinkErrors.StoreUnavailable, LinkErrors.DirectoryNewer,
    }.Select(static e => e.Code).Append(VxpAnswer.HttpRefused).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a dead letter of this cause may arrive when it is simply sent again.</summary>
    public static bool Heals(string? reasonCode) => reasonCode is not null && Passing.Contains(reasonCode);

    /// <summary>What the clerk is told of one that cannot.</summary>
    public static Refusal Hopeless(Delivery dead)
    {
        ArgumentNullException.ThrowIfNull(dead);
        return new Refusal(
            RefusalKind.Conflict,
            "REPLAY_CANNOT_HEAL",
            $"Gửi lại như cũ không giúp được vì nguyên nhân vẫn còn: {dead.Reason} Gọi quản trị nút này để xử lý nguyên nhân trước.",
            $"Sending it again does not help, the cause ({dead.ReasonCode}) remains; call this node's operator.");
    }
}
