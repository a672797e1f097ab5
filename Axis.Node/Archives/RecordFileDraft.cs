using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Registers;
using Axis.Node.Storage;

namespace Axis.Node.Archives;

/// <summary>What an export of a file is to hold, found before the first byte is written.</summary>
/// <param name="File">The file itself.</param>
/// <param name="Agency">Name of the agency whose it is.</param>
/// <param name="Superior">Name of the agency above it.</param>
/// <param name="Node">The node that exports.</param>
/// <param name="MadeAt">When.</param>
/// <param name="Documents">Its documents in their order.</param>
internal sealed record RecordFileDraft(RecordFileView File, string Agency, string? Superior, string Node, DateTimeOffset MadeAt, IReadOnlyList<DraftDocument> Documents);

/// <summary>One document of the file.</summary>
/// <param name="Position">Its place, from 1.</param>
/// <param name="Line">Its line in the register, as it stands.</param>
/// <param name="Corrections">Every version of the line that people entered, oldest first.</param>
/// <param name="Packet">Its packet; <c>null</c> for a document on paper.</param>
/// <param name="Withheld">Why its contents are not in the export; <c>null</c> = they are.</param>
/// <param name="Judged">The newest verdict on its signature.</param>
/// <param name="Badge">What the recipient's clerk was shown of the signature.</param>
/// <param name="Recipients">Where an outgoing document is, per recipient.</param>
internal sealed record DraftDocument(
    int Position, RegisterLine Line, IReadOnlyList<RegisterVersion> Corrections, PacketRow? Packet, string? Withheld, (DateTimeOffset At, string Verdict)? Judged, string? Badge, IReadOnlyList<TrackingRow> Recipients)
{
    /// <summary>What the register says of it; nothing of the contents when a state secret was found in them (SEC-03).</summary>
    public RegisterFields Fields => Withheld == Isolated ? Line.Fields with { Subject = null, Description = null } : Line.Fields;

    /// <summary>The sentence about a document in which a state secret was found.</summary>
    public const string Isolated = "Bị cách ly hoặc đã xóa vì có nội dung bí mật nhà nước (SEC-03).";
}

/// <summary>A file within the export.</summary>
/// <param name="Path">Its name there; <c>null</c> when it could not be had.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="Kind"><c>packet</c> or <c>attachment</c>.</param>
/// <param name="Type">Media type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Digest of the bytes.</param>
/// <param name="Missing">Why it is not there.</param>
internal sealed record ExportedPart(string? Path, string Name, string Kind, string Type, long Size, Digest? Sha256, string? Missing);
