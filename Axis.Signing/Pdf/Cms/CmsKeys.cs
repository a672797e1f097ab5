using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Signing.Keys;

namespace Axis.Signing.Pdf.Cms;

/// <summary>Finds the signer's certificate and checks the signature value with its key.</summary>
internal static class CmsKeys
{
    private static readonly HashSet<string> Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    /// <summary>The certificate that the signer names, among those that came along; the caller disposes it.</summary>
    public static X509Certificate2? Signer(CmsSignature signature)
    {
        foreach (var der in signature.Certificates)
        {
            X509Certificate2 certificate;
            try
            {
                certificate = X509CertificateLoader.LoadCertificate(der.Span);
            }
            catch (CryptographicException)
            {
                // Something else in the set of certificates: it cannot be the signer's.
                continue;
            }

            if (Names(signature, certificate))
            {
                return certificate;
            }

            certificate.Dispose();
        }

        return null;
    }

    /// <summary>Why the algorithms are not acceptable; <c>null</c> when they are.</summary>
    public static string? Fault(CmsSignature signature, X509Certificate2 certificate)
    {
        if (CmsOids.Hash(signature.DigestOid) is not { } hash)
        {
            return $"Chữ ký dùng thuật toán băm {CmsOids.Name(signature.DigestOid)}, không còn được tin cậy.";
        }

        using var key = PublicKeyLimits.Open(certificate);
        var (rsa, ecdsa) = (key as RSA, key as ECDsa);
        return signature.SignatureOid switch
        {
            CmsOids.Rsa or CmsOids.RsaSha256 or CmsOids.RsaSha384 or CmsOids.RsaSha512 or CmsOids.RsaPss when rsa is not null =>
                rsa.KeySize < CertificateAlgorithm.MinRsaBits ? $"Khóa RSA {rsa.KeySize} bit không được chấp nhận (2048–8192)." : PublicKeyLimits.Fault(rsa),
            CmsOids.EcdsaSha256 or CmsOids.EcdsaSha384 or CmsOids.EcdsaSha512 or CmsOids.EcPublicKey when ecdsa is not null =>
                Curves.Contains(PublicKeyLimits.CurveOf(ecdsa) ?? "") ? null : PublicKeyLimits.Fault(ecdsa),
            _ => $"Thuật toán ký {signature.SignatureOid} không được chấp nhận, hoặc không hợp với khóa của chứng thư.",
        } ?? (SignatureHash(signature.SignatureOid) is { } own && own != hash ? "Thuật toán ký và thuật toán băm không khớp nhau." : null);
    }

    /// <summary>Whether the value is the certificate's signature over the signed attributes.</summary>
    public static bool Verify(CmsSignature signature, X509Certificate2 certificate)
    {
        if (Fault(signature, certificate) is not null || CmsOids.Hash(signature.DigestOid) is not { } hash)
        {
            return false;
        }

        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            if (rsa is not null)
            {
                var padding = signature.SignatureOid != CmsOids.RsaPss ? RSASignaturePadding.Pkcs1
                    : IsPlainPss(signature.SignatureParameters, hash) ? RSASignaturePadding.Pss : null;
                return padding is not null && rsa.VerifyData(signature.SignedAttributes, signature.Value, hash, padding);
            }

            using var ecdsa = certificate.GetECDsaPublicKey();
            return ecdsa is not null && ecdsa.VerifyData(signature.SignedAttributes, signature.Value, hash, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // A value that is not even shaped like a signature is no signature.
            return false;
        }
    }

    private static HashAlgorithmName? SignatureHash(string oid) => oid switch
    {
        CmsOids.RsaSha256 or CmsOids.EcdsaSha256 => HashAlgorithmName.SHA256,
        CmsOids.RsaSha384 or CmsOids.EcdsaSha384 => HashAlgorithmName.SHA384,
        CmsOids.RsaSha512 or CmsOids.EcdsaSha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static bool Names(CmsSignature signature, X509Certificate2 certificate)
    {
        if (signature.KeyIdentifier is { } keyId)
        {
            return certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault() is { } own && own.SubjectKeyIdentifierBytes.Span.SequenceEqual(keyId.Span);
        }

        return certificate.IssuerName.RawData.AsSpan().SequenceEqual(signature.Issuer.Span)
            && new System.Numerics.BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true) == signature.Serial;
    }

    // RSASSA-PSS-params (RFC 4055 §3.1): the digest twice, the salt as long as it; .NET verifies no other combination.
    private static bool IsPlainPss(ReadOnlyMemory<byte> parameters, HashAlgorithmName hash)
    {
        try
        {
            var sequence = new AsnReader(parameters, AsnEncodingRules.DER).ReadSequence();
            var own = sequence.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, true)).ReadSequence().ReadObjectIdentifier();
            var mask = sequence.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 1, true)).ReadSequence();
            var isMgf1 = mask.ReadObjectIdentifier() == "1.2.840.113549.1.1.8";
            var maskHash = mask.ReadSequence().ReadObjectIdentifier();
            var salt = sequence.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2, true)).ReadInteger();
            return isMgf1 && own == CmsOids.Of(hash) && maskHash == own && salt == (hash == HashAlgorithmName.SHA256 ? 32 : hash == HashAlgorithmName.SHA384 ? 48 : 64);
        }
        catch (AsnContentException)
        {
            // Defaults mean SHA-1, which is outside the closed list.
            return false;
        }
    }
}
