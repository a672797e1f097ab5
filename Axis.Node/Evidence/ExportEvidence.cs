using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Tracking;
using Axis.Node.Api;
using Axis.Node.Directories;
using Axis.Node.Keys;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Evidence;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Node.Evidence;

/// <summary>Puts the evidence about one document together and writes the container, in flat memory.</summary>
internal sealed class ExportEvidence(
    IStore store,
    PacketContent content,
    EvidenceDirectory directory,
    EvidenceJournal journal,
    NodeDirectory live,
    LiveDirectory held,
    KeyRing keys,
    PacketVerifier packets,
    TimestampVerifier timestamps,
    ITimestampAuthority authority,
    TimestampOptions options,
    VerificationPolicy policy,
    TimeProvider time)
{
    /// <summary>Collects what the container is to hold.</summary>
    /// <param name="document">The document; the caller has found that the actor may read it.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<EvidenceDraft> CollectAsync(PacketRow document, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        await journal.SealAsync(cancellationToken).ConfigureAwait(false);
        var sources = store.Read(session => EvidenceSources.Of(session, document, actor));
        var proof = journal.Of(document.Digest, sources.Hidden);
        var snapshot = live.Current();
        var selection = EvidenceDirectory.Selection(sources, (proof?.Cosigned ?? []).Select(static c => c.Neighbour).Append(live.Self), snapshot);
        var drafts = new List<DraftPacket>();
        foreach (var packet in sources.Statuses.Prepend(document))
        {
            drafts.Add(await PacketAsync(packet, Title(packet), cancellationToken).ConfigureAwait(false));
        }

        return new EvidenceDraft
        {
            Node = live.Self,
            MadeAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()),
            Facts = Facts(document),
            Packets = drafts,
            Receipts = [.. sources.Receipts.Select(static r => r.Sealed)],
            Directory = directory.Today(selection),
            DirectoryAtReception = directory.AtReception(sources, selection),
            Revocation = store.Read(session => EvidenceRevocation.Of(session, sources.Verdicts, selection, snapshot)),
            Verdicts = [.. sources.Verdicts.Select(static v => new VerdictItem(v.Packet.ToString(), v.At, v.Verdict, v.Policy, v.DirectoryVersions, v.ReportJson))],
            Journal = proof,
        };
    }

    /// <summary>Writes the container.</summary>
    public Task WriteAsync(EvidenceDraft draft, Stream output, CancellationToken cancellationToken) =>
        new EvidenceWriter(keys.Current, options.Enabled ? new ContainerStamping(authority, Problem) : null).WriteAsync(draft, output, cancellationToken);

    private string? Problem(TimestampToken token, byte[] imprint)
    {
        var context = new TimestampContext(held.Snapshot, held.Revocation, time.GetUtcNow(), policy.PacketLimits, options.Sunset());
        return timestamps.Verify(token, _ => imprint, context).FirstProblem?.Detail;
    }

    private async Task<DraftPacket> PacketAsync(PacketRow packet, string title, CancellationToken cancellationToken)
    {
        var proofs = store.Read(session => session.Proofs.Of(packet.Digest));
        ReadOnlyMemory<byte> value = default;
        if (proofs.Count > 0)
        {
            var bytes = content.Open(packet);
            await using (bytes.ConfigureAwait(false))
            {
                var check = await packets.VerifyAsync(bytes, NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
                value = new StampedPacket(check, () => content.Open(packet)).SignatureValueBytes();
            }
        }

        return new DraftPacket(packet.Digest, () => content.Open(packet), packet.StoredAt, title, proofs, value);
    }

    private DocumentFacts Facts(PacketRow document)
    {
        var facts = document.Facts;
        return new DocumentFacts(
            Named(document.From.Value),
            [.. facts.To.Select(Named)],
            facts.CodeNumber is null ? null : $"{facts.CodeNumber}/{facts.CodeNotation}",
            facts.Subject,
            facts.TypeName,
            string.Join(", ", new[] { facts.SignerFullName, facts.SignerPosition }.Where(static t => !string.IsNullOrEmpty(t))),
            facts.PromulgationDate);
    }

    private string Title(PacketRow packet) => packet.Kind == PacketKind.Document
        ? "Văn bản"
        : $"{packet.Facts.StatusCode} {StateText.StatusName(packet.Facts.StatusCode ?? "")} – {Named(packet.From.Value)}{(packet.Facts.Description is { Length: > 0 } remark ? ": " + remark : "")}";

    private string Named(string code) => OrganId.TryParse(code, out var id) && live.NameOf(id) is { } name ? $"{code} {name}" : code;
}
