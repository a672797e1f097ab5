using Axis.Signing.Evidence;
using Axis.Signing.Offline;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands.Evidence;

/// <summary>What was found about one evidence file.</summary>
/// <param name="File">Path as given.</param>
/// <param name="Verdict"><c>TOTAL-PASSED</c>, <c>TOTAL-FAILED</c> or <c>INDETERMINATE</c>.</param>
/// <param name="ExitCode">Exit code that it stands for.</param>
/// <param name="JudgedAt">The time of verification.</param>
/// <param name="Links">Every link of the chain, in the order of checking.</param>
public sealed record EvidenceFileReport(string File, string Verdict, int ExitCode, DateTimeOffset JudgedAt, IReadOnlyList<EvidenceLinkView> Links)
{
    /// <summary>SHA-256 of the document.</summary>
    public string? Packet { get; init; }

    /// <summary>What the document is, from its own signed contents.</summary>
    public string? Title { get; init; }

    /// <summary>The node that made the container.</summary>
    public string? Node { get; init; }

    /// <summary>When it says that it was made.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>When a timestamp proves that it existed.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>Until when its newest timestamp holds unless it is renewed.</summary>
    public DateTimeOffset? HoldsUntil { get; init; }

    /// <summary>The link that stands in the way of a pass.</summary>
    public EvidenceLinkView? FirstProblem { get; init; }

    /// <summary>The report as printed.</summary>
    public static EvidenceFileReport Of(string file, EvidenceReport report, Language language)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new EvidenceFileReport(
            file,
            Verdicts.Format(report.Indication, SubIndication.None),
            FileReport.ExitCodeOf(report.Indication),
            report.JudgedAt,
            [.. report.Links.Select(l => EvidenceLinkView.Of(l, language))])
        {
            Packet = report.Packet,
            Title = report.Title is null ? null : EnglishSentences.In(language, report.Title),
            Node = report.Node,
            MadeAt = report.MadeAt,
            ProvedAt = report.ProvedAt,
            HoldsUntil = report.HoldsUntil,
            FirstProblem = report.FirstProblem is { } problem ? EvidenceLinkView.Of(problem, language) : null,
        };
    }
}

/// <summary>One link.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="File">The file of the container.</param>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>not-made</c>.</param>
/// <param name="Decides">Whether the verdict needs it.</param>
/// <param name="Detail">Why, in the language asked for.</param>
public sealed record EvidenceLinkView(string Name, string? File, string Outcome, bool Decides, string Detail)
{
    /// <summary>The link as printed.</summary>
    public static EvidenceLinkView Of(EvidenceLink link, Language language)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new EvidenceLinkView(
            link.Name,
            link.File,
            link.Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "not-made" },
            link.Decides,
            language == Language.English ? EnglishSentences.Of(link.English) : link.Detail);
    }
}

/// <summary>What <c>evidence verify --json</c> prints.</summary>
/// <param name="Files">One report per file.</param>
public sealed record EvidenceVerifyResult(IReadOnlyList<EvidenceFileReport> Files);
