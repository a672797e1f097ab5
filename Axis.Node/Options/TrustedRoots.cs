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
}
