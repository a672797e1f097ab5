using System.Text.Json.Serialization;
using Axis.Core.Contracts;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Explanations;

namespace Axis.Signing.Offline;

/// <summary>What was found about one file, or about one receipt of a file that holds several.</summary>
public sealed record FileReport
{
    /// <summary>Path as given; with <c>#n</c> for the n-th receipt of a file.</summary>
    public required string File { get; init; }

    /// <summary><c>packet</c>, <c>foreign-packet</c>, <c>foreign-signature</c>, <c>signed-content</c>, <c>pdf</c> or <c>receipt</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>SHA-256 of the bytes.</summary>
    public string? Digest { get; init; }

    /// <summary>EN 319 102-1 text, e.g. <c>TOTAL-PASSED</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Every check, in the order made.</summary>
    public required IReadOnlyList<CheckView> Checks { get; init; }

    /// <summary>Who signed: subject of the certificate, or the node of a receipt.</summary>
    public string? Signer { get; init; }

    /// <summary>The signing time the signer claims.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>Signatures of other makers in the file.</summary>
    public IReadOnlyList<SignatureReport> Signatures { get; init; } = [];

    /// <summary>What the signatures in the PDF, or in the PDFs of the packet, say of the document's value.</summary>
    public LegalValueView? LegalValue { get; init; }

    /// <summary>The instant judged at.</summary>
    public DateTimeOffset? JudgedAt { get; init; }

    /// <summary>One of <see cref="VerdictCodes"/>; what <c>axis verify</c> ends with.</summary>
    public int ExitCode { get; init; }

    /// <summary>One line about it: what it says, for people.</summary>
    public string? Summary { get; init; }

    /// <summary>What the verdict means, for people.</summary>
    public string? Meaning { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Action { get; init; }

    /// <summary>What the verdict means in a file of this kind: only of a packet does the directory say that the agency named in it signed.</summary>
    [JsonIgnore]
    public Explanation? Explanation => Kind is "foreign-signature" or "foreign-packet" or "pdf" && Verdict == Verdicts.Format(Indication.TotalPassed, SubIndication.None)
        ? VerdictExplanations.PassedByHolder
        : VerdictExplanations.Of(Verdict);

    /// <summary>Whether a directory could decide what is open: whose certificate it is, and what vouches for it. No directory helps an unsigned or a foreign-spelled file.</summary>
    [JsonIgnore]
    public bool WantsDirectory => ExitCode == VerdictCodes.Undecided
        && (Undecided(Verdict) || LegalValue?.Signatures.Any(static s => Undecided(s.Verdict)) == true);

    /// <summary>The same with every sentence, and the explanation of its verdict, in one of the two languages.</summary>
    public FileReport In(Language language)
    {
        var english = language == Language.English;
        return this with
        {
            Checks = Said.In(language, Checks),
            Signatures = [.. Signatures.Select(s => s.In(language))],
            LegalValue = LegalValue is null ? null : Said.In(language, LegalValue),
            Summary = Summary is null ? null : EnglishSentences.In(language, Summary),
            Meaning = english ? Explanation?.MeaningEn : Explanation?.Meaning,
            Action = english ? Explanation?.ActionEn : Explanation?.Action,
        };
    }

    /// <summary>The same, judged by its legal value as well: what is not legally valid is refused, what is not known to be is undetermined.</summary>
    public FileReport ByLegalValue() => LegalValue?.Value switch
    {
        null or "HAS_VALUE" => this,
        "UNKNOWN" => this with { ExitCode = ExitCode == VerdictCodes.Failed ? ExitCode : VerdictCodes.Undecided },
        _ => this with { ExitCode = VerdictCodes.Failed },
    };

    /// <summary>Number of an indication.</summary>
    public static int ExitCodeOf(Indication indication) => indication switch
    {
        Indication.TotalPassed => VerdictCodes.Passed,
        Indication.TotalFailed => VerdictCodes.Failed,
        _ => VerdictCodes.Undecided,
    };

    private static bool Undecided(string verdict) =>
        verdict == Verdicts.Format(Indication.Indeterminate, SubIndication.BindingUnknown) || verdict == Verdicts.Format(Indication.Indeterminate, SubIndication.NoCertificateChainFound);

    /// <summary>Checks as the API shows them.</summary>
    public static IReadOnlyList<CheckView> Views(IReadOnlyList<Check> checks) =>
    [
        .. checks.Select(static c => new CheckView(
            c.Name,
            c.Outcome switch { CheckOutcome.Passed => "passed", CheckOutcome.Failed => "failed", _ => "not-made" },
            c.Detail)),
    ];
}
