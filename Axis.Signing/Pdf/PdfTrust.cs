using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Everything a verdict on a PDF depends on besides its bytes.</summary>
public sealed record PdfTrust
{
    /// <summary>The directory in force: trust anchors, and which certificates are whose.</summary>
    public required DirectorySnapshot Directory { get; init; }

    /// <summary>The revocation lists at hand.</summary>
    public required RevocationBook Revocation { get; init; }

    /// <summary>When the file reached the one who verifies: what is judged at where no timestamp proves an earlier time.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Time of verification.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How to weigh.</summary>
    public required VerificationPolicy Policy { get; init; }

    /// <summary>How persons and agencies are told apart.</summary>
    public SignerKindRules Kinds { get; init; } = SignerKindRules.Default;

    /// <summary>How much a file may cost.</summary>
    public PdfLimits Limits { get; init; } = PdfLimits.Default;
}
