using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Evidence;

/// <summary>The findings of <c>axis evidence verify</c> for people.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="language">Which language.</param>
public sealed class EvidenceText(Terminal terminal, Language language)
{
    private bool English => language == Language.English;

    /// <summary>Writes all findings.</summary>
    /// <param name="reports">The findings.</param>
    /// <param name="details">Whether every link is told.</param>
    public void Write(IReadOnlyList<EvidenceFileReport> reports, bool details)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach (var report in reports)
        {
            terminal.Line($"{report.Verdict,-14} {SafeText.Of(report.File)}  {SafeText.Cut(report.Title, 80)}");
            if (details)
            {
                Details(report);
            }

            if (report.FirstProblem is { } problem)
            {
                terminal.Line($"  {(English ? "Because" : "Vì")}: {Name(problem)}{(problem.File is { } file ? $" ({SafeText.Of(file)})" : "")}: {SafeText.Of(problem.Detail)}");
            }
        }

        if (reports.Count > 1)
        {
            terminal.Line(VerdictCount.Line([.. reports.Select(static r => r.ExitCode)], "hồ sơ", "files", language));
        }
    }

    private void Details(EvidenceFileReport report)
    {
        foreach (var link in report.Links)
        {
            terminal.Line($"  {Mark(link.Outcome)} {Name(link)}{(link.File is { } file ? " " + SafeText.Of(file) : "")}: {SafeText.Of(link.Detail)}");
        }

        if (report.ProvedAt is { } proved)
        {
            terminal.Line(English
                ? $"  Existed by {VietnamTime.Full(proved)} (Vietnam time); holds until {VietnamTime.Full(report.HoldsUntil)} unless renewed."
                : $"  Đã tồn tại muộn nhất lúc {VietnamTime.Full(proved)}; còn giá trị đến {VietnamTime.Full(report.HoldsUntil)} nếu không gia hạn.");
        }
    }

    private string Name(EvidenceLinkView link) => English ? link.Name : CheckNames.Of(link.Name);

    private string Mark(string outcome) => Documents.DocumentText.Mark(outcome, English);
}
