using System.CommandLine;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Verify;

/// <summary><c>axis verify FILE…</c>: offline, with files alone.</summary>
public static class VerifyCommand
{
    // Form, algorithms, signer and reason of a signature of another maker stand on its one line.
    private const int LongestLine = 400;

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var files = new Argument<string[]>("tệp") { Description = "Gói .edxml, tệp biên nhận .json, tệp có chữ ký XML của nơi khác, tệp được ký tách rời, hoặc thư mục chứa chúng.", Arity = ArgumentArity.OneOrMore };
        var directory = new Option<string[]>("--directory") { Description = "Các phần danh bạ đã ký (.section), phần gốc trước.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var trust = new Option<string[]>("--trust") { Description = "Chứng thư gốc tin cậy (PEM/DER); chưa đủ để biết chứng thư là của ai.", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var crl = new Option<string[]>("--crl") { Description = "Danh sách thu hồi (PEM/DER).", HelpName = "tệp", AllowMultipleArgumentsPerToken = true };
        var details = new Option<bool>("--details") { Description = "In từng bước kiểm tra, kể cả khi có nhiều tệp." };
        var command = new Command("verify", "Kiểm tra ngoại tuyến gói tin, biên nhận và chữ ký XML của nơi khác: ai ký, khi nào, có còn nguyên không. Thiếu danh bạ thì kết luận là chưa xác định.")
            .With(files, directory, trust, crl, details);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var terminal = Terminal.For(parse);
            var paths = InputFiles.Expand(parse.GetRequiredValue(files));
            var sections = InputFiles.Existing(parse.GetValue(directory) ?? []);
            var anchors = InputFiles.Existing(parse.GetValue(trust) ?? []);
            if (sections.Count > 0 && anchors.Count > 0)
            {
                throw CliFailureException.Usage("Không dùng chung --directory và --trust.", "Danh bạ đã nêu gốc tin cậy của nó.");
            }

            var snapshot = sections.Count > 0 ? OfflineTrust.Sections(sections, TimeProvider.System.GetUtcNow()) : OfflineTrust.Anchors(anchors);
            var known = new OfflineTrust(snapshot, OfflineTrust.Lists(InputFiles.Existing(parse.GetValue(crl) ?? []), snapshot));
            var reports = await VerifyAsync(terminal, known, paths, cancellationToken).ConfigureAwait(false);
            if (terminal.Json)
            {
                terminal.WriteJson(new VerifyResult(reports), CliJson.Pretty.VerifyResult);
            }
            else
            {
                Write(terminal, reports, parse.GetValue(details) || reports.Count == 1, sections.Count > 0);
            }

            return Worst(reports);
        });
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
                reports.Add(await verifier.VerifyPacketAsync(path, stream, cancellationToken).ConfigureAwait(false));
                done += stream.Length;
                progress.Report(done);
            }

            return reports;
        }).ConfigureAwait(false), verifier.Covered);
    }

    private static void Write(Terminal terminal, IReadOnlyList<FileReport> reports, bool details, bool hasDirectory)
    {
        foreach (var report in reports)
        {
            terminal.Line($"{report.Verdict,-34} {SafeText.Of(report.File)}{(report.Summary is { } summary ? "  " + SafeText.Cut(summary, report.Signatures.Count > 0 ? LongestLine : 80) : "")}");
            if (!details)
            {
                continue;
            }

            foreach (var check in report.Checks)
            {
                terminal.Line($"  {DocumentText.Mark(check.Outcome)} {check.Name}: {SafeText.Of(check.Detail)}");
            }

            if (report.Signer is { } signer)
            {
                terminal.Line("  Người ký: " + SafeText.Of(signer));
            }

            if (report.ClaimedSigningTime is { } claimed)
            {
                terminal.Line($"  Thời điểm ký tự khai: {VietnamTime.Full(claimed)}; xét tại {VietnamTime.Full(report.JudgedAt)}");
            }
        }

        if (!hasDirectory && reports.Any(static r => r.ExitCode == ExitCodes.Indeterminate))
        {
            terminal.Note("Chưa xác định được (INDETERMINATE) vì không có danh bạ. Cần làm: thêm --directory root.section và các phần danh bạ khác.");
        }

        if (reports.Count > 1)
        {
            var failed = reports.Count(static r => r.ExitCode == ExitCodes.Refused);
            var passed = reports.Count(static r => r.ExitCode == ExitCodes.Done);
            terminal.Line($"{reports.Count} mục: {passed} hợp lệ, {failed} không hợp lệ, {reports.Count - passed - failed} chưa xác định.");
        }
    }
}
