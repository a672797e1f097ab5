using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>A Reference as read (XMLDSig 1.1 §4.4.3).</summary>
/// <param name="Uri">What it points at.</param>
/// <param name="Type">What it says that is; a hint, never believed.</param>
/// <param name="Transforms">Transforms in order.</param>
/// <param name="Digest">Digest method.</param>
/// <param name="Value">DigestValue.</param>
/// <param name="Element">The element itself.</param>
internal sealed record ForeignReference(
    string Uri, string? Type, IReadOnlyList<ReferenceTransform> Transforms, DigestMethod Digest, byte[] Value, TreeElement Element);
