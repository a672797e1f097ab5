using System.Buffers;
using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Signing.Xades;

namespace Axis.Signing.Timestamps;

/// <summary>A signed native packet as timestamps see it: which of its bytes each kind is made over.</summary>
public sealed class StampedPacket
{
    private const int BlockBytes = 256 * 1024;

    private readonly NativePacket _packet;
    private readonly SignatureValues _values;
    private readonly byte[] _signatureValue;
    private readonly Func<Stream> _open;

    /// <param name="check">The packet's cryptographic check; only a packet that passed it is stamped or judged by its timestamps.</param>
    /// <param name="open">Opens the packet's bytes from the start; called once for each archive timestamp.</param>
    /// <exception cref="ArgumentException">The packet is not signed, or its signature did not pass.</exception>
    public StampedPacket(PacketCheck check, Func<Stream> open)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(open);
        if (!check.Passed || check.Packet is not { Signature: { } signature } packet)
        {
            throw new ArgumentException("Only a packet whose signature is in order can be stamped.", nameof(check));
        }

        (Check, _packet, _open) = (check, packet, open);
        (_values, _signatureValue) = SignatureReader.Read(signature);
    }

    /// <summary>The packet's cryptographic check.</summary>
    public PacketCheck Check { get; }

    /// <summary>The signer's certificate (DER).</summary>
    public ReadOnlyMemory<byte> Signer => _values.Certificate;

    /// <summary>Where the signature stands in the packet, and its end.</summary>
    internal (int Start, int End) Signature => (_packet.Signature!.Start, _packet.Signature.End);

    /// <summary>Raw bytes of the signature.</summary>
    internal ReadOnlyMemory<byte> SignatureBytes => _packet.SignatureBytes;

    /// <summary>Opens the packet's bytes.</summary>
    internal Stream Open() => _open();

    /// <summary>The canonical SignatureValue: the bytes that a SignatureTimeStamp is over.</summary>
    public ReadOnlyMemory<byte> SignatureValueBytes() => SignatureTemplate.SignatureValue(_signatureValue);

    /// <summary>What a SignatureTimeStamp is made over: the canonical SignatureValue (EN 319 132-1 §5.3).</summary>
    public byte[] SignatureImprint(HashAlgorithmName algorithm) => TimestampHash.Compute(algorithm, SignatureTemplate.SignatureValue(_signatureValue));

    /// <summary>
    /// What an ArchiveTimeStamp is made over (EN 319 132-1 §5.5.2.3): everything referenced, in order; SignedInfo, SignatureValue and KeyInfo; the
    /// properties before it; the objects besides the one that holds the properties. The packet is read once, in flat memory.
    /// </summary>
    /// <param name="before">The proofs that stand before the timestamp.</param>
    /// <param name="algorithm">The timestamp's own algorithm.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<byte[]> ArchiveImprintAsync(IEnumerable<SignatureProof> before, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(before);
        using var hash = IncrementalHash.CreateHash(algorithm);
        await PacketReferenceAsync(hash, cancellationToken).ConfigureAwait(false);
        var contents = SignatureTemplate.ContentsObject(_values.Contents);
        hash.AppendData(contents);
        hash.AppendData(SignatureTemplate.SignedProperties(_values.SigningTime, _values.CertificateDigest));
        hash.AppendData(SignatureTemplate.SignedInfo(_values));
        hash.AppendData(SignatureTemplate.SignatureValue(_signatureValue));
        hash.AppendData(SignatureTemplate.KeyInfo(_values.Certificate.Span));
        foreach (var proof in before)
        {
            hash.AppendData(ProofElements.Canonical(proof));
        }

        hash.AppendData(contents);
        return hash.GetHashAndReset();
    }

    // Native form: the canonical packet without its signature is the packet's own bytes from the root on, around the signature. The signature stands in the
    // header, before any file, so its offset in the skeleton is its offset in the packet.
    private async Task PacketReferenceAsync(IncrementalHash hash, CancellationToken cancellationToken)
    {
        var (start, end) = (_packet.Signature!.Start, _packet.Signature.End);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var stream = _open();
        try
        {
            long offset = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false)) > 0)
            {
                Take(hash, buffer, offset, read, _packet.Root.Start, start);
                Take(hash, buffer, offset, read, end, _packet.Size);
                offset += read;
            }

            if (offset != _packet.Size)
            {
                throw new InvalidDataException("The packet's bytes changed while they were read.");
            }
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Take(IncrementalHash hash, byte[] block, long offset, int length, long from, long to)
    {
        var (first, last) = (Math.Max(from, offset), Math.Min(to, offset + length));
        if (first < last)
        {
            hash.AppendData(block, (int)(first - offset), (int)(last - first));
        }
    }
}
