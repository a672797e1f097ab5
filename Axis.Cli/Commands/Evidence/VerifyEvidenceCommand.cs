using System.CommandLine;
using System.Globalization;
using Axis.Cli.Commands.Verify;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Core.Rules;
using Axis.Signing.Evidence;
using Axis.Signing.Trust;

namespace Axis.Cli.Commands.Evidence;

/// <summary><c>axis evidence verify FILE…</c>: offline, with nothing but the root key's published fingerprint.</summary>
public static class VerifyEvidenceCommand
{
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];
    private static readonly string[] ZonedTimes = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var files = new Argument<string[]>("tệp") { Description = "Hồ sơ bằng chứng (.asice), một hoặc nhiều.", Arity = ArgumentArity.OneOrMore };
        var fingerprint = EvidenceCommand.Fingerprint();
        var at = new Option<string?>("--at") { Description = "Thời điểm kiểm tra, mặc định là bây giờ: 2031-11-22, 2031-11-22 08:00 (giờ Việt Nam) hoặc 2031-11-22T01:00:00Z.", HelpName = "lúc" };
        var crl = RevocationFiles.Lists("Danh sách thu hồi mới hơn những gì hồ sơ có (PEM/DER).");
        var ocsp = RevocationFiles.Responses();
        var details = new Option<bool>("--details") { Description = "In từng mắt xích, kể cả khi có nhiều tệp." };
        var lang = Languages.Option();
        var command = new Command("verify", "Kiểm tra ngoại tuyến hồ sơ bằng chứng, từng mắt xích: đạt, không đạt, hoặc chưa kiểm tra được và vì sao.")
            .With(files, fingerprint, at, crl, ocsp, details, lang);
        command.SetAction((parse, cancellationToken) => Languages.RunAsync(parse, lang, async language =>
        {
            var terminal = Terminal.For(parse);
            var paths = InputFiles.Existing(parse.GetRequiredValue(files));
            var brought = RevocationFiles.Read(DirectorySnapshot.Empty, parse.GetValue(crl), parse.GetValue(ocsp));
            var instant = parse.GetValue(at) is { } text ? ParseTime(text) : TimeProvider.System.GetUtcNow();
            var reports = new List<EvidenceFileReport>();
            using var verifier = new EvidenceVerifier(EvidenceCommand.ParseFingerprint(parse.GetRequiredValue(fingerprint)));
            foreach (var path in paths)
            {
                reports.Add(EvidenceFileReport.Of(path, await VerifyAsync(verifier, path, instant, brought, cancellationToken).ConfigureAwait(false), language));
            }

            if (terminal.Json)
            {
                terminal.WriteJson(new EvidenceVerifyResult(reports), CliJson.Pretty.EvidenceVerifyResult);
            }
            else
            {
                new EvidenceText(terminal, language).Write(reports, parse.GetValue(details) || reports.Count == 1);
            }

            return Worst(reports);
        }));
        return command;
    }

    /// <summary>Verifies one file.</summary>
    public static async Task<EvidenceReport> VerifyAsync(
        EvidenceVerifier verifier, string path, DateTimeOffset at, RevocationBook brought, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        return await verifier.VerifyAsync(file, at, brought, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an instant; without a zone it is Vietnam time.</summary>
    /// <exception cref="CliFailureException">It is none.</exception>
    public static DateTimeOffset ParseTime(string text)
    {
        if (DateTimeOffset.TryParseExact(text, ZonedTimes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned) && text.AsSpan(10).IndexOfAny("Z+-") >= 0)
        {
            return zoned;
        }

        return DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, VietnamTime.Offset)
            : throw CliFailureException.Usage($"'{text}' không phải thời điểm.", "Viết như 2031-11-22, 2031-11-22 08:00 hoặc 2031-11-22T01:00:00Z.");
    }

    private static int Worst(List<EvidenceFileReport> reports) =>
        reports.Any(static r => r.ExitCode == ExitCodes.Refused) ? ExitCodes.Refused
        : reports.All(static r => r.ExitCode == ExitCodes.Done) ? ExitCodes.Done
        : ExitCodes.Indeterminate;
}
