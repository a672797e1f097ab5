using Axis.Core.Edxml;
using Axis.Signing.Canonical;
using Axis.Signing.Xades;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Proofs as unsigned signature properties (EN 319 132-1 §5.3–5.5). What is in scope of the writer decides whether they come out as they stand in a signature or
/// as an archive timestamp digests them: each one canonical by itself.
/// </summary>
internal static class ProofElements
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const string Xades = EdxmlNames.Xades;
    private const string Xades141 = EdxmlNames.Xades141;

    /// <summary>Writes one proof; the values of a signer are two properties.</summary>
    public static void Write(CanonicalWriter w, SignatureProof proof)
    {
        switch (proof.Kind)
        {
            case ProofKind.SignatureTimestamp:
                Timestamp(w, "xades", "SignatureTimeStamp", Xades, proof.Token!);
                break;
            case ProofKind.ArchiveTimestamp:
                Timestamp(w, "xadesv141", "ArchiveTimeStamp", Xades141, proof.Token!);
                break;
            case ProofKind.ValidationValues:
                Values(w, proof.Values);
                break;
            case ProofKind.TimestampValues:
                w.Start("xadesv141", "TimeStampValidationData", Xades141).Open();
                Values(w, proof.Values);
                w.End();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(proof), proof.Kind, "No such proof.");
        }
    }

    /// <summary>The canonical bytes of one proof, as an archive timestamp sees it.</summary>
    public static byte[] Canonical(SignatureProof proof)
    {
        var w = new CanonicalWriter(8192);
        Write(w, proof);
        return w.ToArray();
    }

    private static void Timestamp(CanonicalWriter w, string prefix, string name, string uri, TimestampToken token)
    {
        w.Start(prefix, name, uri).Open();
        w.Start("ds", "CanonicalizationMethod", Ds).Attribute("Algorithm", SignatureAlgorithms.ExclusiveC14N).Open().End();
        w.Start("xades", "EncapsulatedTimeStamp", Xades).Open().Base64(token.Der.Span).End().End();
    }

    private static void Values(CanonicalWriter w, IReadOnlyList<ProofValue> values)
    {
        if (values.Any(static v => v.Kind == ProofValueKind.Certificate))
        {
            w.Start("xades", "CertificateValues", Xades).Open();
            Encapsulated(w, values, ProofValueKind.Certificate, "EncapsulatedX509Certificate");
            w.End();
        }

        var (lists, answers) = (values.Any(static v => v.Kind == ProofValueKind.RevocationList), values.Any(static v => v.Kind == ProofValueKind.StatusAnswer));
        if (lists || answers)
        {
            w.Start("xades", "RevocationValues", Xades).Open();
            Group(w, values, ProofValueKind.RevocationList, "CRLValues", "EncapsulatedCRLValue");
            Group(w, values, ProofValueKind.StatusAnswer, "OCSPValues", "EncapsulatedOCSPValue");
            w.End();
        }
    }

    private static void Group(CanonicalWriter w, IReadOnlyList<ProofValue> values, ProofValueKind kind, string group, string name)
    {
        if (values.Any(v => v.Kind == kind))
        {
            w.Start("xades", group, Xades).Open();
            Encapsulated(w, values, kind, name);
            w.End();
        }
    }

    private static void Encapsulated(CanonicalWriter w, IReadOnlyList<ProofValue> values, ProofValueKind kind, string name)
    {
        foreach (var value in values.Where(v => v.Kind == kind))
        {
            w.Start("xades", name, Xades).Open().Base64(value.Der.Span).End();
        }
    }
}
