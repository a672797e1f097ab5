using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>A transform of the closed list (XMLDSig 1.1 §6.6).</summary>
internal abstract record ReferenceTransform;

/// <summary>Takes out the signature that the reference stands in.</summary>
internal sealed record WithoutOwnSignature : ReferenceTransform;

/// <summary>Takes out every signature: the one XPath expression that is understood.</summary>
internal sealed record WithoutAnySignature : ReferenceTransform;

/// <summary>Decodes base64.</summary>
internal sealed record FromBase64 : ReferenceTransform;

/// <summary>Canonicalises.</summary>
internal sealed record Canonicalize(CanonicalForm Form) : ReferenceTransform;
