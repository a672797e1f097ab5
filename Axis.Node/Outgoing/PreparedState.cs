using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>What has to outlive a restart between the two calls of a submission whose key is kept elsewhere, and what people are shown of it meanwhile.</summary>
internal sealed record PreparedState(
    byte[] ToBeSigned,
    SignatureAlgorithm Algorithm,
    byte[] Certificate,
    string Content,
    long Size,
    long ValueOffset,
    int ValueLength,
    long? Reserved,
    int Year,
    string Book,
    IReadOnlyList<Warning> Warnings,
    string? IdempotencyKey,
    string? Request)
{
    private const string FilePrefix = "prepared-";

    /// <summary>Where the signature block lies in the prepared packet.</summary>
    public long BlockOffset { get; init; }

    /// <summary>Its length; 0 in a row of an earlier version.</summary>
    public int BlockLength { get; init; }

    /// <summary>When it was prepared.</summary>
    public DateTimeOffset PreparedAt { get; init; }

    /// <summary>Số/ký hiệu.</summary>
    public string Code { get; init; } = "";

    /// <summary>The document's identifier.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Trích yếu.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Codes of the receiving agencies.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Names and sizes of the files.</summary>
    public IReadOnlyList<PreparedFile> Files { get; init; } = [];

    /// <summary>Reads what a row keeps.</summary>
    public static PreparedState Of(PreparedSubmission row) =>
        JsonSerializer.Deserialize(row.StateJson, PreparedJson.Default.PreparedState) ?? throw new InvalidDataException("A prepared submission cannot be read.");

    /// <summary>As a row keeps it.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PreparedJson.Default.PreparedState);

    /// <summary>The packet that lacks only its signature value.</summary>
    public PreparedPacket ToPacket() => new()
    {
        ToBeSigned = ToBeSigned,
        Algorithm = Algorithm,
        Certificate = Certificate,
        Content = Digest.Parse(Content),
        Size = Size,
        BlockOffset = BlockOffset,
        BlockLength = BlockLength,
        ValueOffset = ValueOffset,
        ValueLength = ValueLength,
    };

    /// <summary>Name of the partial file that holds the packet meanwhile.</summary>
    public static string FileOf(Guid id) => FilePrefix + id.ToString("N");

    /// <summary>The submission that a partial file belongs to; <c>null</c> for another's file.</summary>
    public static Guid? IdOf(string fileName) =>
        fileName.StartsWith(FilePrefix, StringComparison.Ordinal) && Guid.TryParseExact(fileName.AsSpan(FilePrefix.Length), "N", out var id) ? id : null;
}

[JsonSerializable(typeof(PreparedState))]
internal sealed partial class PreparedJson : JsonSerializerContext;
