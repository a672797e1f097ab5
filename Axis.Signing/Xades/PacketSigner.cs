using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Keys;

namespace Axis.Signing.Xades;

/// <summary>
/// Signs packets. The list of contents is taken from the layout's own bytes, read by the same strict reader that a verifier uses: what would not be
/// accepted as native is not signed. Thread-safe.
/// </summary>
public sealed class PacketSigner(SignerCertificates certificates)
{
    private const int ChunkBytes = 192 * 1024;

    private readonly ConditionalWeakTable<ISigningKey, SignerCertificate> _proved = [];

    /// <summary>Signs a packet whose files are in memory; returns its bytes.</summary>
    /// <exception cref="NativeFormException">The layout is not in the native form.</exception>
    /// <exception cref="CryptographicException">The key cannot sign, or not with its certificate.</exception>
    public (byte[] Bytes, SignedPacket Packet) SignSmall(
        PacketLayout layout, IReadOnlyList<AttachmentBytes> files, ISigningKey key, DateTimeOffset signingTime)
    {
        ArgumentNullException.ThrowIfNull(key);
        var draft = PacketDraft.Of(layout, files, certificates.Get(key.Certificate.RawDataMemory.Span), signingTime);
        var bytes = new byte[draft.Size];
        var at = draft.HeadLength;
        layout.BeforeSignature.Span.CopyTo(bytes);
        for (var i = 0; i < layout.Pieces.Count; i++)
        {
            layout.Pieces[i].Span.CopyTo(bytes.AsSpan(at));
            at += layout.Pieces[i].Length;
            if (i < files.Count)
            {
                Base64.EncodeToUtf8(files[i].Bytes.Span, bytes.AsSpan(at), out _, out var written);
                at += written;
            }
        }

        using var enveloped = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        enveloped.AppendData(layout.BeforeSignature.Span[NativeScanner.RootOffset..]);
        enveloped.AppendData(bytes.AsSpan(draft.HeadLength));
        var values = draft.Values(Digest.Finish(enveloped));
        var value = Sign(key, draft.Signer, SignatureTemplate.SignedInfo(values));
        SignatureTemplate.Block(values, value).CopyTo(bytes.AsSpan(layout.BeforeSignature.Length));
        return (bytes, new SignedPacket(Digest.Of(bytes), values.Packet, bytes.Length));
    }

