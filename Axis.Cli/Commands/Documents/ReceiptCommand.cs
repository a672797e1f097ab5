using System.CommandLine;
using System.Text.Json;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Documents;

/// <summary><c>axis receipt list|save</c>: the signed receipts of a document, as files that <c>axis verify</c> takes.</summary>
public static class ReceiptCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("receipt", "Biên nhận có ký về một văn bản đã gửi.").With(BuildList(), BuildSave());

    private static Argument<string> Document() => new("văn bản") { Description = "Mã gói tin (SHA-256) hoặc phần đầu, mã văn bản, số/ký hiệu." };

    private static Command BuildList()
    {
        var document = Document();
        return new Command("list", "Liệt kê biên nhận, cũ nhất trước.").With(document)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var (_, receipts) = await ReadAsync(client, parse.GetRequiredValue(document), cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(receipts, AxisJson.Pretty.IReadOnlyListReceiptView);
                    return ExitCodes.Done;
                }

                DocumentText.WriteReceipts(terminal, receipts);
                terminal.Line($"{receipts.Count} biên nhận.");
                return ExitCodes.Done;
            });
    }

    private static Command BuildSave()
    {
        var document = Document();
        var output = new Option<string>("--out") { Description = "Thư mục ghi tệp (mặc định: thư mục hiện tại).", HelpName = "thư mục", DefaultValueFactory = static _ => "." };
        return new Command("save", "Ghi mỗi biên nhận thành một tệp mà 'axis verify' kiểm tra được; không ghi đè tệp khác nội dung.").With(document, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var (packet, receipts) = await ReadAsync(client, parse.GetRequiredValue(document), cancellationToken).ConfigureAwait(false);
                var folder = Directory.CreateDirectory(parse.GetRequiredValue(output)).FullName;
                var written = receipts.Select(r => Save(folder, r)).ToList();
                if (terminal.Json)
                {
                    terminal.WriteJson(new SavedReceipts(packet, written), CliJson.Pretty.SavedReceipts);
                    return ExitCodes.Done;
                }

                foreach (var file in written)
                {
                    terminal.Line(SafeText.Of(file));
                }

                terminal.Line($"Đã ghi {written.Count} biên nhận của gói tin {packet[..16]}. Kiểm tra: axis verify <tệp> --directory <các tệp .section>");
                return ExitCodes.Done;
            });
    }

    private static async Task<(string Packet, IReadOnlyList<ReceiptView> Receipts)> ReadAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        var packet = await PacketLookup.FindAsync(client, text, cancellationToken).ConfigureAwait(false);
        return (packet, await client.GetAsync(Routes.Path("packets", packet, "receipts"), ApiJson.Client.IReadOnlyListReceiptView, cancellationToken).ConfigureAwait(false));
    }

    private static string Save(string folder, ReceiptView receipt)
    {
        // Of the node's answer only hexadecimal digits and letters go into a file's name.
        var digest = string.Concat(receipt.Digest.Where(char.IsAsciiHexDigit).Take(16));
        var what = string.Concat(receipt.Event.Where(char.IsAsciiLetterOrDigit).Take(40));
        var issuer = string.Concat(receipt.Issuer.Where(static c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(63));
        var path = Path.Combine(folder, $"bien-nhan-{digest}-{what}-{issuer}.json");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(receipt, AxisJson.Pretty.ReceiptView);
        if (File.Exists(path) && !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            throw CliFailureException.Usage($"Tệp {path} đã có với nội dung khác.", "Chọn thư mục khác bằng --out; lệnh này không ghi đè.");
        }

        PrivateFile.Replace(path, bytes);
        return path;
    }
}

/// <summary>Files written by <c>receipt save</c>.</summary>
public sealed record SavedReceipts(string Packet, IReadOnlyList<string> Files);
