using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>What a reference has come to between two transforms.</summary>
internal abstract record ReferenceData;

/// <summary>Nodes of the signature's own document, or of one that was parsed on the way.</summary>
internal sealed record NodeData(NodeSet Nodes) : ReferenceData;

/// <summary>Nodes that are octets as soon as somebody reads them: nothing large is kept in between.</summary>
internal sealed record CanonicalData(NodeSet Nodes, CanonicalForm Form) : ReferenceData;

/// <summary>Octets.</summary>
internal sealed record OctetData(Stream Octets) : ReferenceData;
