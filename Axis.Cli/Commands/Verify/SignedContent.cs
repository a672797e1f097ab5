using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Verify;

/// <summary>Files that carry no signature but are signed by another file of the same run: they share its verdict instead of standing there as unsigned.</summary>
public static class SignedContent
{
    private const string Kind = "signed-content";

    /// <summary>The reports, with those files named as what they are.</summary>
    /// <param name="reports">Every report.</param>
    /// <param name="covered">For each file that an intact detached signature covers (full path), the file of that signature.</param>
    public static IReadOnlyList<FileReport> Named(IReadOnlyList<FileReport> reports, IReadOnlyDictionary<string, string> covered)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(covered);
        return covered.Count == 0 ? reports : [.. reports.Select(r => Named(r, reports, covered))];
    }

    private static FileReport Named(FileReport report, IReadOnlyList<FileReport> reports, IReadOnlyDictionary<string, string> covered)
    {
        // A packet or a file with signatures of its own speaks for itself.
        if (report.Kind is not ("foreign-packet" or "foreign-signature" or "pdf") || report.Signatures.Count > 0 || report.LegalValue is { Signatures.Count: > 0 }
            || !covered.TryGetValue(Path.GetFullPath(report.File), out var by)
            || reports.FirstOrDefault(r => r.File == by) is not { } signature)
        {
            return report;
        }

        return report with
        {
            Kind = Kind,
            Verdict = signature.Verdict,
            ExitCode = signature.ExitCode,
            Signer = signature.Signer,
            ClaimedSigningTime = signature.ClaimedSigningTime,
            Checks = [new("reference", "passed", $"Nội dung được ký bởi tệp {by} và còn nguyên.")],
            Summary = $"được ký bởi {Path.GetFileName(by)}",
        };
    }
}
