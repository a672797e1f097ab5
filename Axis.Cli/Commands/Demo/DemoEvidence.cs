using Axis.Cli.Commands.Evidence;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Signing.Evidence;
using Axis.Signing.Sections;
using Axis.Signing.Trust;

namespace Axis.Cli.Commands.Demo;

/// <summary>Exports the evidence about one document and verifies it as an auditor would: the file alone in an empty folder, and the root key's fingerprint.</summary>
public static class DemoEvidence
{
    /// <summary>Does it for the first document of the story.</summary>
    /// <returns>Whether every link that decides passed.</returns>
    public static async Task<bool> VerifyAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var sender = stage.HostOf(stage.Network.Documents[0].From);
        var folder = Directory.CreateTempSubdirectory("docaxis-evidence-").FullName;
        try
        {
            var path = Path.Combine(folder, "ho-so" + EvidenceNames.FileSuffix);
            var size = await ExportCommand.SaveAsync(sender.Clerk, stage.Terminal, stage.Packets[0], path, cancellationToken).ConfigureAwait(false);
            using var verifier = new EvidenceVerifier(DirectoryKey.Fingerprint(new DirectoryFolder(sender.Process.DataFolder).RootKey.Span));
            var report = await VerifyEvidenceCommand.VerifyAsync(verifier, path, stage.Time.GetUtcNow(), [], cancellationToken).ConfigureAwait(false);
            var view = EvidenceFileReport.Of(path, report, english: false);
            stage.Terminal.Line(
                $"Hồ sơ bằng chứng {SafeText.Cut(report.Title, 50)} ({Sizes.Format(size)}): {view.Verdict}, {report.Links.Count(static l => l.Outcome == CheckOutcome.Passed)} mắt xích đạt{(report.FirstProblem is { } problem ? "; " + SafeText.Of(problem.Detail) : "")}.");
            return report.Indication == Indication.TotalPassed;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
