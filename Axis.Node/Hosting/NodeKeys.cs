using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Node.Hosting;

/// <summary>The keys that the node holds, by use; never shared between uses.</summary>
/// <param name="Tls">For links.</param>
/// <param name="Seal">For receipts, seals and journal heads.</param>
/// <param name="Agencies">For packets and statuses, per agency hosted here.</param>
public sealed record NodeKeys(X509Certificate2 Tls, ISigningKey Seal, IReadOnlyDictionary<OrganId, ISigningKey> Agencies) : IDisposable
{
    private const string AgencyPrefix = "agency-";

    /// <summary>SHA-256 of the seal certificate: how receipts name it.</summary>
    public Digest SealCertificate { get; } = Digest.Of(Seal.Certificate.RawDataMemory.Span);

    /// <summary>Loads the keys from <c>keys/</c> of the data folder.</summary>
    /// <exception cref="KeyFileException">A key is missing, readable by others, or unusable.</exception>
    public static NodeKeys Load(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "keys");
        var passphrase = Path.Combine(folder, "passphrase");
        var agencies = new Dictionary<OrganId, ISigningKey>();
        foreach (var file in Directory.EnumerateFiles(folder, AgencyPrefix + "*.p12"))
        {
            var code = Path.GetFileNameWithoutExtension(file)[AgencyPrefix.Length..];
            if (!OrganId.TryParse(code, out var agency))
            {
                throw new KeyFileException(KeyFileException.Unusable, $"Tên tệp khóa {Path.GetFileName(file)} không nêu đúng mã cơ quan.");
            }

            agencies[agency] = SigningKeys.LoadPkcs12(file, passphrase);
        }

        return new NodeKeys(
            SigningKeys.LoadPkcs12(Path.Combine(folder, "tls.p12"), passphrase).Certificate,
            SigningKeys.LoadPkcs12(Path.Combine(folder, "node-seal.p12"), passphrase),
            agencies);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Tls.Dispose();
        Seal.Dispose();
        foreach (var key in Agencies.Values)
        {
            key.Dispose();
        }
    }
}
