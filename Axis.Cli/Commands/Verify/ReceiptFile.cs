using System.Text.Json;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Core.Receipts;

namespace Axis.Cli.Commands.Verify;

/// <summary>Receipts in a file, as the API hands them out: one or a list of <see cref="ReceiptView"/>. Only bytes, place and seal are taken; what else the JSON says is not believed.</summary>
public static class ReceiptFile
{
    private const long MaxBytes = 256L << 20;

    /// <summary>Reads the receipts.</summary>
    /// <exception cref="CliFailureException">The file holds no receipts.</exception>
    public static IReadOnlyList<SealedReceipt> Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw CliFailureException.Usage($"Tệp biên nhận {path} quá lớn.");
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            var isList = bytes.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..];
            var views = isList
                ? JsonSerializer.Deserialize(bytes, ApiJson.Client.IReadOnlyListReceiptView) ?? []
                : [JsonSerializer.Deserialize(bytes, ApiJson.Client.ReceiptView) ?? throw new JsonException("null")];
            return [.. views.Select(Of)];
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw CliFailureException.Usage($"Tệp {path} không phải tệp biên nhận: {e.Message}", "Lấy biên nhận bằng API /packets/{gói}/receipts hoặc 'axis outbox show --json'.");
        }
    }

    /// <summary>One receipt of the API.</summary>
    public static SealedReceipt Of(ReceiptView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new SealedReceipt(Convert.FromBase64String(view.Bytes), view.Index, [.. view.Path.Select(Digest.Parse)], Convert.FromBase64String(view.Seal));
    }
}
