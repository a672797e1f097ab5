using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Signing.Offline;

/// <summary>Receipts as the API hands them out: one or a list of <see cref="ReceiptView"/>. Only bytes, place and seal are taken; what else the JSON says is not believed.</summary>
public static class ReceiptList
{
    /// <summary>Largest file read, in bytes.</summary>
    public const long MaxBytes = 256L << 20;

    /// <summary>Reads the receipts.</summary>
    /// <exception cref="FormatException">It holds no receipts.</exception>
    public static IReadOnlyList<SealedReceipt> Read(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.Length > MaxBytes)
        {
            throw new FormatException("tệp quá lớn");
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        try
        {
            var isList = bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
            var views = isList
                ? JsonSerializer.Deserialize(bytes, AxisJson.Client.IReadOnlyListReceiptView) ?? []
                : [JsonSerializer.Deserialize(bytes, AxisJson.Client.ReceiptView) ?? throw new JsonException("null")];
            return [.. views.Select(static v => Of(v ?? throw Missing("receipt")))];
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>One receipt of the API.</summary>
    /// <exception cref="FormatException">Its bytes, path or seal are not written as they must be.</exception>
    public static SealedReceipt Of(ReceiptView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new SealedReceipt(
            Convert.FromBase64String(view.Bytes ?? throw Missing("bytes")),
            view.Index,
            [.. (view.Path ?? throw Missing("path")).Select(static p => Digest.Parse(p ?? throw Missing("path")))],
            Convert.FromBase64String(view.Seal ?? throw Missing("seal")));
    }

    // What is not there reads as null: files are written by anybody.
    private static FormatException Missing(string field) => new($"thiếu {field}");
}
