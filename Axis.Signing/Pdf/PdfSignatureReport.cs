using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>The verdict on one signature of a PDF with every check behind it (EN 319 102-1).</summary>
public sealed record PdfSignatureReport
{
    /// <summary>Full name of its field; <c>#n</c> for a dictionary that no field leads to.</summary>
    public required string Field { get; init; }

    /// <summary>Encoding, as <see cref="PdfSubFilters"/> or whatever the file says.</summary>
    public string? SubFilter { get; init; }

    /// <summary>Whose it is.</summary>
    public PdfSignerKind Kind { get; init; }

    /// <summary>Nothing in the certificate or the directory says so: it has a name and another organisation, as persons' have.</summary>
    public bool KindIsAssumed { get; init; }

    /// <summary>Code of the agency that the directory binds the certificate to.</summary>
    public string? Agency { get; init; }

    /// <summary>Main indication.</summary>
    public required Indication Indication { get; init; }

    /// <summary>Sub-indication; <see cref="SubIndication.None"/> for a pass.</summary>
    public required SubIndication SubIndication { get; init; }

    /// <summary>Every check, in order.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Subject of the signing certificate.</summary>
    public string? Signer { get; init; }

    /// <summary>The signer's common name.</summary>
    public string? SignerName { get; init; }

    /// <summary>The signing time the signer claims.</summary>
    public DateTimeOffset? ClaimedSigningTime { get; init; }

    /// <summary>A timestamp that proves it existed, if there is a good one.</summary>
    public Proof? Proof { get; init; }

    /// <summary>Where the covered bytes end; 0 when the range is broken. Orders the signatures of a file.</summary>
    public long CoveredEnd { get; init; }

    /// <summary>Which save it signed, counted from 1.</summary>
    public int Revision { get; init; }

    /// <summary>Whether nothing was added behind it.</summary>
    public bool CoversWholeFile { get; init; }

    /// <summary>What later saves added, where that is permitted.</summary>
    public IReadOnlyList<string> LaterAdditions { get; init; } = [];

    /// <summary>Whether a later save added something to be seen: permitted, but not what this signer signed.</summary>
    public bool ShowsMore { get; init; }

    /// <summary>What people should look at.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Name of the digest algorithm.</summary>
    public string? Digest { get; init; }

    /// <summary><c>TOTAL-PASSED</c>, <c>TOTAL-FAILED/HASH_FAILURE</c> …</summary>
    public string Verdict => Verdicts.Format(Indication, SubIndication);
}
