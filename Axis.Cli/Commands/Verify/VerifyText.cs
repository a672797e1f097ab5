using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Signing.Offline;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Verify;

/// <summary>The findings of <c>axis verify</c> for people who are no cryptographers, in Vietnamese or English.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="language">Which language.</param>
public sealed class VerifyText(Terminal terminal, Language language)
{
    private const int SummaryWidth = 80;

    // A foreign file's line names its signatures; it may be longer than a table.
    private const int LongestLine = 400;

    private bool English => language == Language.English;

    /// <summary>Writes all findings.</summary>
    /// <param name="reports">The findings.</param>
    /// <param name="details">Whether every check is told.</param>
    /// <param name="hasDirectory">Whether a directory was given.</param>
    public void Write(IReadOnlyList<FileReport> reports, bool details, bool hasDirectory)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach (var report in reports)
        {
            var width = report.Signatures.Count > 0 ? LongestLine : SummaryWidth;
            terminal.Line($"{report.Verdict,-34} {SafeText.Of(report.File)}{(report.Summary is { } summary ? "  " + SafeText.Cut(summary, width) : "")}");
            if (details)
            {
                WriteDetails(report);
            }
        }

        if (!hasDirectory && reports.Count(static r => r.WantsDirectory) is > 0 and var wanting)
        {
            terminal.Note(English
                ? $"No directory was given: {(wanting == reports.Count ? "whose signature it is" : $"for {wanting} of {reports.Count} items, whose signature it is")} cannot be decided. To do: add --directory root.section and the other sections."
                : $"Chưa đưa danh bạ vào nên {(wanting == reports.Count ? "" : $"{wanting} trong {reports.Count} mục ")}chưa xác định được chữ ký là của ai. Cần làm: thêm --directory root.section và các phần danh bạ khác.");
        }

        if (reports.Count > 1)
        {
            terminal.Line(VerdictCount.Line([.. reports.Select(static r => r.ExitCode)], "mục", "items", language));
        }
    }

    private void WriteDetails(FileReport report)
    {
        if (report.Explanation is { } verdict)
        {
            terminal.Line(English ? $"  It means: {verdict.MeaningEn}" : $"  Nghĩa là: {verdict.Meaning}");
            terminal.Line(English ? $"  To do: {verdict.ActionEn}" : $"  Cần làm: {verdict.Action}");
        }

        foreach (var check in report.Checks)
        {
            WriteCheck(check);
        }

        if (report.LegalValue is { } value)
        {
            LegalValueText.Write(terminal, value, details: true, language);
        }

        if (report.Signer is { } signer)
        {
            terminal.Line((English ? "  Signer: " : "  Người ký: ") + SafeText.Of(signer));
        }

        if (report.ClaimedSigningTime is { } claimed)
        {
            terminal.Line(English
                ? $"  Claimed signing time: {VietnamTime.Full(claimed)}; judged at {VietnamTime.Full(report.JudgedAt)} (Vietnam time)"
                : $"  Thời điểm ký tự khai: {VietnamTime.Full(claimed)}; xét tại {VietnamTime.Full(report.JudgedAt)}");
        }
    }

    private void WriteCheck(CheckView check)
    {
        var explanation = CheckExplanations.Of(check.Name);
        terminal.Line($"  {Mark(check.Outcome)} {(English ? check.Name : CheckNames.Of(check.Name))}: {SafeText.Of(check.Detail)}");
        if (check.Outcome == "failed" && explanation is not null)
        {
            terminal.Line(English ? $"                 To do: {explanation.ActionEn}" : $"              Cần làm: {explanation.Action}");
        }
    }

    private string Mark(string outcome) => DocumentText.Mark(outcome, English);
}
