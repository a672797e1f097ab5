using System.Text.Json;
using System.Text.Json.Serialization;

namespace Axis.Node.Backups;

/// <summary>What a backup says of itself.</summary>
/// <param name="Version">Form of the backup.</param>
/// <param name="Node">Whose it is.</param>
/// <param name="At">When it was made.</param>
/// <param name="Sha256">Of its database.</param>
/// <param name="Bytes">Size of its database.</param>
/// <param name="Packets">How many packet files it needs.</param>
internal sealed record BackupNote(int Version, string Node, DateTimeOffset At, string Sha256, long Bytes, int Packets)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="BackupException">The file is no note.</exception>
    public static BackupNote Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupNote) ?? throw new BackupException($"{path} trống.");
        }
        catch (JsonException e)
        {
            throw new BackupException($"{path} hỏng: {e.Message}", e);
        }
    }
}

/// <summary>JSON of <see cref="BackupNote"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(BackupNote))]
internal sealed partial class BackupJson : JsonSerializerContext;
