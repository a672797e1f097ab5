using System.CommandLine;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Edxml;
using Axis.Signing.Evidence;
using Axis.Signing.Timestamps;
using Axis.Signing.Xades;

namespace Axis.Cli.Commands.Evidence;

/// <summary><c>axis evidence derive</c>: for those who ask for one XAdES file, a copy of the packet with its proofs inside the signature, labelled as such.</summary>
public static class DeriveCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var input = new Argument<string>("tệp") { Description = "Hồ sơ bằng chứng (.asice) có dấu thời gian của gói tin." };
        var output = new Option<string?>("--out") { Description = $"Tệp ghi ra (mặc định: cùng tên, đuôi {XadesLtaWriter.FileSuffix}).", HelpName = "tệp" };
        var command = new Command("derive", "Lập bản dẫn xuất XAdES-B-LTA của gói tin từ hồ sơ, kèm tệp ghi chú. Bản dẫn xuất không phải gói tin đã gửi.").With(input, output);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var path = InputFiles.Existing([parse.GetRequiredValue(input)])[0];
            var target = parse.GetValue(output) ?? Path.ChangeExtension(path, null) + XadesLtaWriter.FileSuffix;
            try
            {
                await DeriveAsync(path, target, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is EvidenceFormatException or TimestampFormatException)
            {
                throw new CliFailureException(ExitCodes.Refused, "EVIDENCE_BROKEN", e.Message, "Kiểm tra hồ sơ bằng 'axis evidence verify'.");
            }

            terminal.Line($"{SafeText.Of(target)} và tệp ghi chú {SafeText.Of(NoteOf(target))}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task DeriveAsync(string path, string target, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        var zip = StoredZipReader.Open(file);
        if (zip.Find(EvidenceNames.Document) is not { } document || zip.Find(EvidenceNames.Proofs(0)) is null)
        {
            throw new CliFailureException(ExitCodes.Refused, "NO_PROOFS", "Gói tin trong hồ sơ chưa có dấu thời gian nên không có gì để dẫn xuất.", "Lập lại hồ sơ sau khi nút đã đóng dấu thời gian.");
        }

        var record = ProofRecord.Read(zip.ReadAll(EvidenceNames.Proofs(0), ProofRecord.MaxBytes));
        var check = await new PacketVerifier(new SignerCertificates()).VerifyAsync(zip.OpenEntry(document), NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
        if (!check.Passed || check.Packet?.PacketDigest != record.Packet || record.Proofs.Count == 0)
        {
            throw new CliFailureException(ExitCodes.Refused, "EVIDENCE_BROKEN", "Chữ ký của gói tin không đúng, hoặc bằng chứng thuộc về gói tin khác.", "Kiểm tra hồ sơ bằng 'axis evidence verify'.");
        }

        var stamped = new StampedPacket(check, () => zip.OpenEntry(document));
        await NewFile.WriteAsync(target, output => XadesLtaWriter.DeriveAsync(stamped, record.Proofs, output, cancellationToken)).ConfigureAwait(false);
        await NewFile.WriteAsync(NoteOf(target), async output =>
        {
            var level = record.Proofs.Any(static p => p.Kind == ProofKind.ArchiveTimestamp) ? SignatureLevel.LTA
                : record.Proofs.Any(static p => p.Kind == ProofKind.ValidationValues) ? SignatureLevel.LT : SignatureLevel.T;
            await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(XadesLtaWriter.Note(record.Packet, level, TimeProvider.System.GetUtcNow())), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static string NoteOf(string target) => target + ".txt";
}
