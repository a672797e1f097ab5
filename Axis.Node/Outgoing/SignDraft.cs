using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Node.Storage;
using Axis.Signing.Keys;
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
        var key = keys.Find(draft.Message.From.OrganId) ?? throw new RefusedException(new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_MISSING",
            $"Nút này không giữ khóa ký của cơ quan {draft.Message.From.OrganId}; dùng cách gửi hai bước hoặc báo quản trị nút.",
            "This node holds no signing key of the agency; use the two-call submission."));
        if (packed.All(static p => p.Bytes is not null) && packed.Sum(static p => p.Size) <= InMemoryBytes)
        {
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
        var key = keys.Find(status.From.OrganId) ?? throw new RefusedException(new Refusal(
            RefusalKind.Unavailable,
            "AGENCY_KEY_MISSING",
            $"Nút này không giữ khóa ký của cơ quan {status.From.OrganId} nên chưa gửi được trạng thái; báo quản trị nút.",
            "This node holds no signing key of the agency."));
        return signer.SignSmall(Layout(status), [], key, time.GetUtcNow());
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

/// <summary>The agency keys that this node holds.</summary>
public sealed class AgencyKeys(IReadOnlyDictionary<OrganId, ISigningKey> keys)
{
    /// <summary>The key of an agency, or <c>null</c> when it is kept elsewhere.</summary>
    public ISigningKey? Find(OrganId agency) => keys.GetValueOrDefault(agency);

    /// <summary>The agencies whose keys are here.</summary>
    public IEnumerable<OrganId> Agencies => keys.Keys;
}
