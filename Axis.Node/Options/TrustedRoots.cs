using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Node.Options;

/// <summary>Roots of its own that a server is to be trusted by.</summary>
internal static class TrustedRoots
{
    /// <summary>Reads a PEM file; none when no file is named.</summary>
    /// <param name="folder">What a name without a full path is below.</param>
    /// <param name="file">The setting's value.</param>
    /// <param name="key">The setting, for the sentence.</param>
    /// <exception cref="SettingsException">The file cannot be read or holds no certificate.</exception>
    public static X509Certificate2Collection Read(string folder, string file, string key)
    {
        var roots = new X509Certificate2Collection();
        if (file.Length == 0)
        {
            return roots;
        }

        try
        {
            roots.ImportFromPemFile(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingsException($"{key}: không đọc được chứng thư PEM từ '{file}': {e.Message}", e);
        }

        return roots.Count > 0 ? roots : throw new SettingsException($"{key}: tệp '{file}' không có chứng thư PEM nào.");
    }

    /// <summary>
    /// How a server's chain is judged: from these roots and no others, from the machine's where there are none. Revocation is not asked: most nodes reach this server and
    /// nothing else of the Internet, and a root that the operator named answers for its own.
    /// </summary>
    public static X509ChainPolicy Policy(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck };
        if (roots.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return policy;
    }
}
