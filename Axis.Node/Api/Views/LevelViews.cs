using Axis.Core.Contracts;
using Axis.Node.Storage;
using Axis.Signing.Timestamps;

namespace Axis.Node.Api.Views;

/// <summary>The level of a packet's signature as people see it.</summary>
internal static class LevelViews
{
    /// <summary>The level; <c>null</c> for a foreign packet, whose signature is not ours to prove.</summary>
    public static SignatureLevelView? Of(PacketRow packet, ISession session)
    {
        if (!packet.Native)
        {
            return null;
        }

        return session.Proofs.Level(packet.Digest) is { } level
            ? new SignatureLevelView(level.Level.ToString(), level.Pending, Text(level), level.Reason)
            : new SignatureLevelView(nameof(SignatureLevel.B), Pending: false, "chữ ký của cơ quan; không yêu cầu dấu thời gian", null);
    }

    private static string Text(PacketLevel level) => (level.Level, level.Pending) switch
    {
        (SignatureLevel.B, _) => "đang chờ dấu thời gian",
        (SignatureLevel.T, true) => "có dấu thời gian; đang chờ chứng thư và dữ liệu thu hồi",
        (SignatureLevel.T, false) => "có dấu thời gian",
        (SignatureLevel.LT, true) => "đủ dữ liệu kiểm tra lâu dài; đang chờ dấu thời gian lưu trữ",
        (SignatureLevel.LT, false) => "có dấu thời gian và đủ dữ liệu kiểm tra lâu dài",
        _ => "có dấu thời gian lưu trữ, được gia hạn định kỳ",
    };
}
