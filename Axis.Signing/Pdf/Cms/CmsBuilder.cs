using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;

namespace Axis.Signing.Pdf.Cms;

/// <summary>
/// Writes a detached CAdES signature of baseline level B (EN 319 122-1 §6.3 as EN 319 142-1 §6.3 narrows it: content-type, message-digest,
/// signing-certificate-v2, and no signing-time, because the dictionary's M says it) with any key, wherever it lives.
/// </summary>
internal static class CmsBuilder
{
    /// <summary>Room to keep for the value, in bytes.</summary>
    public static int Room(ISigningKey key, IReadOnlyList<X509Certificate2> chain) =>
        2048 + 1024 + key.Certificate.RawDataMemory.Length + chain.Sum(static c => c.RawDataMemory.Length);

    public static HashAlgorithmName HashOf(ISigningKey key) => CertificateAlgorithm.HashOf(key.Algorithm);

    /// <summary>Signs a document digest.</summary>
    public static byte[] Sign(ISigningKey key, IReadOnlyList<X509Certificate2> chain, byte[] digest)
    {
        var hash = HashOf(key);
        var attributes = Attributes(key.Certificate, hash, digest);
        var value = key.Sign(attributes);
        if (key.Algorithm != SignatureAlgorithm.RsaSha256)
        {
            value = ToDer(value);
        }

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsOids.SignedData);
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
            {
                SignedData(writer, key, chain, hash, attributes, value);
            }
        }

        return writer.Encode();
    }

    private static void SignedData(AsnWriter writer, ISigningKey key, IReadOnlyList<X509Certificate2> chain, HashAlgorithmName hash, byte[] attributes, byte[] value)
    {
        writer.WriteInteger(1);
        using (writer.PushSetOf())
        {
            Algorithm(writer, CmsOids.Of(hash), withNull: false);
        }

        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CmsOids.Data);
        }

        using (writer.PushSetOf(new Asn1Tag(TagClass.ContextSpecific, 0)))
        {
            writer.WriteEncodedValue(key.Certificate.RawDataMemory.Span);
            foreach (var certificate in chain)
            {
                writer.WriteEncodedValue(certificate.RawDataMemory.Span);
            }
        }

        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(key.Certificate.IssuerName.RawData);
                writer.WriteInteger(key.Certificate.SerialNumberBytes.Span);
            }

            Algorithm(writer, CmsOids.Of(hash), withNull: false);
            var tagged = attributes.ToArray();
            tagged[0] = 0xA0;
            writer.WriteEncodedValue(tagged);
            switch (key.Algorithm)
            {
                case SignatureAlgorithm.RsaSha256:
                    Algorithm(writer, CmsOids.RsaSha256, withNull: true);
                    break;
                case SignatureAlgorithm.EcdsaP384Sha384:
                    Algorithm(writer, CmsOids.EcdsaSha384, withNull: false);
                    break;
                default:
                    Algorithm(writer, CmsOids.EcdsaSha256, withNull: false);
                    break;
            }

            writer.WriteOctetString(value);
        }
    }

    private static byte[] Attributes(X509Certificate2 certificate, HashAlgorithmName hash, byte[] digest)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, CmsOids.ContentType, static w => w.WriteObjectIdentifier(CmsOids.Data));
            Attribute(writer, CmsOids.MessageDigest, w => w.WriteOctetString(digest));
            Attribute(writer, CmsOids.SigningCertificateV2, w =>
            {
                using (w.PushSequence())
                using (w.PushSequence())
                using (w.PushSequence())
                {
                    // The hash algorithm defaults to SHA-256, and DER leaves defaults out.
                    if (hash != HashAlgorithmName.SHA256)
                    {
                        Algorithm(w, CmsOids.Of(hash), withNull: false);
                    }

                    w.WriteOctetString(CryptographicOperations.HashData(hash, certificate.RawDataMemory.Span));
                }
            });
        }

        return writer.Encode();
    }

    private static void Attribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                value(writer);
            }
        }
    }

    private static void Algorithm(AsnWriter writer, string oid, bool withNull)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            if (withNull)
            {
                writer.WriteNull();
            }
        }
    }

    // r‖s to SEQUENCE { r, s } (RFC 3279 §2.2.3).
    private static byte[] ToDer(byte[] value)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(Unpadded(value.AsSpan(0, value.Length / 2)));
            writer.WriteIntegerUnsigned(Unpadded(value.AsSpan(value.Length / 2)));
        }

        return writer.Encode();
    }

    private static ReadOnlySpan<byte> Unpadded(ReadOnlySpan<byte> number)
    {
        var trimmed = number.TrimStart((byte)0);
        return trimmed.IsEmpty ? number[^1..] : trimmed;
    }
}
