using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys.Tokens;

/// <summary>A key on a token that has no certificate yet and signs the request for one.</summary>
public sealed class TokenRequestKey : X509SignatureGenerator, IDisposable
{
    private readonly TokenProcess _process;
    private readonly TokenUri _uri;

    private TokenRequestKey(TokenProcess process, TokenUri uri, PublicKey publicKey) => (_process, _uri, PublicKey) = (process, uri, publicKey);

    /// <summary>The public key that goes with it.</summary>
    public new PublicKey PublicKey { get; }

    /// <summary>The digest that goes with the key.</summary>
    public HashAlgorithmName Hash { get; private init; }

    /// <summary>Opens the key.</summary>
    /// <exception cref="KeyUnavailableException">The token does not give it.</exception>
    /// <exception cref="KeyFileException">The key is outside the closed list.</exception>
    public static TokenRequestKey Open(TokenProgramCommand command, TokenUri uri, string pin, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(uri);
        var process = TokenProcess.Open(command, uri, pin, TokenSigningKey.Patience, time, out var spki);
        var publicKey = PublicKey.CreateFromSubjectPublicKeyInfo(spki, out _);
        using var rsa = publicKey.GetRSAPublicKey();
        using var ecdsa = publicKey.GetECDsaPublicKey();
        if (rsa?.KeySize is >= CertificateAlgorithm.MinRsaBits and <= CertificateAlgorithm.MaxRsaBits || ecdsa?.KeySize is 256 or 384)
        {
            return new TokenRequestKey(process, uri, publicKey) { Hash = ecdsa?.KeySize == 384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256 };
        }

        process.Dispose();
        throw new KeyFileException(KeyFileException.Unusable, "Khóa trên thiết bị không dùng được: chỉ nhận RSA từ 2048 bit, ECDSA P-256 hoặc P-384.");
    }

    /// <inheritdoc/>
    public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm)
    {
        // The identifier depends on the kind of key alone; a public one is enough to have it written.
        if (PublicKey.GetRSAPublicKey() is { } rsa)
        {
            using (rsa)
            {
                return CreateForRSA(rsa, RSASignaturePadding.Pkcs1).GetSignatureAlgorithmIdentifier(hashAlgorithm);
            }
        }

        using var ecdsa = PublicKey.GetECDsaPublicKey()!;
        return CreateForECDsa(ecdsa).GetSignatureAlgorithmIdentifier(hashAlgorithm);
    }

    /// <inheritdoc/>
    public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm)
    {
        var value = _process.Sign(CryptographicOperations.HashData(hashAlgorithm, data), _uri);
        using var ecdsa = PublicKey.GetECDsaPublicKey();
        return ecdsa is null ? value : EcdsaDer.Write(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    /// <inheritdoc/>
    protected override PublicKey BuildPublicKey() => PublicKey;
}
