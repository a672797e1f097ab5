using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Options;

namespace Axis.Node.Revocations;

/// <summary>Which addresses may be asked about a certificate: those the operator allowed, and if so set those that the directory's own CA certificates name.</summary>
public sealed class RevocationSources(RevocationOptions options)
{
    private readonly ConditionalWeakTable<DirectorySnapshot, HashSet<string>> _named = [];
    private readonly Uri[] _allowed = [.. options.Allow.Concat(options.Lists).Concat(options.Responders).Select(static a => new Uri(a))];

    /// <summary>OCSP responders for a certificate, in order: those it names, then the configured ones.</summary>
    public IReadOnlyList<Uri> Responders(X509Certificate2 certificate, DirectorySnapshot directory) =>
        [.. Allowed(CertificateAddresses.Responders(certificate), directory).Concat(options.Responders.Select(static r => new Uri(r))).Distinct()];

    /// <summary>Revocation lists for a certificate.</summary>
    public IReadOnlyList<Uri> Lists(X509Certificate2 certificate, DirectorySnapshot directory) => [.. Allowed(CertificateAddresses.Lists(certificate), directory).Distinct()];

    /// <summary>Lists that are fetched always.</summary>
    public IReadOnlyList<Uri> ConfiguredLists { get; } = [.. options.Lists.Select(static l => new Uri(l))];

    /// <summary>Whether the address may be asked.</summary>
    public bool IsAllowed(Uri address, DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(address);
        return (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.UserInfo.Length == 0
            && (Array.Exists(_allowed, a => Covers(a, address))
                || (options.AllowNamedByAnchors && _named.GetValue(directory, NamedBy).Contains(HostOf(address))));
    }

    // Scheme, host and port must be the same; a path covers what lies below it, not what merely begins alike.
    private static bool Covers(Uri allowed, Uri address) =>
        HostOf(allowed) == HostOf(address)
        && (address.AbsolutePath == allowed.AbsolutePath || address.AbsolutePath.StartsWith(allowed.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static string HostOf(Uri address) => $"{address.Scheme}://{address.IdnHost}:{address.Port}";

    private IEnumerable<Uri> Allowed(IReadOnlyList<string> addresses, DirectorySnapshot directory)
    {
        foreach (var text in addresses)
        {
            if (Uri.TryCreate(text, UriKind.Absolute, out var address) && IsAllowed(address, directory))
            {
                yield return address;
            }
        }
    }

    private static HashSet<string> NamedBy(DirectorySnapshot directory)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var der in directory.TrustAnchors.Concat(directory.PublicAnchors))
        {
            try
            {
                using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
                foreach (var text in CertificateAddresses.Responders(certificate).Concat(CertificateAddresses.Lists(certificate)))
                {
                    if (Uri.TryCreate(text, UriKind.Absolute, out var address))
                    {
                        hosts.Add(HostOf(address));
                    }
                }
            }
            catch (CryptographicException)
            {
                // An anchor that is no certificate names nobody.
                continue;
            }
        }

        return hosts;
    }
}
