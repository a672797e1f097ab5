using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys;

/// <summary>
/// A private key held in this process. Each signing thread works on a key object of its own: the objects of .NET promise no thread safety, and one shared
/// OpenSSL key makes threads wait for each other's blinding.
/// </summary>
public sealed class LocalSigningKey : ISigningKey
{
    private readonly ConcurrentBag<AsymmetricAlgorithm> _idle = [];
    private readonly Func<AsymmetricAlgorithm> _create;
    private readonly X509Certificate2 _certificate;
    private volatile bool _disposed;

    /// <summary>Takes a certificate with its private key; both now belong to this object.</summary>
    /// <exception cref="KeyFileException">No private key, RSA under 2048 bits, or a curve other than P-256 and P-384.</exception>
    public LocalSigningKey(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw Unusable(certificate, "không có khóa bí mật đi kèm");
        }

        Algorithm = CertificateAlgorithm.Of(certificate) ?? throw Unusable(certificate, "chỉ dùng RSA từ 2048 bit, ECDSA P-256 hoặc P-384");
        _certificate = certificate;
        _create = Algorithm == SignatureAlgorithm.RsaSha256 ? CopyRsa(certificate) : CopyEcdsa(certificate);
        Return(_create());
    }

    /// <inheritdoc/>
    public X509Certificate2 Certificate => _certificate;

    /// <inheritdoc/>
    public SignatureAlgorithm Algorithm { get; }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var key = _idle.TryTake(out var idle) ? idle : _create();
        byte[] signature;
        try
        {
            signature = key is RSA rsa
                ? rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : ((ECDsa)key).SignData(data, CertificateAlgorithm.HashOf(Algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch
        {
            key.Dispose();
            throw;
        }

        Return(key);
        if (Algorithm != SignatureAlgorithm.RsaSha256)
        {
            EcdsaLowS.Normalise(signature);
        }

        return signature;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var key))
        {
            key.Dispose();
        }

        _certificate.Dispose();
    }

    private void Return(AsymmetricAlgorithm key)
    {
        _idle.Add(key);

        // Disposed while this thread was signing: nobody else will empty the bag again.
        if (_disposed && _idle.TryTake(out var late))
        {
            late.Dispose();
        }
    }

    private static Func<AsymmetricAlgorithm> CopyRsa(X509Certificate2 certificate)
    {
        using var key = certificate.GetRSAPrivateKey() ?? throw Unusable(certificate, "không có khóa RSA bí mật");
        var parameters = Parameters(certificate, key, static k => k.ExportParameters(includePrivateParameters: true));
        return () => RSA.Create(parameters);
    }

    private static Func<AsymmetricAlgorithm> CopyEcdsa(X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw Unusable(certificate, "không có khóa ECDSA bí mật");
        var parameters = Parameters(certificate, key, static k => k.ExportParameters(includePrivateParameters: true));
        return () => ECDsa.Create(parameters);
    }

    private static TParameters Parameters<TKey, TParameters>(X509Certificate2 certificate, TKey key, Func<TKey, TParameters> export)
    {
        try
        {
            return export(key);
        }
        catch (CryptographicException e)
        {
            throw new KeyFileException(KeyFileException.Unusable, $"Khóa của chứng thư '{certificate.Subject}' không cho nạp vào tiến trình.", e);
        }
    }

    private static KeyFileException Unusable(X509Certificate2 certificate, string why) =>
        new(KeyFileException.Unusable, $"Khóa của chứng thư '{certificate.Subject}' không dùng để ký được: {why}.");
}
