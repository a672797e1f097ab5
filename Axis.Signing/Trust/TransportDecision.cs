using System.Collections.Frozen;

namespace Axis.Signing.Trust;

/// <summary>What transport does with a packet.</summary>
public enum TransportAction
{
    /// <summary>File it in the inbox or pass it on.</summary>
    Deliver = 1,

    /// <summary>Keep it as evidence, deliver it to nobody, tell the sender by a signed refusal.</summary>
    Quarantine = 2,

    /// <summary>Refresh the directory first; the neighbour offers it again.</summary>
    RetryLater = 3,

    /// <summary>Leave the decision to the recipient's clerk; the sender is told.</summary>
    Hold = 4,
}

/// <summary>What a verdict does in transport: one row of <see cref="Table"/> per sub-indication.</summary>
/// <param name="SubIndication">The verdict's sub-indication.</param>
/// <param name="Action">What is done.</param>
/// <param name="Badge">What people see beside the document; <c>null</c> where it reaches nobody.</param>
/// <param name="Revalidate">Whether a schedule verifies again.</param>
public sealed record TransportDecision(SubIndication SubIndication, TransportAction Action, string? Badge, bool Revalidate = false)
{
    private const string Undetermined = "chưa xác định";

    /// <summary>A foreign packet that comes with its ReceivedFromNonERDS receipt: delivered, but never shown as signed.</summary>
    public const string ForeignBadge = "không có chữ ký gói tin, kênh được xác thực";

    /// <summary>Delivered, and verified again by schedule.</summary>
    public const string WaitingBadge = "chờ kiểm tra";

    /// <summary>One row per sub-indication, no more and no fewer.</summary>
    public static IReadOnlyList<TransportDecision> Table { get; } =
    [
        new(SubIndication.None, TransportAction.Deliver, "hợp lệ"),

        new(SubIndication.FormatFailure, TransportAction.Quarantine, null),
        new(SubIndication.HashFailure, TransportAction.Quarantine, null),
        new(SubIndication.SigCryptoFailure, TransportAction.Quarantine, null),
        new(SubIndication.SigConstraintsFailure, TransportAction.Quarantine, null),
        new(SubIndication.CryptoConstraintsFailure, TransportAction.Quarantine, null),
        new(SubIndication.ChainConstraintsFailure, TransportAction.Quarantine, null),
        new(SubIndication.CertificateChainGeneralFailure, TransportAction.Quarantine, null),
        new(SubIndication.NoSigningCertificateFound, TransportAction.Quarantine, null),
        new(SubIndication.NoCertificateChainFound, TransportAction.Quarantine, null),
        new(SubIndication.SignedDataNotFound, TransportAction.Quarantine, null),
        new(SubIndication.Revoked, TransportAction.Quarantine, null),
        new(SubIndication.BindingBroken, TransportAction.Quarantine, null),

        new(SubIndication.BindingUnknown, TransportAction.RetryLater, null, Revalidate: true),

        new(SubIndication.TryLater, TransportAction.Deliver, WaitingBadge, Revalidate: true),

        new(SubIndication.RevokedNoPoe, TransportAction.Hold, Undetermined),
        new(SubIndication.RevokedCaNoPoe, TransportAction.Hold, Undetermined),
        new(SubIndication.OutOfBoundsNoPoe, TransportAction.Hold, Undetermined),
        new(SubIndication.CryptoConstraintsFailureNoPoe, TransportAction.Hold, Undetermined),
        new(SubIndication.OutOfBoundsNotRevoked, TransportAction.Hold, Undetermined),
        new(SubIndication.Expired, TransportAction.Hold, Undetermined),
        new(SubIndication.NotYetValid, TransportAction.Hold, Undetermined),
        new(SubIndication.NoPoe, TransportAction.Hold, Undetermined),
        new(SubIndication.PolicyProcessingError, TransportAction.Hold, Undetermined),
        new(SubIndication.Generic, TransportAction.Hold, Undetermined),
    ];

    private static readonly FrozenDictionary<SubIndication, TransportDecision> Rows = Table.ToFrozenDictionary(static r => r.SubIndication);

    /// <summary>The row of a verdict. An indeterminate verdict without a sub-indication is held: it is no pass.</summary>
    public static TransportDecision For(VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.SubIndication == SubIndication.None && report.Indication != Indication.TotalPassed
            ? Rows[SubIndication.Generic]
            : Rows[report.SubIndication];
    }
}
