using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Seals;

namespace Axis.Node.Journal;

/// <summary>Collects the heads of this node's journal that others hold: asked of the neighbours now, and those whose cosignatures are kept here.</summary>
public sealed class AskWitnesses(IStore store, SealVerifier seals, LiveDirectory directory, LinkClients clients, TimeProvider time) : IWitnesses
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<WitnessAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        var answers = new List<WitnessAnswer>();
        foreach (var neighbour in directory.Neighbours.OrderBy(static n => n.Id.Value, StringComparer.Ordinal))
        {
            answers.Add(await AskAsync(neighbour, cancellationToken).ConfigureAwait(false));
        }

        return answers;
    }

    private async Task<WitnessAnswer> AskAsync(Neighbour neighbour, CancellationToken cancellationToken)
    {
        var kept = Kept(neighbour.Id);
        if (neighbour.Fetches)
        {
            return new WitnessAnswer(neighbour.Id, kept, "Nút này tự đến lấy văn bản, không gọi tới được; chỉ đối chiếu với chữ ký chứng kiến đã lưu.");
        }

        try
        {
            var held = await clients.For(neighbour.Id).HeldHeadsAsync(cancellationToken).ConfigureAwait(false);
            var heads = new List<WitnessedHead>(kept);
            var strange = 0;
            foreach (var message in held.Heads.Take(CosignHeads.MaxLogs))
            {
                // Only what this node sealed itself binds it: a neighbour cannot accuse with a head of its own making.
                if (seals.VerifyHead(message.Seal, directory.Snapshot, time.GetUtcNow()) is SealValid { Head: var head } && head.Issuer == directory.Self)
                {
                    heads.Add(new WitnessedHead(neighbour.Id, message.Log, head.TreeSize, head.Root));
                }
                else
                {
                    strange++;
                }
            }

            return new WitnessAnswer(neighbour.Id, heads, strange == 0 ? null : $"{strange} đầu nhật ký không mang niêm ký hợp lệ của nút này nên không tính.");
        }
        catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException or LinkException)
        {
            return new WitnessAnswer(neighbour.Id, kept, e.Message);
        }
    }

    private List<WitnessedHead> Kept(NodeId neighbour) => store.Read(session =>
    {
        var heads = new List<WitnessedHead>();
        foreach (var log in session.Journal.Logs())
        {
            if (session.Heads.LastCosignature(log.Number, neighbour) is { } cosignature && ReadHead(cosignature.Cosignature) is { } head)
            {
                heads.Add(new WitnessedHead(neighbour, log.Epoch, head.TreeSize, head.Root));
            }
        }

        return heads;
    });

    private static SealHead? ReadHead(ReadOnlyMemory<byte> cosignature)
    {
        try
        {
            return SealXml.Read(cosignature.Span).Head;
        }
        catch (SealFormatException)
        {
            // Damaged in the database; the neighbour itself still has it.
            return null;
        }
    }
}

/// <summary>What one neighbour holds.</summary>
/// <param name="Neighbour">Who.</param>
/// <param name="Heads">Heads of this node.</param>
/// <param name="Remark">Why it could not be asked, or what is strange about its answer; <c>null</c> when nothing is.</param>
public sealed record WitnessAnswer(NodeId Neighbour, IReadOnlyList<WitnessedHead> Heads, string? Remark);
