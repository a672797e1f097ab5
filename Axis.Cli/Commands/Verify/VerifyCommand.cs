using System.CommandLine;
using Axis.Cli.Output;
using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Verify;

/// <summary><c>axis verify FILE…</c>: offline, with files alone.</summary>
public static class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var files = new Argument<string[]>("tệp") { Description = "Gói .edxml, tệp PDF, tệp biên nhận .json, tệp có chữ ký XML của nơi khác, tệp được ký tách rời, hoặc thư mục chứa chúng.", Arity = ArgumentArity.OneOrMore };
        var directory = new Option<string[]>("--directory") { Description = "Các phần danh bạ đã ký (.section), phần gốc trước.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var trust = new Option<string[]>("--trust") { Description = "Chứng thư gốc tin cậy (PEM/DER); chưa đủ để biết chứng thư là của ai.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var crl = RevocationFiles.Lists("Danh sách thu hồi (PEM/DER).");
        var ocsp = RevocationFiles.Responses();
        var details = new Option<bool>("--details") { Description = "In từng bước kiểm tra, kể cả khi có nhiều tệp." };
        var legal = new Option<bool>("--legal") { Description = "Chỉ trả mã 0 khi mọi tệp hợp lệ và mọi PDF có giá trị pháp lý." };
        var lang = Languages.Option();
        var command = new Command("verify", "Kiểm tra ngoại tuyến gói tin, chữ ký trong PDF, biên nhận và chữ ký XML của nơi khác: ai ký, khi nào, có còn nguyên không. Thiếu danh bạ thì kết luận là chưa xác định.")
            .With(files, directory, trust, crl, ocsp, legal, details, lang);
        command.SetAction((parse, cancellationToken) => Languages.RunAsync(parse, lang, async language =>
        {
            var terminal = Terminal.For(parse);
            var paths = InputFiles.Expand(parse.GetRequiredValue(files));
            var sections = InputFiles.Existing(parse.GetValue(directory) ?? []);
            var anchors = InputFiles.Existing(parse.GetValue(trust) ?? []);
            if (sections.Count > 0 && anchors.Count > 0)
            {
                throw CliFailureException.Usage("Không dùng chung --directory và --trust.", "Danh bạ đã nêu gốc tin cậy của nó.");
            }

            var snapshot = sections.Count > 0 ? TrustFiles.Sections(sections, TimeProvider.System.GetUtcNow()) : TrustFiles.Anchors(anchors);
            var known = new OfflineTrust(snapshot, RevocationFiles.Read(snapshot, parse.GetValue(crl), parse.GetValue(ocsp)));
            IReadOnlyList<FileReport> reports = [.. (await VerifyAsync(terminal, known, paths, cancellationToken).ConfigureAwait(false)).Select(r => r.In(language))];
            if (parse.GetValue(legal))
            {
                reports = [.. reports.Select(static r => r.ByLegalValue())];
            }

            if (terminal.Json)
            {
                terminal.WriteJson(new VerifyResult(reports), CliJson.Pretty.VerifyResult);
            }
            else
            {
                new VerifyText(terminal, language).Write(reports, parse.GetValue(details) || reports.Count == 1, sections.Count > 0);
            }

            return Worst(reports);
        }));
        return command;
    }

    /// <summary>Failed beats indeterminate beats passed.</summary>
    public static int Worst(IReadOnlyList<FileReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return reports.Any(static r => r.ExitCode == ExitCodes.Refused) ? ExitCodes.Refused
            : reports.All(static r => r.ExitCode == ExitCodes.Done) && reports.Count > 0 ? ExitCodes.Done
            : ExitCodes.Indeterminate;
    }

    private static async Task<IReadOnlyList<FileReport>> VerifyAsync(Terminal terminal, OfflineTrust trust, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        using var verifier = new OfflineVerifier(trust, TimeProvider.System, paths);
        var reports = new List<FileReport>();
        // Receipts first: they are the proofs of time that packets are judged by.
        foreach (var path in paths.Where(InputFiles.IsJson))
        {
            var receipts = ReceiptFile.Read(path);
            reports.AddRange(receipts.Select((r, i) => verifier.VerifyReceipt(receipts.Count == 1 ? path : $"{path}#{i + 1}", r)));
        }

        var packets = paths.Where(static p => !InputFiles.IsJson(p)).ToArray();
        var total = packets.Sum(static p => new FileInfo(p).Length);
        return SignedContent.Named(await terminal.WithProgressAsync("Kiểm tra", total, async progress =>
        {
            long done = 0;
            foreach (var path in packets)
            {
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
                reports.Add(FileKinds.IsPdf(stream)
                    ? verifier.VerifyPdf(path, stream, cancellationToken)
                    : await verifier.VerifyPacketAsync(path, stream, cancellationToken).ConfigureAwait(false));
                done += stream.Length;
                progress.Report(done);
            }

            return reports;
        }).ConfigureAwait(false), verifier.Covered);
    }
}
