using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Core.Routing;
using Axis.Core.Rules.Changes;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Signing.Seals;

namespace Axis.Node.Returning;

/// <summary>
/// VerifyReceipt: the receipt's form, its seal, and whether its issuer may say what it says. Whether it belongs to a delivery of ours is checked with the rows.
/// </summary>
public sealed class VerifyReceipt(SealVerifier seals, LiveDirectory directory, TimeProvider time)
{
    private const int DeepestTree = 16;

    // At the hour of a reform the issuer's clock may be ahead of this one.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks one receipt.</summary>
    public ReceiptCheck Run(SealedReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        Receipt content;
        try
        {
            content = ReceiptXml.Read(receipt.Bytes.Span);
        }
        catch (ReceiptFormatException e)
        {
            return new ReceiptCheck.Refused(LinkErrors.ReceiptInvalid.Code, e.Message, false);
        }

        var snapshot = directory.Snapshot;
        var seal = seals.Verify(receipt, content, snapshot, time.GetUtcNow());
        if (seal is not SealValid { Head: var head })
        {
            return new ReceiptCheck.Refused(seal.Code, seal.Reason, seal is SealUndecided);
        }

        return MaySay(content, snapshot)
            ? new ReceiptCheck.Valid(receipt, content, head.Time)
            : new ReceiptCheck.Refused("ISSUER_NOT_ENTITLED", $"Nút {content.Issuer} không có quyền xác nhận việc này cho nơi nhận đã nêu.", NamesNewerDirectory(content));
    }

    private bool NamesNewerDirectory(Receipt receipt) => receipt.DirectoryVersions.Any(v => v.Value > directory.Versions.GetValueOrDefault(v.Key));

    private bool MaySay(Receipt receipt, DirectorySnapshot snapshot)
    {
        var at = time.GetUtcNow() + ClockTolerance;
        switch (receipt.Event)
        {
            case ReceiptEvent.SubmissionAcceptance:
            case ReceiptEvent.SubmissionRejection:
                return snapshot.VersionsOf(receipt.From).Any(v => v.Host == receipt.Issuer);
            case ReceiptEvent.ReceivedFromNonErds:
                return receipt.Recipients.All(static r => r.Accepted) && Gateways.MayVouch(receipt.Issuer, receipt.From, snapshot, directory.Routes.Tree);
            case ReceiptEvent.RelayAcceptance:
            case ReceiptEvent.RelayToNonErds:
                // An acceptance moves the hop line alone: one that says "not accepted" would be a failure by a node that may state none.
                return snapshot.FindNode(receipt.Issuer) is not null && receipt.Recipients.All(static r => r.Accepted);
            case ReceiptEvent.ContentConsignment:
            case ReceiptEvent.ConsignmentAcceptance:
            case ReceiptEvent.ConsignmentRejection:
            case ReceiptEvent.ContentHandover:
                return HostSays(receipt, snapshot, at);
            case ReceiptEvent.Withdrawn when receipt.ReasonCode == ChangeReasons.Unread || receipt.Recipients.Any(static r => r.Code == ChangeReasons.Unread):
                // It lay in the inbox, and only who keeps that knows that nobody read it.
                return HostSays(receipt, snapshot, at);
            case ReceiptEvent.RelayRejection:
            case ReceiptEvent.RelayFailure:
            case ReceiptEvent.ContentConsignmentFailure:
            case ReceiptEvent.Withdrawn:
                // Whoever holds a delivery may withdraw it, and nobody else has it then (RCL-06).
                return receipt.Recipients.All(r => Standing.StandsFor(snapshot, r.Addressed, r.Delivered, at) && IsOnTheWay(receipt.Issuer, r.Delivered, snapshot));
            default:
                return false;
        }
    }

    private static bool HostSays(Receipt receipt, DirectorySnapshot snapshot, DateTimeOffset at) =>
        receipt.Recipients.All(r => snapshot.VersionsOf(r.Delivered).Any(v => v.Host == receipt.Issuer) && Standing.StandsFor(snapshot, r.Addressed, r.Delivered, at));

    // A failure may be stated by any node between here and the recipient's host, that host included; an unknown recipient by whoever had to route it.
    private bool IsOnTheWay(NodeId issuer, OrganId recipient, DirectorySnapshot snapshot)
    {
        var host = snapshot.FindAgency(recipient)?.Host;
        return host is null
            ? snapshot.FindNode(issuer) is not null
            : Ancestors(host.Value, snapshot).Contains(issuer) || Ancestors(directory.Self, snapshot).Contains(issuer) || directory.FindNeighbour(issuer) is not null;
    }

    private static IEnumerable<NodeId> Ancestors(NodeId node, DirectorySnapshot snapshot)
    {
        NodeId? current = node;
        for (var depth = 0; current is { } id && depth < DeepestTree; depth++)
        {
            yield return id;
            current = snapshot.FindNode(id)?.Parent;
        }
    }
}

/// <summary>Whether a receipt may be used. Closed.</summary>
public abstract record ReceiptCheck
{
    private ReceiptCheck()
    {
    }

    /// <summary>Form, seal and issuer are right.</summary>
    /// <param name="Sealed">As it travelled.</param>
    /// <param name="Content">What it says.</param>
    /// <param name="SealedAt">When its issuer says that it sealed it.</param>
    public sealed record Valid(SealedReceipt Sealed, Receipt Content, DateTimeOffset SealedAt) : ReceiptCheck;

    /// <summary>It may not be used.</summary>
    /// <param name="Code">Stable code.</param>
    /// <param name="Sentence">Why, in Vietnamese.</param>
    /// <param name="Retryable">Whether a newer directory may change that.</param>
    public sealed record Refused(string Code, string Sentence, bool Retryable) : ReceiptCheck;
}
