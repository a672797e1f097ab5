using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Pdf;

/// <summary>How a PDF is to be signed.</summary>
public sealed record PdfSigning
{
    /// <summary>When; written as the claimed signing time.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>Why, for people.</summary>
    public string? Reason { get; init; }

    /// <summary>Certificates between the signer's and the anchor, to go along.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; init; } = [];

    /// <summary>What to show; <c>null</c> for a signature without an image.</summary>
    public PdfStamp? Stamp { get; init; }

    /// <summary>The signer for people, as the dictionary's Name.</summary>
    public string? Name { get; init; }

    /// <summary>How much the file may cost to read.</summary>
    public PdfLimits Limits { get; init; } = PdfLimits.Default;
}
