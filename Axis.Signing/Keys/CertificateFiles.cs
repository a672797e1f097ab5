using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>Certificate files, PEM (RFC 7468) or DER; anyone may read them.</summary>
public static class CertificateFiles
{
    /// <summary>The first certificate of the file.</summary>
    /// <exception cref="KeyFileException">Missing, or no certificate.</exception>
    public static X509Certificate2 Read(string path)
    {
        var bytes = PrivateFile.ReadPublic(path);
        try
        {
            return bytes is [0x30, ..] ? X509CertificateLoader.LoadCertificate(bytes) : X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(bytes));
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(KeyFileException.Unreadable, $"Tệp '{path}' không phải chứng thư dạng PEM hay DER.", e);
        }
    }
}
