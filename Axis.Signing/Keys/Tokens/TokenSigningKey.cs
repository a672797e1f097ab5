using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// A private key on a PKCS#11 token (smart card, USB token, HSM). The token is first asked when something is to be signed, and the session is kept; a token that
/// was taken out is found again by itself. One signature at a time: a token does no more. Thread-safe.
/// </summary>
public sealed class TokenSigningKey : ISigningKey
{
    /// <summary>How long after a failure the token is left alone.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <summary>Longest wait for the token's answer, and for one's turn.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TokenKeyFile _file;
    private readonly TokenProgramCommand _command;
    private readonly TimeProvider _time;
    private readonly byte[] _publicKey;
    private TokenProcess? _process;
    private KeyUnavailableException? _failure;
    private DateTimeOffset _failedAt;
    private DateTime _refusedPinOf;
    private bool _hasSigned;
    private bool _disposed;

    /// <summary>Takes the key file; the token is not asked yet.</summary>
    /// <param name="file">Where the key is.</param>
    /// <param name="certificate">Its certificate; now belongs to this object.</param>
    /// <param name="command">How the token process is started.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="KeyFileException">The certificate's key is outside the closed list.</exception>
    public TokenSigningKey(TokenKeyFile file, X509Certificate2 certificate, TokenProgramCommand command, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(certificate);
        Algorithm = CertificateAlgorithm.Of(certificate)
            ?? throw new KeyFileException(KeyFileException.Unusable, $"Khóa của chứng thư '{certificate.Subject}' không dùng để ký được: chỉ dùng RSA từ 2048 bit, ECDSA P-256 hoặc P-384.");
        (_file, _command, _time, Certificate) = (file, command, time, certificate);
        _publicKey = certificate.PublicKey.ExportSubjectPublicKeyInfo();
    }

    /// <inheritdoc/>
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc/>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Which key on which token; holds no secret.</summary>
    public TokenUri Uri => _file.Uri;

    /// <summary>What kept the last signature from being made; <c>null</c> when it was made or none was asked for.</summary>
    public KeyUnavailableException? Failure => Volatile.Read(ref _failure);

    /// <summary>Whether the token has been seen to sign.</summary>
    public bool HasSigned => Volatile.Read(ref _hasSigned);

    /// <summary>Waits for one's turn without holding a thread; dispose the answer after signing. Whoever signs without a turn holds his thread meanwhile.</summary>
    /// <exception cref="KeyUnavailableException">Too many wait.</exception>
    public async Task<IDisposable> TurnAsync(CancellationToken cancellationToken) =>
        await _turn.WaitAsync(Patience, cancellationToken).ConfigureAwait(false)
            ? new Turn(_turn)
            : throw KeyUnavailableException.Of(KeyUnavailableException.TokenFailed, Uri.Name);

    /// <inheritdoc/>
    /// <exception cref="KeyUnavailableException">The token is out, locked, or does not answer.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var hash = CryptographicOperations.HashData(CertificateAlgorithm.HashOf(Algorithm), data);
        if (!_gate.TryEnter(Patience))
        {
            throw KeyUnavailableException.Of(KeyUnavailableException.TokenFailed, Uri.Name);
        }

        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var signature = SignOnce(hash);
            if (Algorithm != SignatureAlgorithm.RsaSha256)
            {
                EcdsaLowS.Normalise(signature);
            }

            return signature;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Asks the token now, by one signature over nothing of meaning.</summary>
    /// <exception cref="KeyUnavailableException">It cannot sign.</exception>
    public void Probe() => Sign("axis-token-probe"u8);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _process?.Dispose();
            _process = null;
        }

        Certificate.Dispose();
    }

    private byte[] SignOnce(byte[] hash)
    {
        var held = _process is not null;
        try
        {
            return Attempt(hash);
        }
        catch (KeyUnavailableException) when (held && _file.PinWrittenAt() != _refusedPinOf)
        {
            // The session that was kept is gone, perhaps with a token that is back by now: once more from the beginning.
            _failure = null;
            return Attempt(hash);
        }
    }

    private byte[] Attempt(byte[] hash)
    {
        if (_process is null && _failure is { } before && IsTooSoon(before))
        {
            throw before;
        }

        try
        {
            _process ??= Open();
            var signature = _process.Sign(hash, Uri);
            _failure = null;
            _hasSigned = true;
            return signature;
        }
        catch (KeyUnavailableException e)
        {
            Fail(e);
            throw;
        }
        catch (KeyFileException e)
        {
            // The PIN file is missing or exposed: its sentence says what to do.
            var unavailable = new KeyUnavailableException(KeyUnavailableException.PinRefused, e.Message, e);
            Fail(unavailable);
            throw unavailable;
        }
    }

    private TokenProcess Open()
    {
        var writtenAt = _file.PinWrittenAt();
        try
        {
            var process = TokenProcess.Open(_command, Uri, PassphraseFile.Read(_file.PinFile), Patience, _time, out var publicKey);
            if (publicKey.AsSpan().SequenceEqual(_publicKey))
            {
                return process;
            }

            process.Dispose();
            throw KeyUnavailableException.Of(KeyUnavailableException.OtherKey, Uri.Name);
        }
        catch (KeyUnavailableException e) when (e.Code == KeyUnavailableException.PinRefused)
        {
            _refusedPinOf = writtenAt;
            throw;
        }
    }

    private bool IsTooSoon(KeyUnavailableException before) =>
        before.Code == KeyUnavailableException.PinRefused && _refusedPinOf != default
            ? _file.PinWrittenAt() == _refusedPinOf
            : _time.GetUtcNow() - _failedAt < RetryAfter;

    private void Fail(KeyUnavailableException e)
    {
        _process?.Dispose();
        _process = null;
        _failure = e;
        _failedAt = _time.GetUtcNow();
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
