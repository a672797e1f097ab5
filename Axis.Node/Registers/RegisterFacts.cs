using Axis.Core.Agencies;
using Axis.Core.Registers;
using Axis.Core.Rules;
using Axis.Node.Storage;

namespace Axis.Node.Registers;

/// <summary>What an electronic document itself says of its line.</summary>
internal static class RegisterFacts
{
    /// <summary>Fields of an outgoing document; its receivers by name as far as the directory, if any, knows them.</summary>
    public static RegisterFields Outgoing(PacketRow packet, DirectorySnapshot? directory) => Common(packet) with
    {
        Recipients = string.Join("; ", packet.Facts.To.Select(code => OrganId.TryParse(code, out var id) && directory?.FindAgency(id) is { } agency ? agency.Name : code)),
        ToPlaces = "Hệ thống",
        Transferred = VietnamTime.DateOf(packet.StoredAt),
        ReceivedBy = "Điện tử",
    };

    /// <summary>Fields of an incoming document.</summary>
    public static RegisterFields Incoming(PacketRow packet) => Common(packet) with { ReceivedBy = "Điện tử" };

    private static RegisterFields Common(PacketRow packet) => new()
    {
        CodeNumber = packet.Facts.CodeNumber,
        CodeNotation = packet.Facts.CodeNotation,
        IssuedDate = packet.Facts.PromulgationDate,
        TypeName = packet.Facts.TypeName,
        OrganName = packet.Facts.FromName ?? packet.From.Value,
        Subject = packet.Facts.Subject,
        FullName = packet.Facts.SignerFullName,
        Position = packet.Facts.SignerPosition,
        Priority = packet.Facts.Priority,
        DueDate = packet.Facts.DueDate,
        IssuedAmount = packet.Facts.PromulgationAmount is > 0 and var copies ? copies : null,
        PageAmount = packet.Facts.PageAmount is > 0 and var pages ? pages : null,
    };
}
