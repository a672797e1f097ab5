using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Node.Options;

namespace Axis.Node.Events;

/// <summary>Certificates that a receiver's TLS certificate must come from.</summary>
internal static class TrustedRoots
{
    /// <summary>Reads them; empty when no file is named.</summary>
    /// <exception cref="SettingsException">The file cannot be read, or holds none.</exception>
    public static X509Certificate2Collection Read(string dataFolder, string file, string key)
    {
        var roots = new X509Certificate2Collection();
        if (file.Length == 0)
        {
            return roots;
        }

        try
        {
            roots.ImportFromPemFile(Path.Combine(dataFolder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SettingsException($"{key}: không đọc được chứng thư PEM từ '{file}': {e.Message}", e);
        }

        return roots.Count > 0 ? roots : throw new SettingsException($"{key}: tệp '{file}' không có chứng thư PEM nào.");
    }
}
