using Axis.Core.Packets;
using Axis.Node.Vxp.Wire;

namespace Axis.Node.Vxp.Server;

/// <summary>Values of <c>messagetype</c>.</summary>
internal static class MessageTypes
{
    /// <summary>Reads it; the names that a gateway invented for the business kinds mean a document too.</summary>
    /// <exception cref="VxpRefusedException">It is none.</exception>
    public static PacketKind Read(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "EDOC" or "REPLACEMENT" or "REVOCATION" or "UPDATE" => PacketKind.Document,
        "STATUS" => PacketKind.Status,
        _ => throw new VxpRefusedException(VxpError.BadFormat, $"messagetype phải là edoc hoặc status, không phải '{Short(text)}'."),
    };

    private static string Short(string? text) => text is { Length: > 40 } ? text[..40] : text ?? "";
}
