using Axis.Cli.Commands.Evidence;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Signing.Evidence;
using Axis.Signing.Sections;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Demo;

/// <summary>Exports the evidence about one document and verifies it as an auditor would: the file alone in an empty folder, and the root key's fingerprint.</summary>
public static class DemoEvidence
{
    /// <summary>Name of the evidence file.</summary>
    public const string FileName = "ho-so" + EvidenceNames.FileSuffix;

    /// <summary>Makes the folder in which evidence is to stay, before anything else is done.</summary>
    /// <exception cref="CliFailureException">There is something in it.</exception>
    public static string Prepare(string folder)
    {
        var path = Path.GetFullPath(folder);
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw CliFailureException.Usage($"{path} đã có và không rỗng.", "Chọn một thư mục mới hoặc rỗng cho --evidence.");
        }

        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Does it for the first document of the story.</summary>
    /// <param name="stage">Network, nodes and what was sent.</param>
    /// <param name="keep">Folder in which the file stays; <c>null</c> = it is deleted.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether every link that decides passed, a timestamp among them.</returns>
    public static async Task<bool> VerifyAsync(DemoStage stage, string? keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var sender = stage.HostOf(stage.Network.Documents[0].From);
        var folder = keep ?? Directory.CreateTempSubdirectory("docaxis-evidence-").FullName;
        try
        {
            var path = Path.Combine(folder, FileName);
            var size = await ExportCommand.SaveAsync(sender.Clerk, stage.Terminal, stage.Packets[0], path, cancellationToken).ConfigureAwait(false);
            var fingerprint = DirectoryKey.Fingerprint(new DirectoryFolder(sender.Process.DataFolder).RootKey.Span);
            using var verifier = new EvidenceVerifier(fingerprint);
            var report = await VerifyEvidenceCommand.VerifyAsync(verifier, path, stage.Time.GetUtcNow(), RevocationBook.Empty, cancellationToken).ConfigureAwait(false);
            var view = EvidenceFileReport.Of(path, report, Language.Vietnamese);
            stage.Terminal.Line(
                $"Hồ sơ bằng chứng {SafeText.Cut(report.Title, 50)} ({Sizes.Format(size)}): {view.Verdict}, {report.Links.Count(static l => l.Outcome == CheckOutcome.Passed)} mắt xích đạt{(report.FirstProblem is { } problem ? "; " + SafeText.Of(problem.Detail) : "")}.");
            if (report.HoldsUntil is { } end)
            {
                stage.Terminal.Line($"Dấu thời gian trên hồ sơ còn giá trị đến {VietnamTime.Full(end)} nếu không gia hạn.");
            }

            if (keep is not null)
            {
                stage.Terminal.Line($"Kiểm tra lại: axis evidence verify {SafeText.Of(path)} --root-fingerprint \"{fingerprint}\"");
            }

            return report.Indication == Indication.TotalPassed && report.HoldsUntil is not null;
        }
        finally
        {
            if (keep is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Keeps the development CA beside the evidence: only an authority that the evidence's directory trusts can renew it.</summary>
    public static void KeepAuthority(string authorityFolder, string keep)
    {
        var target = Directory.CreateDirectory(DemoSetup.AuthorityFolder(keep)).FullName;
        foreach (var file in Directory.EnumerateFiles(authorityFolder))
        {
            // The copies carry the modes of the originals: keys for their owner alone.
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }
}
