using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>What was found in one PDF.</summary>
public sealed record PdfReport
{
    /// <summary>Its signatures, in the order they were made.</summary>
    public required IReadOnlyList<PdfSignatureReport> Signatures { get; init; }

    /// <summary>Why the file could not be read to the end, in Vietnamese.</summary>
    public string? Problem { get; init; }

    /// <summary>Stable code of the problem, of <see cref="PdfFormatException"/>.</summary>
    public string? ProblemCode { get; init; }

    /// <summary>What people should look at, in Vietnamese.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Time of verification (UTC).</summary>
    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>The worst indication: a failed signature, then an undecided one. A file without signatures is INDETERMINATE.</summary>
    public Indication Indication =>
        ProblemCode == PdfFormatException.Malformed || Signatures.Any(static s => s.Indication == Indication.TotalFailed) ? Indication.TotalFailed
        : Problem is null && Signatures.Count > 0 && Signatures.All(static s => s.Indication == Indication.TotalPassed) ? Indication.TotalPassed
        : Indication.Indeterminate;

    /// <summary>Its sub-indication.</summary>
    public SubIndication SubIndication =>
        ProblemCode == PdfFormatException.Malformed ? SubIndication.FormatFailure
        : Problem is not null ? SubIndication.Generic
        : Signatures.Count == 0 ? SubIndication.SignedDataNotFound
        : Signatures.FirstOrDefault(s => s.Indication == Indication)?.SubIndication ?? SubIndication.None;

    /// <summary>EN 319 102-1 text.</summary>
    public string Verdict => Verdicts.Format(Indication, SubIndication);
}
