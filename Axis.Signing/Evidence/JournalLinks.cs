using System.Text;
using System.Text.Json;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Seals;

namespace Axis.Signing.Evidence;

/// <summary>Verifies that the exporting node's journal holds the document's entries (RFC 6962 §2.1.1), and that others vouch for its head.</summary>
internal static class JournalLinks
{
    public static void Check(EvidenceRun run, SealVerifier seals)
    {
        if (run.Index!.Journal is not { } journal)
        {
            run.NotMade(EvidenceLinks.Journal, null, "Hồ sơ không có chứng minh của nhật ký.", "The container holds no proof of the journal.", decides: false);
            return;
        }

        try
        {
            if (Head(run, seals, journal.Head, journal.TreeSize, EvidenceLinks.Journal) is not { } head)
            {
                return;
            }

            var wrong = journal.Entries.FirstOrDefault(e => !Stands(run, e, head));
            if (wrong is not null || journal.Entries.Count == 0)
            {
                run.Fail(
                    EvidenceLinks.Journal, EvidenceNames.Index, $"Mục nhật ký {wrong?.Index} không nằm dưới đầu nhật ký đã niêm, hoặc không nói về văn bản này.", $"Journal entry {wrong?.Index} is not under the sealed head, or does not speak of this document.");
                return;
            }

            run.Pass(EvidenceLinks.Journal, journal.Head, $"{journal.Entries.Count} mục nhật ký của nút '{run.Node}' nằm dưới đầu nhật ký đã niêm ({head.TreeSize} mục).", $"{journal.Entries.Count} journal entries of node '{run.Node}' stand under its sealed head of {head.TreeSize}.");
            Cosignatures(run, seals, journal, head);
        }
        catch (FormatException e)
        {
            run.Fail(EvidenceLinks.Journal, EvidenceNames.Index, e.Message, "The journal's proof cannot be read.");
        }
    }

    // A neighbour vouches for a head that continues this one: its own seal, its consistency (RFC 6962 §2.1.2) and the neighbour's signature over it.
    private static void Cosignatures(EvidenceRun run, SealVerifier seals, JournalItem journal, SealHead head)
    {
        if (journal.Cosigned.Count == 0)
        {
            run.NotMade(
                EvidenceLinks.Cosignature, journal.Head, "Chưa có nút bên cạnh nào ký chứng kiến đầu nhật ký này: chỉ có lời của chính nút lập hồ sơ.", "No neighbour has cosigned this journal head: it is the exporting node's word alone.", decides: false);
        }

        foreach (var item in journal.Cosigned)
        {
            if (Head(run, seals, item.Head, item.TreeSize, EvidenceLinks.Cosignature) is not { } later)
            {
                continue;
            }

            if (!MerkleTree.VerifyConsistency(head.TreeSize, head.Root, later.TreeSize, later.Root, [.. item.Consistency.Select(Digest.Parse)]))
            {
                run.Fail(EvidenceLinks.Cosignature, item.Head, $"Đầu nhật ký '{item.Head}' không nối tiếp đầu nhật ký của hồ sơ.", $"Journal head '{item.Head}' does not continue that of the container.");
                continue;
            }

            var check = seals.VerifyCosignature(run.Zip.ReadAll(item.Cosignature, SealXml.MaxBytes), run.Zip.ReadAll(item.Head, SealXml.MaxBytes), run.Directory, run.KnownSince);
            switch (check)
            {
                case SealValid valid when valid.Head.Issuer.Value == item.Neighbour && valid.Head.Issuer != run.Node:
                    run.Pass(EvidenceLinks.Cosignature, item.Cosignature, $"Nút '{item.Neighbour}' đã ký chứng kiến đầu nhật ký ({later.TreeSize} mục).", $"Node '{item.Neighbour}' cosigned the journal head of {later.TreeSize}.", decides: false);
                    break;
                case SealUndecided undecided:
                    run.NotMade(EvidenceLinks.Cosignature, item.Cosignature, undecided.Reason, $"Cosignature '{item.Cosignature}': {undecided.Code}.", decides: false);
                    break;
                default:
                    run.Fail(EvidenceLinks.Cosignature, item.Cosignature, $"Chữ ký chứng kiến '{item.Cosignature}' không phải của nút '{item.Neighbour}'. {check.Reason}", $"Cosignature '{item.Cosignature}' is not that of node '{item.Neighbour}': {check.Code}.");
                    break;
            }
        }
    }

    private static SealHead? Head(EvidenceRun run, SealVerifier seals, string file, long treeSize, string link)
    {
        var check = seals.VerifyHead(run.Zip.ReadAll(file, SealXml.MaxBytes), run.Directory, run.KnownSince);
        switch (check)
        {
            case SealValid valid when valid.Head.Issuer == run.Node && valid.Head.TreeSize == treeSize:
                return valid.Head;
            case SealUndecided undecided:
                run.NotMade(link, file, undecided.Reason, $"Journal head '{file}': {undecided.Code}.");
                return null;
            case SealRefused refused:
                run.Fail(link, file, refused.Reason, $"Journal head '{file}': {refused.Code}.");
                return null;
            default:
                run.Fail(link, file, $"Đầu nhật ký '{file}' không phải của nút '{run.Node}' hoặc khác với bảng kê.", $"Journal head '{file}' is not that of node '{run.Node}' or differs from the index.");
                return null;
        }
    }

    private static bool Stands(EvidenceRun run, EntryItem entry, SealHead head)
    {
        var leaf = Encoding.UTF8.GetBytes(entry.Leaf);
        return SpeaksOfThis(run, leaf) && MerkleTree.VerifyPath(MerkleTree.HashLeaf(leaf), entry.Index, head.TreeSize, [.. entry.Path.Select(Digest.Parse)], head.Root);
    }

    private static bool SpeaksOfThis(EvidenceRun run, byte[] leaf)
    {
        try
        {
            using var json = JsonDocument.Parse(leaf, new JsonDocumentOptions { MaxDepth = 2 });
            return Named(json, "packet") is { } packet && run.Index!.Packets.Any(p => p.Digest == packet);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("Mục nhật ký không đúng mẫu.", e);
        }
    }

    private static string? Named(JsonDocument json, string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
}
