using System.CommandLine;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Signing.Evidence;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Evidence;

/// <summary><c>axis evidence renew</c>: a further timestamp over a container, before the one before it runs out.</summary>
public static class RenewEvidenceCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var input = new Argument<string>("tệp") { Description = "Hồ sơ bằng chứng (.asice)." };
        var tsa = new Option<string>("--tsa") { Description = "Địa chỉ tổ chức cấp dấu thời gian (RFC 3161, http hoặc https).", HelpName = "địa chỉ", Required = true };
        var fingerprint = EvidenceCommand.Fingerprint();
        var crl = new Option<string[]>("--crl") { Description = "Danh sách thu hồi hiện hành của tổ chức cấp dấu trước và các CA; được cất vào hồ sơ.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var output = new Option<string?>("--out") { Description = "Tệp ghi ra (mặc định: tên cũ thêm '-gia-han').", HelpName = "tệp" };
        var command = new Command("renew", "Gia hạn: đóng thêm dấu thời gian lên hồ sơ. Tệp cũ giữ nguyên; tệp mới chỉ được ghi khi nó kiểm tra được.")
            .With(input, tsa, fingerprint, crl, output);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var path = InputFiles.Existing([parse.GetRequiredValue(input)])[0];
            var lists = InputFiles.Existing(parse.GetValue(crl) ?? []).Select(ReadList).ToList();
            var target = parse.GetValue(output) ?? Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-gia-han" + EvidenceNames.FileSuffix);
            using var authority = new HttpTimestamps(AddressOf(parse.GetRequiredValue(tsa)));
            using var verifier = new EvidenceVerifier(EvidenceCommand.ParseFingerprint(parse.GetRequiredValue(fingerprint)));
            var report = await RenewAsync(path, target, authority, verifier, lists, cancellationToken).ConfigureAwait(false);
            var view = EvidenceFileReport.Of(target, report, Language.Vietnamese);
            if (terminal.Json)
            {
                terminal.WriteJson(new EvidenceVerifyResult([view]), CliJson.Pretty.EvidenceVerifyResult);
            }
            else
            {
                terminal.Line($"{SafeText.Of(target)}: {view.Verdict}, còn giá trị đến {VietnamTime.Full(report.HoldsUntil)} nếu không gia hạn.");
            }

            return view.ExitCode;
        });
        return command;
    }

    private static async Task<EvidenceReport> RenewAsync(
        string path, string target, HttpTimestamps authority, EvidenceVerifier verifier, List<ReadOnlyMemory<byte>> lists, CancellationToken cancellationToken)
    {
        EvidenceReport? report = null;
        try
        {
            await NewFile.WriteAsync(target, async file =>
            {
                var now = TimeProvider.System.GetUtcNow();
                await using var old = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
                await new EvidenceRenewal(new ContainerStamping(authority, static (_, _) => null))
                    .RenewAsync(old, file, [.. lists.Select(static l => (RevocationKind.List, l))], now, cancellationToken).ConfigureAwait(false);
                report = await verifier.VerifyAsync(file, TimeProvider.System.GetUtcNow(), RevocationBook.Empty, cancellationToken).ConfigureAwait(false);
                if (report.Indication == Indication.TotalFailed || report.HoldsUntil is null)
                {
                    throw new CliFailureException(ExitCodes.Refused, "RENEWAL_USELESS", "Dấu thời gian mới không đứng vững: " + report.FirstProblem?.Detail, "Dùng tổ chức cấp dấu thời gian mà gốc tin cậy trong hồ sơ bảo đảm; kèm danh sách thu hồi hiện hành bằng --crl.");
                }
            }).ConfigureAwait(false);
        }
        catch (TimestampUnavailableException e)
        {
            throw new CliFailureException(ExitCodes.Unreachable, "TIMESTAMP_UNAVAILABLE", e.Message, "Thử lại sau, hoặc dùng tổ chức khác bằng --tsa.");
        }
        catch (EvidenceFormatException e)
        {
            throw new CliFailureException(ExitCodes.Refused, "EVIDENCE_BROKEN", e.Message, "Hồ sơ đã bị thay đổi thì không gia hạn được; dùng bản còn nguyên.");
        }

        return report!;
    }

    private static ReadOnlyMemory<byte> ReadList(string file)
    {
        try
        {
            return CrlReader.ToDer(File.ReadAllBytes(file));
        }
        catch (CrlFormatException e)
        {
            throw CliFailureException.Usage($"{file}: {e.Message}");
        }
    }

    private static Uri AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0
        ? address
        : throw CliFailureException.Usage($"'{text}' không phải địa chỉ http hoặc https.");
}
