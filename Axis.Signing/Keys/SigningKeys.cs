using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Axis.Signing.Keys;

/// <summary>Loads signing keys from files. Secrets come from files that only their owner may read, never from arguments or the environment.</summary>
public static class SigningKeys
{
    /// <summary>Loads a PKCS#12 file (RFC 7292) whose passphrase is the first line of another file.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed, wrong, or the key is outside the closed list.</exception>
    public static LocalSigningKey LoadPkcs12(string path, string passphraseFile)
    {
        return OpenPkcs12(path, PassphraseFile.Read(passphraseFile), $" trong '{passphraseFile}'");
    }

    /// <summary>Opens a PKCS#12 file (RFC 7292) with a passphrase that somebody typed.</summary>
    /// <exception cref="KeyFileException">The file is missing, exposed, wrong, or the key is outside the closed list.</exception>
    public static LocalSigningKey OpenPkcs12(string path, string passphrase) => OpenPkcs12(path, passphrase, " đã nhập");

    private static LocalSigningKey OpenPkcs12(string path, string passphrase, string whose)
    {
        var bytes = PrivateFile.Read(path);
        try
        {
            return new LocalSigningKey(X509CertificateLoader.LoadPkcs12(
                bytes, passphrase, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet));
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(
                KeyFileException.Unreadable, $"Không mở được '{path}' bằng mật khẩu{whose}: sai mật khẩu hoặc không phải tệp PKCS#12.", e);
        }
    }

    /// <summary>Loads a certificate and a PKCS#8 key (RFC 7468), encrypted when a passphrase file is given.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed, wrong, the key is not the certificate's or is outside the closed list.</exception>
    public static LocalSigningKey LoadPem(string certificatePath, string keyPath, string? passphraseFile) =>
        OpenPem(Encoding.UTF8.GetString(PrivateFile.ReadPublic(certificatePath)), keyPath, passphraseFile is null ? null : PassphraseFile.Read(passphraseFile), $"Chứng thư '{certificatePath}'");

    /// <summary>Opens a PKCS#8 key (RFC 7468) with a passphrase that somebody typed, for a certificate that is known.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="keyPath">The key.</param>
    /// <param name="passphrase">Its passphrase; <c>null</c> when it is not encrypted.</param>
    /// <exception cref="KeyFileException">The file is missing, exposed, wrong, the key is not the certificate's or is outside the closed list.</exception>
    public static LocalSigningKey OpenPem(X509Certificate2 certificate, string keyPath, string? passphrase)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return OpenPem(certificate.ExportCertificatePem(), keyPath, passphrase, $"Chứng thư “{certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)}”");
    }

    private static LocalSigningKey OpenPem(string certificate, string keyPath, string? passphrase, string whose)
    {
        var key = Encoding.UTF8.GetString(PrivateFile.Read(keyPath));
        try
        {
            return new LocalSigningKey(passphrase is null
                ? X509Certificate2.CreateFromPem(certificate, key)
                : X509Certificate2.CreateFromEncryptedPem(certificate, key, passphrase));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new KeyFileException(KeyFileException.Unreadable, $"{whose} và khóa '{keyPath}' không đọc được hoặc không phải một cặp (hay sai mật khẩu).", e);
        }
    }

    /// <summary>Loads a private key without certificate (PKCS#8 in PEM), encrypted when a passphrase file is given.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed or wrong.</exception>
    public static AsymmetricAlgorithm LoadPrivatePem(string keyPath, string? passphraseFile)
    {
        var pem = Encoding.UTF8.GetString(PrivateFile.Read(keyPath));
        var passphrase = passphraseFile is null ? null : PassphraseFile.Read(passphraseFile);
        foreach (var make in new Func<AsymmetricAlgorithm>[] { static () => ECDsa.Create(), static () => RSA.Create() })
        {
            var key = make();
            try
            {
                if (passphrase is null)
                {
                    key.ImportFromPem(pem);
                }
                else
                {
                    key.ImportFromEncryptedPem(pem, passphrase);
                }

                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                // Not of this kind; the next one is tried, and after the last the file is refused.
                key.Dispose();
            }
        }

        throw new KeyFileException(KeyFileException.Unreadable, $"Khóa '{keyPath}' không đọc được (hay sai mật khẩu).");
    }

    /// <summary>Writes a certificate with its key as a new PKCS#12 file with mode 0600 (AES-256, PBKDF2).</summary>
    /// <exception cref="IOException">The file is there already.</exception>
    public static void SavePkcs12(string path, X509Certificate2 certificate, string passphrase)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        PrivateFile.Create(path, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, passphrase));
    }

    /// <summary>Writes a private key as a new PKCS#8 PEM file with mode 0600, encrypted with the passphrase if one is given.</summary>
    /// <exception cref="IOException">The file is there already.</exception>
    public static void SavePem(string path, AsymmetricAlgorithm key, string? passphrase)
    {
        ArgumentNullException.ThrowIfNull(key);
        var pem = passphrase is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 100_000));
        PrivateFile.Create(path, Encoding.ASCII.GetBytes(pem + "\n"));
    }

    /// <summary>A fresh private key of the algorithm (RSA with 2048 bits unless told).</summary>
    public static AsymmetricAlgorithm Generate(SignatureAlgorithm algorithm, int rsaBits = CertificateAlgorithm.MinRsaBits) => algorithm switch
    {
        SignatureAlgorithm.RsaSha256 => RSA.Create(Math.Max(rsaBits, CertificateAlgorithm.MinRsaBits)),
        SignatureAlgorithm.EcdsaP256Sha256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        SignatureAlgorithm.EcdsaP384Sha384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
