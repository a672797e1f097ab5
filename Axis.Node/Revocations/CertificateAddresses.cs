using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Node.Revocations;

/// <summary>Where a certificate says that its status can be asked for. Claims: what is really asked is decided by <see cref="RevocationSources"/>.</summary>
internal static class CertificateAddresses
{
    private const string DistributionPoints = "2.5.29.31";
    private const int Most = 8;

    private static readonly Asn1Tag Name = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Address = new(TagClass.ContextSpecific, 6);

    /// <summary>OCSP responders (authority information access, RFC 5280 §4.2.2.1).</summary>
    public static IReadOnlyList<string> Responders(X509Certificate2 certificate)
    {
        try
        {
            return [.. certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().SelectMany(static a => a.EnumerateOcspUris()).Take(Most)];
        }
        catch (CryptographicException)
        {
            // An extension that cannot be read names nobody.
            return [];
        }
    }

    /// <summary>Complete revocation lists (CRL distribution points, RFC 5280 §4.2.1.13).</summary>
    public static IReadOnlyList<string> Lists(X509Certificate2 certificate)
    {
        if (certificate.Extensions[DistributionPoints] is not { } extension)
        {
            return [];
        }

        var found = new List<string>();
        try
        {
            var points = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (points.HasData && found.Count < Most)
            {
                var point = points.ReadSequence();
                if (!point.HasData || point.PeekTag() != Name)
                {
                    continue;
                }

                var name = point.ReadSequence(Name);
                if (point.HasData || name.PeekTag() != Name)
                {
                    // Reasons or another issuer: not a complete list of this issuer.
                    continue;
                }

                var names = name.ReadSequence(Name);
                while (names.HasData)
                {
                    if (names.PeekTag() == Address)
                    {
                        found.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Address));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                    }
                }
            }
        }
        catch (AsnContentException)
        {
            // What was read so far stands; the rest names nobody.
            return found;
        }

        return found;
    }
}