    /// <summary>Signs a packet of any size into a destination that can be written, read and seeked, from its current position on.</summary>
    /// <exception cref="NativeFormException">The layout is not in the native form.</exception>
    /// <exception cref="InvalidDataException">A file's bytes are not what its size and digest say.</exception>
    /// <exception cref="CryptographicException">The key cannot sign, or not with its certificate.</exception>
    public async Task<SignedPacket> SignAsync(
        PacketLayout layout,
        IReadOnlyList<IAttachmentContent> files,
        ISigningKey key,
        DateTimeOffset signingTime,
        Stream destination,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(destination);
        var start = destination.Position;
        var prepared = await PrepareAsync(layout, files, key.Certificate.RawDataMemory, signingTime, destination, cancellationToken).ConfigureAwait(false);
        destination.Position = start;
        return await CompleteAsync(prepared, key.Sign(prepared.ToBeSigned.Span), destination, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>First of two steps for a key kept elsewhere: writes the packet with a gap for the value and says what to sign.</summary>
    /// <exception cref="NativeFormException">The layout is not in the native form.</exception>
    /// <exception cref="InvalidDataException">A file's bytes are not what its size and digest say.</exception>
    /// <exception cref="CryptographicException">The certificate's key is not acceptable.</exception>
    public async Task<PreparedPacket> PrepareAsync(
        PacketLayout layout,
        IReadOnlyList<IAttachmentContent> files,
        ReadOnlyMemory<byte> certificate,
        DateTimeOffset signingTime,
        Stream destination,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(destination);
        RequireSeekable(destination);
        var draft = PacketDraft.Of(layout, files, certificates.Get(certificate.Span), signingTime);
        var start = destination.Position;
        await destination.WriteAsync(layout.BeforeSignature, cancellationToken).ConfigureAwait(false);
        destination.Position = start + draft.HeadLength;
        using var enveloped = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        enveloped.AppendData(layout.BeforeSignature.Span[NativeScanner.RootOffset..]);
        for (var i = 0; i < layout.Pieces.Count; i++)
        {
            enveloped.AppendData(layout.Pieces[i].Span);
            await destination.WriteAsync(layout.Pieces[i], cancellationToken).ConfigureAwait(false);
            if (i < files.Count)
            {
                await WriteFileAsync(files[i], enveloped, destination, cancellationToken).ConfigureAwait(false);
            }
        }

        var values = draft.Values(Digest.Finish(enveloped));
        var block = SignatureTemplate.Block(values, new byte[draft.Signer.SignatureLength]);
        destination.Position = start + layout.BeforeSignature.Length;
        await destination.WriteAsync(block, cancellationToken).ConfigureAwait(false);
        destination.Position = start + draft.Size;
        return new PreparedPacket
        {
            ToBeSigned = SignatureTemplate.SignedInfo(values),
            Algorithm = values.Algorithm,
            Certificate = certificate,
            Content = values.Packet,
            Size = draft.Size,
            BlockOffset = layout.BeforeSignature.Length,
            BlockLength = block.Length,
            ValueOffset = layout.BeforeSignature.Length + block.AsSpan().IndexOf("<ds:SignatureValue>"u8) + "<ds:SignatureValue>"u8.Length,
            ValueLength = Base64.GetMaxEncodedToUtf8Length(draft.Signer.SignatureLength),
        };
    }

    /// <summary>Second step: puts the value into the packet that <see cref="PrepareAsync"/> wrote, once it is found to be right.</summary>
    /// <param name="prepared">What the first step answered.</param>
    /// <param name="signatureValue">RSA: as it is; ECDSA: r‖s with low S.</param>
    /// <param name="packet">The destination of the first step, at the packet's first byte.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CryptographicException">The value is not the certificate's key's signature over the prepared bytes.</exception>
    public async Task<SignedPacket> CompleteAsync(
        PreparedPacket prepared, ReadOnlyMemory<byte> signatureValue, Stream packet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(packet);
        RequireSeekable(packet);
        Demand(certificates.Get(prepared.Certificate.Span), prepared.ToBeSigned.Span, signatureValue.Span);
        var start = packet.Position;
        var encoded = new byte[prepared.ValueLength];
        Base64.EncodeToUtf8(signatureValue.Span, encoded, out _, out _);
        packet.Position = start + prepared.ValueOffset;
        await packet.WriteAsync(encoded, cancellationToken).ConfigureAwait(false);
        packet.Position = start;
        var digest = await HashAsync(packet, prepared.Size, cancellationToken).ConfigureAwait(false);
        return new SignedPacket(digest, prepared.Content, prepared.Size);
    }

    /// <summary>A key proves once that it fits its certificate; an RSA value, cheap to check, is checked each time.</summary>
    private byte[] Sign(ISigningKey key, SignerCertificate signer, byte[] toBeSigned)
    {
        var value = key.Sign(toBeSigned);
        var proved = _proved.TryGetValue(key, out _);
        if (!proved || signer.Algorithm == SignatureAlgorithm.RsaSha256)
        {
            Demand(signer, toBeSigned, value);
            if (!proved)
            {
                _proved.AddOrUpdate(key, signer);
            }
        }
        else if (!SignatureAlgorithms.IsLowS(signer.Algorithm!.Value, value))
        {
            throw new CryptographicException("The key gave an ECDSA value that is not r||s with low S.");
        }

        return value;
    }

    /// <summary>A key that does not fit its certificate, a faulty token or a fault in the computation is found here and not by the receiver.</summary>
    private static void Demand(SignerCertificate signer, ReadOnlySpan<byte> toBeSigned, ReadOnlySpan<byte> value)
    {
        if (value.Length != signer.SignatureLength || !signer.Verify(toBeSigned, value))
        {
            throw new CryptographicException("The signature value does not verify with the certificate's key (ECDSA must be r||s with low S).");
        }
    }

    private static void RequireSeekable(Stream stream)
    {
        if (!stream.CanSeek || !stream.CanRead || !stream.CanWrite)
        {
            throw new ArgumentException("The packet's stream must be readable, writable and seekable.", nameof(stream));
        }
    }

    private static async Task WriteFileAsync(IAttachmentContent file, IncrementalHash enveloped, Stream destination, CancellationToken cancellationToken)
    {
        var raw = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        var encoded = ArrayPool<byte>.Shared.Rent(ChunkBytes / 3 * 4);
        try
        {
            using var decoded = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var source = file.OpenRead();
            await using (source.ConfigureAwait(false))
            {
                var total = 0L;
                int read;
                do
                {
                    read = await source.ReadAtLeastAsync(raw.AsMemory(0, ChunkBytes), ChunkBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                    total += read;
                    if (total > file.Size)
                    {
                        break;
                    }

                    Base64.EncodeToUtf8(raw.AsSpan(0, read), encoded, out _, out var written);
                    decoded.AppendData(raw, 0, read);
                    enveloped.AppendData(encoded, 0, written);
                    await destination.WriteAsync(encoded.AsMemory(0, written), cancellationToken).ConfigureAwait(false);
                }
                while (read == ChunkBytes);

                if (total != file.Size || Digest.Finish(decoded) != file.Sha256)
                {
                    throw new InvalidDataException("A file changed while it was packed: its bytes are not what its size and digest say.");
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private static async Task<Digest> HashAsync(Stream packet, long size, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (size > 0)
            {
                var read = await packet.ReadAsync(buffer.AsMemory(0, (int)Math.Min(ChunkBytes, size)), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new InvalidDataException("The prepared packet is shorter than it was when it was prepared.");
                }

                hash.AppendData(buffer, 0, read);
                size -= read;
            }

            return Digest.Finish(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
