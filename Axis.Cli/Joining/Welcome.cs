using Axis.Core.Agencies;

namespace Axis.Cli.Joining;

/// <summary>The one file that the parent hands back: the certificates and the signed directory sections. Holds no secret; believed only after its root key's fingerprint was compared over a second channel.</summary>
/// <param name="Format">Always <see cref="Kind"/>.</param>
/// <param name="Node">The node it is for.</param>
/// <param name="Parent">The node above.</param>
/// <param name="Certificates">One for each key asked for.</param>
/// <param name="Sections">Signed sections as files carry them, the root's first.</param>
public sealed record Welcome(
    string Format,
    string Node,
    string Parent,
    IReadOnlyList<IssuedCertificate> Certificates,
    IReadOnlyList<SectionFile> Sections)
{
    /// <summary>What the file says it is.</summary>
    public const string Kind = "docaxis-welcome-1";
}

/// <summary>A certificate issued for a request.</summary>
/// <param name="Use">Tls, NodeSeal or Agency.</param>
/// <param name="Owner">Node name or agency code.</param>
/// <param name="Certificate">Base64 of DER.</param>
public sealed record IssuedCertificate(KeyUse Use, string Owner, string Certificate);

/// <summary>One section.</summary>
/// <param name="Name">Section name.</param>
/// <param name="Content">Base64 of the signed section.</param>
public sealed record SectionFile(string Name, string Content);
