using System.Net;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Cli.Joining;

/// <summary>What the certificates of a node say.</summary>
public static class Profiles
{
    /// <summary>Name and extensions of the certificate of one key.</summary>
    public static CertificateProfile Of(JoiningNode node, IReadOnlyList<JoiningAgency> agencies, KeyUse use, string owner)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (use == KeyUse.Agency)
        {
            return new CertificateProfile(use, owner, agencies.First(a => a.Code == owner).Name);
        }

        var profile = new CertificateProfile(use, owner);
        if (use != KeyUse.Tls)
        {
            return profile;
        }

        var hosts = node.Endpoints.Select(static e => new Uri(e).IdnHost.Trim('[', ']')).Distinct().ToArray();
        return profile with
        {
            DnsNames = [node.Id, .. hosts.Where(static h => !IPAddress.TryParse(h, out _))],
            Addresses = [.. hosts.Where(static h => IPAddress.TryParse(h, out _)).Select(IPAddress.Parse)],
        };
    }
}
