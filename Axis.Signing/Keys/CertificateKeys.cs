using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Packets;

namespace Axis.Signing.Keys;

/// <summary>
/// Verifies signatures with the public keys of certificates, keeping the parsed keys of the certificates seen last. Thread-safe and bounded: a stream of
/// made-up certificates costs time, not memory.
/// </summary>
public sealed class CertificateKeys : IDisposable
{
    private readonly ConcurrentDictionary<Digest, KeyPool> _pools = new();
    private readonly int _capacity;

    /// <param name="capacity">Most certificates remembered; when exceeded, all are forgotten and learned again.</param>
    public CertificateKeys(int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    /// <summary>The algorithm of the certificate's key; <c>null</c> when the bytes are no certificate or the key is outside the closed list.</summary>
    public SignatureAlgorithm? AlgorithmOf(ReadOnlyMemory<byte> certificateDer) => PoolOf(certificateDer).Algorithm;

    /// <summary>
    /// Verifies a signature over the data (hashed here). ECDSA in IEEE P1363 form, low S only. <c>false</c> also when the certificate cannot be used.
    /// </summary>
    public bool Verify(ReadOnlyMemory<byte> certificateDer, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        var pool = PoolOf(certificateDer);
        if (pool.Algorithm is not { } algorithm)
        {
            return false;
        }

        using var lease = pool.Rent();
        return lease.Key is RSA rsa
            ? rsa.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : EcdsaLowS.IsLow(signature) && ((ECDsa)lease.Key).VerifyData(
                data, signature, CertificateAlgorithm.HashOf(algorithm), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private KeyPool PoolOf(ReadOnlyMemory<byte> der)
    {
        var thumbprint = Digest.Of(der.Span);
        if (_pools.TryGetValue(thumbprint, out var pool))
        {
            return pool;
        }

        if (_pools.Count >= _capacity)
        {
            Clear();
        }

        return _pools.GetOrAdd(thumbprint, static (_, bytes) => new KeyPool(bytes), der);
    }

    private void Clear()
    {
        foreach (var thumbprint in _pools.Keys)
        {
            if (_pools.TryRemove(thumbprint, out var pool))
            {
                pool.Retire();
            }
        }
    }

    private sealed class KeyPool
    {
        private readonly ConcurrentBag<AsymmetricAlgorithm> _idle = [];
        private readonly byte[] _spki = [];
        private volatile bool _retired;

        public KeyPool(ReadOnlyMemory<byte> der)
        {
            try
            {
                using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
                Algorithm = certificate.RawDataMemory.Length == der.Length ? CertificateAlgorithm.Of(certificate) : null;
                _spki = certificate.PublicKey.ExportSubjectPublicKeyInfo();
            }
            catch (CryptographicException)
            {
                // Not a certificate: Algorithm stays null and nothing verifies with it.
                Algorithm = null;
            }
        }

        public SignatureAlgorithm? Algorithm { get; }

        public Lease Rent() => new(this, _idle.TryTake(out var key) ? key : Create());

        public void Retire()
        {
            _retired = true;
            while (_idle.TryTake(out var key))
            {
                key.Dispose();
            }
        }

        public void Return(AsymmetricAlgorithm key)
        {
            if (_retired)
            {
                key.Dispose();
                return;
            }

            _idle.Add(key);
        }

        private AsymmetricAlgorithm Create()
        {
            AsymmetricAlgorithm key = Algorithm == SignatureAlgorithm.RsaSha256 ? RSA.Create() : ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(_spki, out _);
            return key;
        }
    }

    private readonly struct Lease(KeyPool pool, AsymmetricAlgorithm key) : IDisposable
    {
        public AsymmetricAlgorithm Key { get; } = key;

        public void Dispose() => pool.Return(Key);
    }
}
