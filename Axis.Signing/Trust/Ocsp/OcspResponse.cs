using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;

namespace Axis.Signing.Trust.Ocsp;

/// <summary>A basic OCSP response as read by <see cref="OcspReader"/>. Immutable but for remembering for whom its responder may speak.</summary>
public sealed class OcspResponse
{
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private const string NoCheck = "1.3.6.1.5.5.7.48.1.5";

    private readonly ConcurrentDictionary<Digest, OcspResponder?> _responders = new();
    private readonly DerSignature _signature;

    internal OcspResponse(ReadOnlyMemory<byte> der, DerSignature signature) => (Der, Digest, _signature) = (der, Digest.Of(der.Span), signature);

    /// <summary>The whole response as it was read (DER).</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>SHA-256 of <see cref="Der"/>.</summary>
    public Digest Digest { get; }

    /// <summary>Name of the responder, if it names itself so.</summary>
    public ReadOnlyMemory<byte>? ResponderName { get; internal init; }

    /// <summary>SHA-1 of the responder's public key, if it names itself so.</summary>
    public ReadOnlyMemory<byte>? ResponderKeyHash { get; internal init; }

    /// <summary>When the response was signed.</summary>
    public DateTimeOffset ProducedAt { get; internal init; }

    /// <summary>What it says, one per certificate.</summary>
    public IReadOnlyList<OcspAnswer> Answers { get; internal init; } = [];

    /// <summary>Certificates it brings along (DER).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Certificates { get; internal init; } = [];

    /// <summary>The nonce it answers to, if any.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; internal init; }

    /// <summary>What the response says of a certificate; <c>null</c> when it does not speak of it.</summary>
    public OcspAnswer? Find(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        foreach (var answer in Answers)
        {
            if (answer.CertId.SerialNumber == certificate.SerialNumber
                && OcspCertId.HashAlgorithms.Contains(answer.CertId.HashAlgorithm)
                && answer.CertId == OcspCertId.Of(certificate, issuer, answer.CertId.HashAlgorithm))
            {
                return answer;
            }
        }

        return null;
    }

    /// <summary>
    /// Who signed the response, if it may speak for the authority (RFC 6960 §4.2.2.2): the authority itself, or a responder whose certificate the authority itself
    /// issued for OCSP signing and that was valid when the response was made. <c>null</c> when nobody who may speak signed it. Remembered per authority.
    /// </summary>
    public OcspResponder? FindResponder(X509Certificate2 issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return _responders.GetOrAdd(Digest.Of(issuer.RawDataMemory.Span), static (_, a) => a.Response.Verify(a.Issuer), (Response: this, Issuer: issuer));
    }

    private OcspResponder? Verify(X509Certificate2 issuer)
    {
        if (IsNamed(issuer) && _signature.IsBy(issuer))
        {
            return new OcspResponder(null, NeedsCheck: false);
        }

        foreach (var der in Certificates)
        {
            if (Delegate(der, issuer) is { } responder)
            {
                return responder;
            }
        }

        return null;
    }

    private OcspResponder? Delegate(ReadOnlyMemory<byte> der, X509Certificate2 issuer)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der.Span);
            if (!certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData) || !DerSignature.OfCertificate(certificate.RawDataMemory).IsBy(issuer))
            {
                return null;
            }
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            // Not a certificate, so nobody's authority.
            return null;
        }

        return IsNamed(certificate)
            && MaySignResponses(certificate)
            && ProducedAt >= certificate.NotBefore.ToUniversalTime()
            && ProducedAt <= certificate.NotAfter.ToUniversalTime()
            && _signature.IsBy(certificate)
            ? new OcspResponder(certificate, NeedsCheck: certificate.Extensions[NoCheck] is null)
            : null;
    }

    private static bool MaySignResponses(X509Certificate2 certificate)
    {
        foreach (var extension in certificate.Extensions)
        {
            var known = extension is X509KeyUsageExtension or X509EnhancedKeyUsageExtension or X509BasicConstraintsExtension or X509SubjectAlternativeNameExtension;
            if (extension.Critical && !known)
            {
                return false;
            }
        }

        return certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(static e => e.EnhancedKeyUsages.Cast<Oid>().Any(static o => o.Value == OcspSigning))
            && certificate.Extensions.OfType<X509KeyUsageExtension>().All(static u => (u.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0);
    }

    private bool IsNamed(X509Certificate2 certificate) => ResponderName is { } name
        ? certificate.SubjectName.RawData.AsSpan().SequenceEqual(name.Span)
#pragma warning disable CA5350 // RFC 6960 §4.2.1 fixes SHA-1 for KeyHash; it only says which key to try.
        : ResponderKeyHash is { } key && SHA1.HashData(certificate.PublicKey.EncodedKeyValue.RawData).AsSpan().SequenceEqual(key.Span);
#pragma warning restore CA5350
}

/// <summary>Who signed an OCSP response.</summary>
/// <param name="Certificate">The delegated responder's certificate; <c>null</c> when the authority signed itself.</param>
/// <param name="NeedsCheck">Whether that certificate's own revocation must be looked at (it carries no id-pkix-ocsp-nocheck, RFC 6960 §4.2.2.2.1).</param>
public sealed record OcspResponder(X509Certificate2? Certificate, bool NeedsCheck);
