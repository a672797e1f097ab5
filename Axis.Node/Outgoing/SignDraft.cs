using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Xades;

namespace Axis.Node.Outgoing;

/// <summary>Sign: writes the packet in the native form and signs it with the agency's key.</summary>
public sealed class SignDraft(PacketSigner signer, AgencyKeys keys, IPacketFiles files, TimeProvider time)
{
    // Where a packet in memory stops being cheaper than one pass through a file.
    private const long InMemoryBytes = 192 * 1024;

    /// <summary>Signs a document.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot sign: the number is voided, visibly.</exception>
    public async Task<SignedDraft> RunAsync(RegisteredDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var layout = Layout(draft.Message);
        var packed = draft.Valid.Draft.Files;
        var facts = FactsOf.Document(draft.Message, [.. packed.Select(static p => new SignedFile(p.Attachment.Name, p.Size, p.Sha256))], draft.Valid.Warnings);
        var key = keys.Demand(draft.Message.From.OrganId);
        if (packed.All(static p => p.Bytes is not null) && packed.Sum(static p => p.Size) <= InMemoryBytes)
        {
            using var turn = await AgencyKeys.TurnAsync(key, cancellationToken).ConfigureAwait(false);
            var (bytes, small) = signer.SignSmall(layout, [.. packed.Select(static p => new AttachmentBytes(p.Bytes!))], key, time.GetUtcNow());
            if (bytes.Length <= Storage.PacketRow.InlineBytes)
            {
                return new SignedDraft(small, bytes, draft.Message, facts);
            }

            await KeepAsync(bytes, small.Packet, cancellationToken).ConfigureAwait(false);
            return new SignedDraft(small, null, draft.Message, facts);
        }

        var temporary = files.CreateTemporary();
        try
        {
            var large = await signer.SignAsync(layout, packed, key, time.GetUtcNow(), temporary, cancellationToken).ConfigureAwait(false);
            await files.KeepAsync(temporary, large.Packet, cancellationToken).ConfigureAwait(false);
            return new SignedDraft(large, null, draft.Message, facts);
        }
        catch
        {
            files.Discard(temporary);
            throw;
        }
    }

    /// <summary>Signs a status packet.</summary>
    public (byte[] Bytes, SignedPacket Packet) Status(StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var key = keys.Demand(status.From.OrganId);
        return signer.SignSmall(Layout(status), [], key, time.GetUtcNow());
    }

    /// <summary>Whether a status packet could be signed now.</summary>
    /// <exception cref="RefusedException">The strict profile forbids it, or the key is not here.</exception>
    public void CheckStatus(StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(status);
        _ = keys.Demand(status.From.OrganId);
        _ = Layout(status);
    }

    /// <summary>Lays the packet out, or says what the strict profile forbids.</summary>
    internal static PacketLayout Layout(Message message)
    {
        try
        {
            return StrictWriter.Layout(message);
        }
        catch (EdxmlRuleException e)
        {
            Compose.RefuseIfAny([.. e.Violations.Select(static v => new Core.Contracts.FieldProblem(v.Field, v.Code, v.SentenceVi, v.SentenceEn))]);
            throw;
        }
    }

    private async Task KeepAsync(byte[] bytes, Digest digest, CancellationToken cancellationToken)
    {
        var temporary = files.CreateTemporary();
        try
        {
            await temporary.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await files.KeepAsync(temporary, digest, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            files.Discard(temporary);
            throw;
        }
    }
}
