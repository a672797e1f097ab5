namespace Axis.Signing.Canonical;

/// <summary>The three algorithms.</summary>
public enum CanonicalKind
{
    /// <summary>Canonical XML 1.0.</summary>
    Inclusive10 = 1,

    /// <summary>Canonical XML 1.1.</summary>
    Inclusive11 = 2,

    /// <summary>Exclusive XML Canonicalization 1.0.</summary>
    Exclusive10 = 3,
}

/// <summary>A canonicalisation algorithm with its parameters (XMLDSig 1.1 §6.5).</summary>
/// <param name="Kind">Which.</param>
/// <param name="WithComments">Whether comments of the node-set are written.</param>
public sealed record CanonicalForm(CanonicalKind Kind, bool WithComments = false)
{
    private const string Inclusive10 = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private const string Inclusive11 = "http://www.w3.org/2006/12/xml-c14n11";
    private const string Exclusive10 = "http://www.w3.org/2001/10/xml-exc-c14n#";

    /// <summary>What a reference is canonicalised with when it names nothing (XMLDSig 1.1 §4.4.3.2).</summary>
    public static CanonicalForm Default { get; } = new(CanonicalKind.Inclusive10);

    /// <summary>Prefixes of an exclusive form that are treated as the inclusive form treats them; the empty one is <c>#default</c>.</summary>
    public IReadOnlyList<string> InclusivePrefixes { get; init; } = [];

    /// <summary>Short name for people.</summary>
    public string Name => (Kind switch
    {
        CanonicalKind.Inclusive10 => "C14N 1.0",
        CanonicalKind.Inclusive11 => "C14N 1.1",
        _ => "Exclusive C14N 1.0",
    }) + (WithComments ? " (có chú thích)" : "");

    /// <summary>The algorithm that a URI names; <c>null</c> when it names none.</summary>
    public static CanonicalForm? Parse(string? uri) => uri switch
    {
        Inclusive10 => Default,
        Inclusive10 + "#WithComments" => new(CanonicalKind.Inclusive10, WithComments: true),
        Inclusive11 => new(CanonicalKind.Inclusive11),
        Inclusive11 + "#WithComments" => new(CanonicalKind.Inclusive11, WithComments: true),
        Exclusive10 => new(CanonicalKind.Exclusive10),
        Exclusive10 + "WithComments" => new(CanonicalKind.Exclusive10, WithComments: true),
        _ => null,
    };
}
