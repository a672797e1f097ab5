using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Axis.Signing.Evidence;

/// <summary>Source-generated JSON of the container's index. Reading is strict: no unknown or repeated member, nothing missing, little depth.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    PropertyNameCaseInsensitive = false,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    WriteIndented = true)]
[JsonSerializable(typeof(EvidenceIndex))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    // The generated members hide the type of the same name.
    private const string Format = Axis.Signing.Evidence.EvidenceIndex.CurrentFormat;

    public static byte[] Write(EvidenceIndex index) => JsonSerializer.SerializeToUtf8Bytes(index, Faces.Plain.EvidenceIndex);

    /// <exception cref="EvidenceFormatException">Not an index of this version.</exception>
    public static EvidenceIndex Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            if (JsonSerializer.Deserialize(bytes, Default.EvidenceIndex) is { Format: Format } index)
            {
                // Missing members of the items and empty places in lists come through the parser; past here nothing is null that may not be.
                return index.IsWhole() ? index : throw new JsonException("An item lacks a member.");
            }
        }
        catch (JsonException e)
        {
            throw new EvidenceFormatException("Bảng kê evidence.json không đúng mẫu.", "The index evidence.json is not in its form.", EvidenceNames.Index, e);
        }

        throw new EvidenceFormatException("Bảng kê evidence.json thuộc phiên bản khác.", "The index evidence.json is of another version.", EvidenceNames.Index);
    }

    // Nested, so that the generated static fields are there before this is made from them.
    private static class Faces
    {
        public static readonly EvidenceJson Plain = new(new JsonSerializerOptions(((JsonSerializerContext)Default).Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }
}
