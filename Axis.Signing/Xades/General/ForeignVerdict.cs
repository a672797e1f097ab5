using Axis.Signing.Trust;

namespace Axis.Signing.Xades.General;

/// <summary>The verdict on one signature of another maker: its cryptography, and whether its certificate leads to an anchor.</summary>
/// <param name="Finding">What the general path found.</param>
/// <param name="Indication">Main indication.</param>
/// <param name="SubIndication">Why; <see cref="SubIndication.None"/> for a pass.</param>
/// <param name="Checks">Every check, in the order made.</param>
public sealed record ForeignVerdict(SignatureFinding Finding, Indication Indication, SubIndication SubIndication, IReadOnlyList<Check> Checks)
{
    /// <summary>The sentence that decided, in Vietnamese.</summary>
    public string Reason => Indication == Indication.TotalPassed
        ? "Chữ ký đúng, mọi nội dung đều được ký, chứng thư được bảo đảm và không bị thu hồi."
        : (Checks.FirstOrDefault(static c => c is { Outcome: CheckOutcome.Failed, Name: not "native-form" })
            ?? Checks.LastOrDefault(static c => c.Outcome != CheckOutcome.Passed)
            ?? Checks[^1]).Detail;
}
