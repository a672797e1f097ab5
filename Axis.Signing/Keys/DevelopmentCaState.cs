using System.Text.Json;
using System.Text.Json.Serialization;

namespace Axis.Signing.Keys;

/// <summary>What a <see cref="DevelopmentCa"/> remembers between runs: a JSON file beside its key.</summary>
internal sealed record DevelopmentCaState
{
    /// <summary>Number of the CRL issued last (RFC 5280 §5.2.3).</summary>
    public long CrlNumber { get; set; }

    public List<RevokedSerial> Revoked { get; init; } = [];

    public List<IssuedSerial> Issued { get; init; } = [];

    public static DevelopmentCaState Read(string path) =>
        JsonSerializer.Deserialize(PrivateFile.Read(path), DevelopmentCaJson.Default.DevelopmentCaState)
        ?? throw new KeyFileException(KeyFileException.Unreadable, $"Tệp '{path}' của CA thử nghiệm trống.");

    public void Save(string path) => PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, DevelopmentCaJson.Default.DevelopmentCaState));
}

internal sealed record RevokedSerial(string Serial, DateTimeOffset At, int Reason);

internal sealed record IssuedSerial(string Serial, string Subject, string Use, DateTimeOffset NotAfter);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DevelopmentCaState))]
internal sealed partial class DevelopmentCaJson : JsonSerializerContext;
