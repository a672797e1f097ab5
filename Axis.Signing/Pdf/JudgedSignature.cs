using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Pdf.Changes;
using Axis.Signing.Pdf.Structure;
using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>One signature while it is judged.</summary>
internal sealed class JudgedSignature(FoundSignature found)
{
    public FoundSignature Found { get; } = found;

    public SignatureRun Run { get; } = new();

    public string? SubFilter { get; set; }

    public bool IsDocumentTimestamp => SubFilter == PdfSubFilters.DocumentTimestamp;

    public ByteRange? Range { get; set; }

    public X509Certificate2? Certificate { get; set; }

    /// <summary>Certificates that came along (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Extra { get; set; } = [];

    public DateTimeOffset? Claimed { get; set; }

    public Proof? Proof { get; set; }

    public ChangeReport? Changes { get; set; }

    public string? Digest { get; set; }
}
