using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Signing.Pdf;

/// <summary>
/// Tells the certificate of a person from that of an agency: first by what the directory binds, then by the subject (ETSI EN 319 412-2/-3 attributes and the
/// prefixes that Vietnamese certificates carry in UID and serialNumber).
/// </summary>
public sealed record SignerKindRules
{
    private const string CommonName = "2.5.4.3";
    private const string Surname = "2.5.4.4";
    private const string SerialNumber = "2.5.4.5";
    private const string Organization = "2.5.4.10";
    private const string GivenName = "2.5.4.42";
    private const string OrganizationIdentifier = "2.5.4.97";
    private const string UserId = "0.9.2342.19200300.100.1.1";

    /// <summary>The rules used unless settings say otherwise.</summary>
    public static SignerKindRules Default { get; } = new();

    /// <summary>Beginnings of UID or serialNumber that say "a person".</summary>
    public IReadOnlyList<string> PersonPrefixes { get; init; } = ["CCCD", "CMND", "HC:", "PNOVN", "IDCVN", "PASVN", "TINVN-P"];

    /// <summary>Beginnings of UID or serialNumber that say "an agency".</summary>
    public IReadOnlyList<string> AgencyPrefixes { get; init; } = ["MST", "MNS", "MDD", "NTRVN", "VATVN"];

    /// <summary>Whether a subject with a name and another organisation, but without any mark, is taken for a person of that organisation.</summary>
    public bool UnmarkedIsPerson { get; init; } = true;

    /// <summary>Decides.</summary>
    /// <returns>The kind, whether it is only assumed, and the agency that the directory binds the certificate to.</returns>
    public (PdfSignerKind Kind, bool Assumed, Agency? Agency) Decide(X509Certificate2 certificate, DirectorySnapshot directory, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(directory);
        var subject = Attributes(certificate);
        var entries = directory.FindCertificate(Digest.Of(certificate.RawDataMemory.Span)).Where(static e => e.Use is KeyUse.Document or KeyUse.Agency).ToArray();
        var entry = Array.Find(entries, e => e.HoldsAt(at)) ?? entries.FirstOrDefault();
        var owner = entry is not null && OrganId.TryParse(entry.Owner, out var code) ? directory.FindAgency(code) : null;
        if (entry is { Use: KeyUse.Agency } || (owner is not null && IsNamed(subject, owner)))
        {
            return (PdfSignerKind.Agency, false, owner);
        }

        var marked = Marked(subject);
        if (marked != PdfSignerKind.Unknown || owner is not null)
        {
            return (marked != PdfSignerKind.Unknown ? marked : PdfSignerKind.Person, false, owner);
        }

        var kind = ByName(subject, directory);
        return (kind, kind == PdfSignerKind.Person, null);
    }

    /// <summary>The common name; the whole subject where there is none.</summary>
    public static string NameOf(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Attributes(certificate).GetValueOrDefault(CommonName)?[0] ?? certificate.Subject;
    }

    /// <summary>Whether a certificate's name is the agency's, however it is spelled.</summary>
    public static bool SameName(string? inCertificate, string agency) => inCertificate is not null && Plain(inCertificate) == Plain(agency);

    private PdfSignerKind Marked(Dictionary<string, List<string>> subject)
    {
        var ids = subject.GetValueOrDefault(UserId, []).Concat(subject.GetValueOrDefault(SerialNumber, [])).ToArray();
        if (subject.ContainsKey(Surname) || subject.ContainsKey(GivenName) || ids.Any(i => Begins(i, PersonPrefixes)))
        {
            return PdfSignerKind.Person;
        }

        return subject.ContainsKey(OrganizationIdentifier) || ids.Any(i => Begins(i, AgencyPrefixes)) ? PdfSignerKind.Agency : PdfSignerKind.Unknown;
    }

    private PdfSignerKind ByName(Dictionary<string, List<string>> subject, DirectorySnapshot directory)
    {
        if (directory.Agencies.Any(a => IsNamed(subject, a)))
        {
            return PdfSignerKind.Agency;
        }

        var (name, organization) = (First(subject, CommonName), First(subject, Organization));
        return name.Length == 0 || organization.Length == 0 ? PdfSignerKind.Unknown
            : name == organization ? PdfSignerKind.Agency
            : UnmarkedIsPerson ? PdfSignerKind.Person : PdfSignerKind.Unknown;
    }

    private static bool IsNamed(Dictionary<string, List<string>> subject, Agency agency)
    {
        var name = First(subject, CommonName);
        return name.Length > 0 && (name == Plain(agency.Name) || name == Plain(agency.Code.Value));
    }

    private static bool Begins(string value, IReadOnlyList<string> prefixes) => prefixes.Any(p => value.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static string First(Dictionary<string, List<string>> subject, string oid) => Plain(subject.GetValueOrDefault(oid)?[0] ?? "");

    // Names are spelled composed in one place and decomposed in another, and with capitals in certificates.
    private static string Plain(string name) => name.Normalize(NormalizationForm.FormC).Trim().ToUpper(CultureInfo.InvariantCulture);

    private static Dictionary<string, List<string>> Attributes(X509Certificate2 certificate)
    {
        try
        {
            return Subject(certificate.SubjectName);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or AsnContentException)
        {
            // A name that cannot be read names nobody.
            return [];
        }
    }

    private static Dictionary<string, List<string>> Subject(X500DistinguishedName name)
    {
        var subject = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var rdn in name.EnumerateRelativeDistinguishedNames())
        {
            if (!rdn.HasMultipleElements && rdn.GetSingleElementType().Value is { } oid && Value(rdn) is { } value)
            {
                (subject.TryGetValue(oid, out var list) ? list : subject[oid] = []).Add(value);
            }
        }

        return subject;
    }

    private static string? Value(X500RelativeDistinguishedName rdn)
    {
        try
        {
            return rdn.GetSingleElementValue();
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or AsnContentException)
        {
            // An attribute that is no text says nothing about whose the certificate is.
            return null;
        }
    }
}
