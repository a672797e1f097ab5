using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>
/// A packet handed in that is already in the native form and signed with a certificate that the directory binds to its sender: it is taken as it is, byte for
/// byte, and nothing is signed anew (promise 1).
/// </summary>
public sealed class TakeNative(PacketVerifier verifier, LiveDirectory directory, IPacketFiles files, TimeProvider time)
{
    /// <summary>The packet ready to be stored, or <c>null</c> when it is not such a packet.</summary>
    public async Task<NativePacketTaken?> TryAsync(StagedFile packet, CancellationToken cancellationToken) => (await LookAsync(packet, cancellationToken).ConfigureAwait(false)).Taken;

    /// <summary>Looks at a packet that may be one: taken, or whether it bears a real packet signature that does not hold for its sender.</summary>
    public async Task<NativeLook> LookAsync(StagedFile packet, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        PacketCheck check;
        var stream = packet.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            check = await verifier.VerifyAsync(stream, NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
        }

        if (!check.Passed || check is not { Message.Message: { } message, Packet: { } read, ContentDigest: { } content, CertificateDigest: { } certificate } || !IsBound(certificate, message.From.OrganId))
        {
            return new NativeLook(null, check.CertificateDigest is not null);
        }

        var signed = new SignedPacket(read.PacketDigest ?? packet.Sha256, content, read.Size);
        var facts = message is DocumentMessage document
            ? FactsOf.Document(document, [.. read.Files.Select(static f => new SignedFile(f.Name, f.Size, f.Sha256))], [])
            : FactsOf.Status((StatusMessage)message);
        return new NativeLook(new NativePacketTaken(message, signed, facts), true);
    }

    /// <summary>Puts the bytes where they will stay: in memory for their row, or durable in a file.</summary>
    public async Task<ReadOnlyMemory<byte>?> KeepAsync(StagedFile packet, SignedPacket taken, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(taken);
        var stream = packet.OpenRead();
        await using (stream.ConfigureAwait(false))
        {
            if (taken.Size <= PacketRow.InlineBytes)
            {
                var bytes = new byte[taken.Size];
                await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
                return bytes;
            }

            var temporary = files.CreateTemporary();
            try
            {
                await stream.CopyToAsync(temporary, cancellationToken).ConfigureAwait(false);
                await files.KeepAsync(temporary, taken.Packet, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch
            {
                files.Discard(temporary);
                throw;
            }
        }
    }

    private bool IsBound(Digest certificate, OrganId from)
    {
        var now = time.GetUtcNow();
        var sender = directory.Snapshot.FindAgency(from);
        return sender is not null
            && directory.Snapshot.FindCertificate(certificate).Any(c => c.Use == KeyUse.Agency && c.HoldsAt(now) && OrganId.TryParse(c.Owner, out var owner) && directory.Snapshot.FindAgency(owner)?.Code == sender.Code);
    }
}

/// <summary>What a look at a packet found.</summary>
/// <param name="Taken">The packet, when it is native and its signature holds for its sender.</param>
/// <param name="HasSignature">Whether it bears a real packet signature.</param>
public sealed record NativeLook(NativePacketTaken? Taken, bool HasSignature);

/// <summary>A native packet that was taken.</summary>
public sealed record NativePacketTaken(Message Message, SignedPacket Packet, PacketFacts Facts)
{
    /// <summary>As a draft that the rules can look at; its files are in the packet already.</summary>
    public Draft ToDraft() => new((DocumentMessage)Message, [], null, true, null, Array.Empty<Warning>());
}
