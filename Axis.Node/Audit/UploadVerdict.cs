using Axis.Core.Packets;
using Axis.Signing.Evidence;
using Axis.Signing.Offline;
using Axis.Signing.Trust;

namespace Axis.Node.Audit;

/// <summary>What was found about an uploaded file.</summary>
/// <param name="Name">Its name as given.</param>
/// <param name="Digest">SHA-256 of its bytes.</param>
/// <param name="Reports">One report; several for a file of several receipts; none for evidence.</param>
/// <param name="Evidence">The links of an evidence container.</param>
public sealed record UploadVerdict(string Name, Digest Digest, IReadOnlyList<FileReport> Reports, EvidenceReport? Evidence)
{
    /// <summary>The worst of all, in the words of EN 319 102-1.</summary>
    public string Verdict => Evidence is { } evidence
        ? Verdicts.Format(evidence.Indication, SubIndication.None)
        : (Reports.FirstOrDefault(static r => r.ExitCode == VerdictCodes.Failed) ?? Reports.FirstOrDefault(static r => r.ExitCode == VerdictCodes.Undecided) ?? (Reports is [var first, ..] ? first : null))?.Verdict
            ?? Verdicts.Format(Indication.Indeterminate, SubIndication.SignedDataNotFound);
}
