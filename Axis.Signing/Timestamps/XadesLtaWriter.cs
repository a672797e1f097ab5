using System.Buffers;
using System.Globalization;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Signing.Canonical;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Writes the derived copy of a packet with its proofs inside the signature (XAdES-B-T, -LT or -LTA, EN 319 132-1 §6), for those who ask for one file. The copy is
/// no packet: its bytes and its identity are others, no node takes it, and it is named and described as what it is.
/// </summary>
public static class XadesLtaWriter
{
    /// <summary>What the name of a derived copy ends in.</summary>
    public const string FileSuffix = ".xades-lta.xml";

    private const int BlockBytes = 256 * 1024;

    private static readonly byte[] SignedPropertiesEnd = "</xades:SignedProperties>"u8.ToArray();

    /// <summary>Writes the copy. The packet is read once, in flat memory.</summary>
    /// <param name="packet">The packet; its signature passed.</param>
    /// <param name="proofs">Its proofs, oldest first; at least one.</param>
    /// <param name="output">Takes the copy.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task DeriveAsync(StampedPacket packet, IReadOnlyList<SignatureProof> proofs, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(proofs);
        ArgumentNullException.ThrowIfNull(output);
        if (proofs.Count == 0)
        {
            throw new ArgumentException("A packet without proofs has no derived copy.", nameof(proofs));
        }

        // The template writes SignedProperties once; in canonical bytes the literal end tag is that tag. Unsigned properties follow it (XAdES schema).
        var at = packet.SignatureBytes.Span.IndexOf(SignedPropertiesEnd) + SignedPropertiesEnd.Length + packet.Signature.Start;
        var inserted = UnsignedProperties(proofs);
        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var stream = packet.Open();
        try
        {
            long offset = 0;
            int read;
            while ((read = await stream.ReadAsync(buffer.AsMemory(0, BlockBytes), cancellationToken).ConfigureAwait(false)) > 0)
            {
                var split = offset <= at && at < offset + read ? (int)(at - offset) : 0;
                await output.WriteAsync(buffer.AsMemory(0, split), cancellationToken).ConfigureAwait(false);
                if (split > 0 || offset == at)
                {
                    await output.WriteAsync(inserted, cancellationToken).ConfigureAwait(false);
                }

                await output.WriteAsync(buffer.AsMemory(split, read - split), cancellationToken).ConfigureAwait(false);
                offset += read;
            }
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The note that lies beside a derived copy: what it is and what it is not.</summary>
    /// <param name="packet">The packet it was derived from.</param>
    /// <param name="level">The level of its proofs.</param>
    /// <param name="at">When it was derived.</param>
    public static string Note(Digest packet, SignatureLevel level, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        Tệp này là bản dẫn xuất XAdES-B-{level}, lập lúc {at.ToOffset(TimeSpan.FromHours(7)):dd/MM/yyyy HH:mm:ss} (giờ Việt Nam).
        Gói tin gốc có SHA-256 {packet}; bản gốc không bị thay đổi và vẫn được giữ nguyên từng byte.
        Bản dẫn xuất chỉ thêm thuộc tính không ký (dấu thời gian, chứng thư, dữ liệu thu hồi) vào khối chữ ký để kiểm tra lâu dài bằng phần mềm XAdES.
        Không gửi bản dẫn xuất qua trục: nó không phải gói tin đã gửi và không nút nào nhận.

        """);

    private static byte[] UnsignedProperties(IReadOnlyList<SignatureProof> proofs)
    {
        var w = new CanonicalWriter(64 * 1024);
        w.InScope("ds", EdxmlNames.XmlDsig);
        w.InScope("xades", EdxmlNames.Xades);
        w.Start("xades", "UnsignedProperties", EdxmlNames.Xades).Open().Start("xades", "UnsignedSignatureProperties", EdxmlNames.Xades).Open();
        foreach (var proof in proofs)
        {
            ProofElements.Write(w, proof);
        }

        return w.End().End().ToArray();
    }
}
