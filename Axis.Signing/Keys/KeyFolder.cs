using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Core.Agencies;
using Axis.Signing.Keys.Tokens;

namespace Axis.Signing.Keys;

/// <summary>The folder of a node's keys: which there are, and how each is opened. One loader and the same checks of rights for every kind.</summary>
/// <param name="folder">The folder.</param>
/// <param name="command">How the token process is started.</param>
/// <param name="time">The clock.</param>
public sealed class KeyFolder(string folder, TokenProgramCommand command, TimeProvider time)
{
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    /// <summary>The folder.</summary>
    public string Path => folder;

    /// <summary>Passphrase of every key file that has none of its own (<c>….pass</c>) beside it.</summary>
    public string Passphrase => System.IO.Path.Combine(folder, "passphrase");

    /// <summary>All keys, those without a certificate too, in the order of their names.</summary>
    public IReadOnlyList<KeyFile> List() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(KeyFile.Of).OfType<KeyFile>()]
        : [];

    /// <summary>Opens a key that has its certificate. A token is not asked yet.</summary>
    /// <exception cref="KeyFileException">A file is missing, exposed, wrong, or the key is outside the closed list.</exception>
    public ISigningKey Load(KeyFile key)
    {
        ArgumentNullException.ThrowIfNull(key);
        switch (key.Kind)
        {
            case KeyFileKind.Pkcs12:
                return SigningKeys.LoadPkcs12(key.Path, PassphraseOf(key));
            case KeyFileKind.Pem:
                var certificate = File.Exists(key.CertificatePath) ? key.CertificatePath : key.Path;
                return SigningKeys.LoadPem(certificate, key.Path, IsEncrypted(key.Path) ? PassphraseOf(key) : null);
            default:
                var token = TokenKeyFile.Read(key.Path);
                return new TokenSigningKey(token, token.ReadCertificate(), command, time);
        }
    }

    /// <summary>SubjectPublicKeyInfo of a key that has no certificate yet; empty when a token's key file does not give it.</summary>
    /// <exception cref="KeyFileException">The file cannot be read.</exception>
    public byte[] ReadPublicKey(KeyFile key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Kind == KeyFileKind.Token)
        {
            return TokenKeyFile.Read(key.Path).PublicKey.ToArray();
        }

        using var opened = OpenPending(key);
        return opened.ExportSubjectPublicKeyInfo();
    }

    /// <summary>Opens a key in a file that has no certificate yet.</summary>
    /// <exception cref="KeyFileException">The file cannot be read.</exception>
    public AsymmetricAlgorithm OpenPending(KeyFile key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return SigningKeys.LoadPrivatePem(key.Path, IsEncrypted(key.Path) ? PassphraseOf(key) : null);
    }

    /// <summary>Makes a key that waits for its certificate, encrypted with the folder's passphrase.</summary>
    /// <exception cref="KeyFileException">The passphrase cannot be read.</exception>
    public KeyFile Make(KeyUse use, string owner, string label, SignatureAlgorithm algorithm)
    {
        var path = System.IO.Path.Combine(folder, KeyFile.NameOf(use, owner, label) + KeyFile.PendingExtension(KeyFileKind.Pem));
        using var key = SigningKeys.Generate(algorithm);
        SigningKeys.SavePem(path, key, PassphraseFile.Read(Passphrase));
        return KeyFile.Of(path)!;
    }

    /// <summary>Puts the certificate beside a pending key and takes the key into use. Repeating it after a crash in between does no harm.</summary>
    public static void Finish(KeyFile key, X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(certificate);
        PrivateFile.Replace(key.CertificatePath, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n"));
        File.Move(key.Path, key.FinishedPath);
    }

    /// <summary>Where the passphrase of the key's file is.</summary>
    public string PassphraseOf(KeyFile key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var own = key.Stem + ".pass";
        return File.Exists(own) ? own : Passphrase;
    }

    /// <summary>Whether a PEM file's key is encrypted.</summary>
    public static bool IsEncrypted(string path) => Encoding.ASCII.GetString(PrivateFile.Read(path)).Contains(EncryptedLabel, StringComparison.Ordinal);
}
