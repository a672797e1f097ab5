using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Node.Keys;

/// <summary>
/// Keys that wait for their certificate. As soon as the directory binds a certificate of such a key to this use and owner, the key is finished by itself: whoever renews
/// a key need not come back.
/// </summary>
public sealed class PendingKeys(KeyRing ring)
{
    private readonly Dictionary<string, byte[]> _publicKeys = new(StringComparer.Ordinal);

    /// <summary>Finishes the keys that the directory has certificates for.</summary>
    /// <returns>The files of the keys, as they are called now.</returns>
    /// <exception cref="KeyFileException">A pending key cannot be read.</exception>
    public IReadOnlyList<string> Finish(DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var finished = new List<string>();
        foreach (var file in ring.Folder.List().Where(static f => f.Pending))
        {
            var owner = file.Use is KeyUse.Tls or KeyUse.NodeSeal ? ring.Self.Value : file.Owner;
            var publicKey = PublicKeyOf(file);
            foreach (var entry in directory.CertificatesOf(owner, file.Use))
            {
                using var certificate = X509CertificateLoader.LoadCertificate(entry.Der.Span);
                if (certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey))
                {
                    KeyFolder.Finish(file, certificate);
                    finished.Add(file.FinishedPath);
                    break;
                }
            }
        }

        return finished;
    }

    private byte[] PublicKeyOf(KeyFile file)
    {
        if (!_publicKeys.TryGetValue(file.Path, out var known))
        {
            known = _publicKeys[file.Path] = ring.Folder.ReadPublicKey(file);
        }

        return known;
    }
}
