using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Node.Keys;

/// <summary>What directory and revocation lists say of a key held here.</summary>
/// <param name="Bound">Whether the directory binds the certificate to this use and owner.</param>
/// <param name="From">Since when it may be used.</param>
/// <param name="To">Until when.</param>
/// <param name="RevokedAt">Since when it is revoked, by the directory or by its issuer.</param>
public sealed record KeyStanding(bool Bound, DateTimeOffset From, DateTimeOffset To, DateTimeOffset? RevokedAt)
{
    /// <summary>Looks it up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="owner">Whose it has to be: node name or agency code.</param>
    /// <param name="directory">The directory in force.</param>
    /// <param name="revocation">The revocation lists in force.</param>
    /// <param name="now">Now.</param>
    public static KeyStanding Of(HeldKey key, string owner, DirectorySnapshot directory, RevocationBook revocation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(revocation);
        var bindings = directory.FindCertificate(key.Thumbprint).Where(b => b.Use == key.File.Use && IsOwner(b.Owner, owner, key.File.Use, directory)).ToList();
        var revoked = bindings.Select(static b => b.RevokedAt).Append(RevokedByIssuer(key, directory, revocation, now)).OfType<DateTimeOffset>().ToList();
        var from = bindings.Count == 0 ? key.NotBefore : bindings.Min(static b => b.ValidFrom);
        var to = bindings.Exists(static b => b.ValidTo is null) || bindings.Count == 0 ? key.NotAfter : bindings.Max(static b => b.ValidTo!.Value);
        return new KeyStanding(
            bindings.Count > 0,
            from > key.NotBefore ? from : key.NotBefore,
            to < key.NotAfter ? to : key.NotAfter,
            revoked.Count == 0 ? null : revoked.Min());
    }

    /// <summary>Whether it is revoked at the instant.</summary>
    public bool IsRevokedAt(DateTimeOffset instant) => RevokedAt <= instant;

    /// <summary>Whether it may sign at the instant.</summary>
    public bool MaySignAt(DateTimeOffset instant) => Bound && instant >= From && instant < To && !IsRevokedAt(instant);

    private static bool IsOwner(string bound, string owner, KeyUse use, DirectorySnapshot directory) =>
        bound == owner
        || (use is KeyUse.Agency or KeyUse.Document
            && OrganId.TryParse(bound, out var one) && OrganId.TryParse(owner, out var other)
            && directory.FindAgency(one) is { } agency && directory.FindAgency(other)?.Code == agency.Code);

    private static DateTimeOffset? RevokedByIssuer(HeldKey key, DirectorySnapshot directory, RevocationBook revocation, DateTimeOffset now)
    {
        var certificate = key.Key.Certificate;
        foreach (var anchor in directory.TrustAnchors)
        {
            try
            {
                using var issuer = X509CertificateLoader.LoadCertificate(anchor.Span);
                if (issuer.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                    && revocation.Look(certificate, issuer, now, TimeSpan.MaxValue) is IsRevoked { Revocation: var found })
                {
                    return found.At;
                }
            }
            catch (CryptographicException)
            {
                // An anchor that is no certificate issues nothing.
                continue;
            }
        }

        return null;
    }
}
