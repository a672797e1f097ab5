using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;

namespace Axis.Signing.Keys;

/// <summary>What a certificate is to be for: decides its name, key usage and extensions (RFC 5280 §4.2.1).</summary>
/// <param name="Use">One use; keys are never shared between uses.</param>
/// <param name="CommonName">Node name, or the agency's code or name.</param>
/// <param name="Organization">Agency name, if any.</param>
public sealed record CertificateProfile(KeyUse Use, string CommonName, string? Organization = null)
{
    /// <summary>How long it is valid; cut at the issuer's own end.</summary>
    public TimeSpan Validity { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Host names (use Tls).</summary>
    public IReadOnlyList<string> DnsNames { get; init; } = [];

    /// <summary>Addresses, IPv4 and IPv6 (use Tls).</summary>
    public IReadOnlyList<IPAddress> Addresses { get; init; } = [];

    /// <summary>Where the issuer's CRL can be fetched.</summary>
    public IReadOnlyList<Uri> CrlLocations { get; init; } = [];

    /// <summary>Where the issuer's OCSP responder answers.</summary>
    public IReadOnlyList<Uri> OcspLocations { get; init; } = [];

    /// <summary>The distinguished name.</summary>
    public X500DistinguishedName Subject
    {
        get
        {
            var name = new X500DistinguishedNameBuilder();
            name.AddCountryOrRegion("VN");
            if (Organization is not null)
            {
                name.AddOrganizationName(Organization);
            }

            name.AddCommonName(CommonName);
            return name.Build();
        }
    }

    /// <summary>Extensions that follow from the use: key usage, and for links also extended key usage and alternative names.</summary>
    internal IEnumerable<X509Extension> Extensions()
    {
        yield return new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true);
        if (Use == KeyUse.Timestamp)
        {
            // RFC 3161 §2.3: critical, and nothing but this.
            yield return new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], critical: true);
        }

        if (Use == KeyUse.OcspResponder)
        {
            // RFC 6960 §4.2.2.2: for this use alone; short-lived enough that its own revocation need not be asked (id-pkix-ocsp-nocheck).
            yield return new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true);
            yield return new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.9")], critical: false);
            yield return new X509Extension("1.3.6.1.5.5.7.48.1.5", [0x05, 0x00], critical: false);
            yield break;
        }

        if (Use != KeyUse.Tls)
        {
            yield return new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true);
            yield break;
        }

        yield return new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true);
        yield return new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false);
        if (DnsNames.Count + Addresses.Count > 0)
        {
            var names = new SubjectAlternativeNameBuilder();
            foreach (var name in DnsNames)
            {
                names.AddDnsName(name);
            }

            foreach (var address in Addresses)
            {
                names.AddIpAddress(address);
            }

            yield return names.Build();
        }
    }
}
