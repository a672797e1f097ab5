using System.Security.Cryptography;
using System.Text;
using Axis.Signing.Keys;

namespace Axis.Node.Keys;

/// <summary>
/// Keeps secrets readable for this node alone: AES-256-GCM under a key in a file of its own (mode 0600), bound to whose secret it is. A copied database
/// gives no secret away, and a secret moved to another row does not open.
/// </summary>
/// <param name="keyFile">The key's file; made when the first secret is sealed.</param>
/// <param name="purpose">What the secrets are for: one sealed for something else does not open.</param>
public sealed class SecretBox(string keyFile, string purpose = SecretBox.VxpSecrets) : IDisposable
{
    /// <summary>Name of the key file in the node's key folder.</summary>
    public const string FileName = "vxp-secrets.key";

    /// <summary>Secrets that systems sign their calls with.</summary>
    public const string VxpSecrets = "docaxis-vxp-secret-1";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int NobodysBytes = 43;
    private readonly Lock _gate = new();
    private readonly (AesGcm Cipher, byte[] Sealed) _nobody = Nobody();
    private AesGcm? _cipher;

    /// <summary>Encrypts a secret.</summary>
    /// <param name="system">Whose secret.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="create">
    /// Makes the key file when there is none: for the first system. Later a missing file is a loss to be told of, since a new key would hide that the secrets of all
    /// others no longer open.
    /// </param>
    /// <exception cref="KeyFileException">The key file is missing, exposed to others or no key.</exception>
    public byte[] Seal(string system, ReadOnlySpan<byte> secret, bool create)
    {
        var sealedSecret = new byte[NonceBytes + secret.Length + TagBytes];
        var nonce = sealedSecret.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        lock (_gate)
        {
            Cipher(create).Encrypt(nonce, secret, sealedSecret.AsSpan(NonceBytes, secret.Length), sealedSecret.AsSpan(NonceBytes + secret.Length), Context(purpose, system));
        }

        return sealedSecret;
    }

    /// <summary>Decrypts a secret.</summary>
    /// <exception cref="KeyFileException">The key file is missing, exposed to others or no key.</exception>
    /// <exception cref="CryptographicException">It was made under another key or for another system.</exception>
    public byte[] Open(string system, ReadOnlySpan<byte> sealedSecret)
    {
        if (sealedSecret.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("The stored secret is too short.");
        }

        var secret = new byte[sealedSecret.Length - NonceBytes - TagBytes];
        lock (_gate)
        {
            Cipher(create: false).Decrypt(sealedSecret[..NonceBytes], sealedSecret[NonceBytes..^TagBytes], sealedSecret[^TagBytes..], secret, Context(purpose, system));
        }

        return secret;
    }

    /// <summary>
    /// The work of <see cref="Open"/> for a system that does not exist, under a key that only this process has, so that no call from outside touches the key file.
    /// </summary>
    /// <returns>A secret that nobody knows.</returns>
    public byte[] OpenNobodys()
    {
        var secret = new byte[NobodysBytes];
        lock (_gate)
        {
            var (cipher, text) = _nobody;
            cipher.Decrypt(text.AsSpan(0, NonceBytes), text.AsSpan(NonceBytes, NobodysBytes), text.AsSpan(NonceBytes + NobodysBytes), secret, Context(""));
        }

        return secret;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _nobody.Cipher.Dispose();
        _cipher?.Dispose();
    }

    private static (AesGcm Cipher, byte[] Sealed) Nobody()
    {
        var cipher = new AesGcm(RandomNumberGenerator.GetBytes(KeyBytes), TagBytes);
        var text = RandomNumberGenerator.GetBytes(NonceBytes + NobodysBytes + TagBytes);
        var secret = RandomNumberGenerator.GetBytes(NobodysBytes);
        cipher.Encrypt(text.AsSpan(0, NonceBytes), secret, text.AsSpan(NonceBytes, NobodysBytes), text.AsSpan(NonceBytes + NobodysBytes), Context(""));
        return (cipher, text);
    }

    private static byte[] Context(string system) => Context(VxpSecrets, system);

    private static byte[] Context(string purpose, string owner) => Encoding.UTF8.GetBytes(purpose + "\0" + owner);

    private AesGcm Cipher(bool create)
    {
        if (_cipher is not null)
        {
            return _cipher;
        }

        if (create && !File.Exists(keyFile))
        {
            Span<byte> fresh = stackalloc byte[KeyBytes];
            RandomNumberGenerator.Fill(fresh);
            PrivateFile.Create(keyFile, fresh);
            CryptographicOperations.ZeroMemory(fresh);
        }

        var key = PrivateFile.Read(keyFile);
        try
        {
            return key.Length == KeyBytes
                ? _cipher = new AesGcm(key, TagBytes)
                : throw new KeyFileException(KeyFileException.Unreadable, $"Tệp '{keyFile}' không phải khóa {KeyBytes} byte bảo vệ bí mật; hãy phục hồi tệp này từ bản sao lưu.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
