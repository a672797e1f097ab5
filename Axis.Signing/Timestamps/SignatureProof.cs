namespace Axis.Signing.Timestamps;

/// <summary>
/// One proof beside a packet: what XAdES would put into its unsigned properties. It never enters the packet that was sent (promise 1); the list of a packet's
/// proofs, in order, is what a derived copy is made of.
/// </summary>
public sealed record SignatureProof
{
    private SignatureProof(ProofKind kind, TimestampToken? token, IReadOnlyList<ProofValue> values) => (Kind, Token, Values) = (kind, token, values);

    /// <summary>What it is.</summary>
    public ProofKind Kind { get; }

    /// <summary>The token of the two kinds that are timestamps; otherwise <c>null</c>.</summary>
    public TimestampToken? Token { get; }

    /// <summary>The values of the two other kinds: certificates first, each value once.</summary>
    public IReadOnlyList<ProofValue> Values { get; }

    /// <summary>A timestamp over the signature value.</summary>
    public static SignatureProof OfSignature(TimestampToken token) => new(ProofKind.SignatureTimestamp, token, []);

    /// <summary>An archive timestamp.</summary>
    public static SignatureProof OfArchive(TimestampToken token) => new(ProofKind.ArchiveTimestamp, token, []);

    /// <summary>Values of the signer.</summary>
    public static SignatureProof OfSigner(IEnumerable<ProofValue> values) => new(ProofKind.ValidationValues, null, Sorted(values));

    /// <summary>Values of the timestamp before it.</summary>
    public static SignatureProof OfAuthority(IEnumerable<ProofValue> values) => new(ProofKind.TimestampValues, null, Sorted(values));

    private static List<ProofValue> Sorted(IEnumerable<ProofValue> values) => [.. values.DistinctBy(static v => v.Digest).OrderBy(static v => v.Kind)];
}
