using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Commands.Inbox;
using Axis.Cli.Output;
using Axis.Signing.Evidence;

namespace Axis.Cli.Commands.Evidence;

/// <summary><c>axis evidence export</c>: the evidence about one document as one file.</summary>
public static class ExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var document = new Argument<string>("văn bản") { Description = "Mã gói tin (hoặc phần đầu), số/ký hiệu, hoặc mã văn bản đến." };
        var output = new Option<string?>("--out") { Description = "Tệp ghi ra (mặc định: <mã gói>.asice ở thư mục hiện tại).", HelpName = "tệp" };
        return new Command("export", "Lập hồ sơ bằng chứng của một văn bản: một tệp ASiC-E tự chứa mọi thứ cần để kiểm tra.").With(document, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var packet = await FindAsync(client, parse.GetRequiredValue(document), cancellationToken).ConfigureAwait(false);
                var path = parse.GetValue(output) ?? packet[..16] + EvidenceNames.FileSuffix;
                var size = await SaveAsync(client, terminal, packet, path, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new ExportedEvidence(packet, path, size), CliJson.Pretty.ExportedEvidence);
                }
                else
                {
                    terminal.Line($"{SafeText.Of(path)} ({Sizes.Format(size)})");
                    terminal.Note("Kiểm tra ở bất kỳ đâu: axis evidence verify TỆP --root-fingerprint DẤU-VÂN-TAY");
                }

                return ExitCodes.Done;
            });
    }

    /// <summary>Downloads a container and makes sure that it is whole.</summary>
    /// <returns>Its size in bytes.</returns>
    public static async Task<long> SaveAsync(NodeClient client, Terminal terminal, string packet, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(terminal);
        long size = 0;
        await NewFile.WriteAsync(path, async file =>
        {
            size = await terminal.WithProgressAsync("Tải hồ sơ", 0, progress => client.DownloadAsync(Routes.Path("evidence", packet), file, progress, cancellationToken)).ConfigureAwait(false);
            try
            {
                _ = StoredZipReader.Open(file);
            }
            catch (EvidenceFormatException e)
            {
                throw new CliFailureException(ExitCodes.Unreachable, "EVIDENCE_CUT", "Hồ sơ tải về không trọn vẹn: " + e.Message, "Chạy lại lệnh; nếu vẫn vậy thì xem nhật ký của nút.");
            }
        }).ConfigureAwait(false);
        return size;
    }

    // What was sent is found by the tracking, what was received by the inbox.
    private static async Task<string> FindAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await PacketLookup.FindAsync(client, text, cancellationToken).ConfigureAwait(false);
        }
        catch (CliFailureException e) when (e.Code == "NOT_FOUND")
        {
            var item = await FindReceivedAsync(client, text, cancellationToken).ConfigureAwait(false);
            return (await client.GetAsync(Routes.Path("inbox", item.ToString()), ApiJson.Client.InboxDetail, cancellationToken).ConfigureAwait(false)).Item.Packet;
        }
    }

    private static async Task<Guid> FindReceivedAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await InboxLookup.FindAsync(client, text, cancellationToken).ConfigureAwait(false);
        }
        catch (CliFailureException e) when (e.Code == "NOT_FOUND")
        {
            throw new CliFailureException(
                ExitCodes.Refused, "NOT_FOUND", $"Không thấy văn bản nào, đi hay đến, ứng với '{text}'.", "Xem văn bản đi bằng 'axis outbox list', văn bản đến bằng 'axis inbox list'.");
        }
    }
}

/// <summary>What <c>evidence export --json</c> prints.</summary>
/// <param name="Packet">SHA-256 of the document.</param>
/// <param name="Path">The file.</param>
/// <param name="Size">Bytes.</param>
public sealed record ExportedEvidence(string Packet, string Path, long Size);
