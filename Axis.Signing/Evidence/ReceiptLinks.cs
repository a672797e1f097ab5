using System.Globalization;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Core.Tracking;
using Axis.Signing.Seals;

namespace Axis.Signing.Evidence;

/// <summary>Verifies every receipt: its form, its place under its seal, whose seal that is, and that it speaks of a packet of this container.</summary>
internal static class ReceiptLinks
{
    // A receipt with some thousand recipients.
    private const int MaxReceiptBytes = 2 * 1024 * 1024;

    public static void Check(EvidenceRun run, SealVerifier seals, CancellationToken cancellationToken)
    {
        var index = run.Index!;
        var packets = index.Packets.Select(static p => p.Digest).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var item in index.Receipts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Check(run, seals, item, packets);
            }
            catch (FormatException e)
            {
                run.Fail(EvidenceLinks.Receipt, item.File, e.Message, $"Receipt '{item.File}' or its place under the seal cannot be read.");
            }
        }

        if (index.Receipts.Count == 0)
        {
            run.NotMade(EvidenceLinks.Receipt, null, "Hồ sơ không có biên nhận nào.", "The container holds no receipt.");
        }
    }

    private static void Check(EvidenceRun run, SealVerifier seals, ReceiptItem item, HashSet<string> packets)
    {
        var sealedReceipt = new SealedReceipt(
            run.Zip.ReadAll(item.File, MaxReceiptBytes), item.Index, [.. item.Path.Select(Digest.Parse)], run.Zip.ReadAll(item.Seal, SealXml.MaxBytes));
        run.ReceiptDigests.Add(sealedReceipt.Digest);
        var receipt = ReceiptXml.Read(sealedReceipt.Bytes.Span);
        if (!packets.Contains(receipt.Packet.ToString()))
        {
            run.Fail(EvidenceLinks.Receipt, item.File, $"Biên nhận '{item.File}' nói về một gói tin khác ({receipt.Packet.ToString()[..16]}…), không thuộc văn bản này.", $"Receipt '{item.File}' speaks of another packet, not of this document.");
            return;
        }

        var check = seals.Verify(sealedReceipt, receipt, run.Directory, run.KnownSince);
        if (check is SealUndecided { Code: SealCodes.BindingUnknown } && run.DirectoryAtReception is { } then)
        {
            check = seals.Verify(sealedReceipt, receipt, then, run.KnownSince);
        }

        switch (check)
        {
            case SealValid valid:
                run.Receipts.Add((receipt, valid.Head.Time));
                var at = receipt.Time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
                run.Pass(EvidenceLinks.Receipt, item.File, $"{at}, nút '{receipt.Issuer}': {StateText.EventName(receipt.Event)}.", $"{receipt.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, node '{receipt.Issuer}': {receipt.Event}.");
                break;
            case SealUndecided undecided:
                run.NotMade(EvidenceLinks.Receipt, item.File, undecided.Reason, $"Receipt '{item.File}' of node '{receipt.Issuer}': {undecided.Code}.");
                break;
            default:
                run.Fail(EvidenceLinks.Receipt, item.File, check.Reason, $"Receipt '{item.File}' of node '{receipt.Issuer}': {check.Code}.");
                break;
        }
    }
}
