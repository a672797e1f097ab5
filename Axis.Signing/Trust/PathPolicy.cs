using System.Text;
using Axis.Core.Packets;

namespace Axis.Signing.Trust;

/// <summary>What a path must satisfy besides RFC 5280 (the certificate constraints of EN 319 102-1 §5.2.6). Make one and keep it: its digest is part of what is remembered.</summary>
public sealed class PathPolicy
{
    /// <param name="purpose">What the certificate is relied on for.</param>
    /// <param name="allowPublic">Whether an anchor of the public store will do.</param>
    /// <param name="certificatePolicies">Certificate policies (OIDs) of which the path must be valid for one; empty asks for none.</param>
    public PathPolicy(CertificatePurpose purpose, bool allowPublic, IReadOnlyList<string>? certificatePolicies = null)
    {
        (Purpose, AllowPublic, CertificatePolicies) = (purpose, allowPublic, certificatePolicies ?? []);
        Digest = Digest.Of(Encoding.ASCII.GetBytes($"{purpose} {allowPublic} {string.Join(' ', CertificatePolicies.Order(StringComparer.Ordinal))}"));
    }

    /// <summary>Any purpose, official anchors alone.</summary>
    public static PathPolicy Official { get; } = new(CertificatePurpose.Any, allowPublic: false);

    /// <summary>Any purpose, either store: personal signatures inside documents (SIG-07).</summary>
    public static PathPolicy EitherStore { get; } = new(CertificatePurpose.Any, allowPublic: true);

    /// <summary>What the certificate is relied on for.</summary>
    public CertificatePurpose Purpose { get; }

    /// <summary>Whether an anchor of the public store will do.</summary>
    public bool AllowPublic { get; }

    /// <summary>Acceptable certificate policies; empty when any will do.</summary>
    public IReadOnlyList<string> CertificatePolicies { get; }

    /// <summary>Names the policy among remembered paths.</summary>
    internal Digest Digest { get; }
}
