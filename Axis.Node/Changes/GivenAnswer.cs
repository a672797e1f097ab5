using Axis.Core.Packets;

namespace Axis.Node.Changes;

/// <summary>What a recipient answered to a recall, take-back or update.</summary>
/// <param name="Agree">15, otherwise 16.</param>
/// <param name="Packet">The status packet that says so.</param>
/// <param name="ReasonCode">For 16: KHONG_TIM_THAY, DA_HOAN_THANH or KHAC; <c>null</c> when the recipient's software gave none.</param>
/// <param name="Description">The same in words.</param>
/// <param name="Actor">Pseudonym of who answered.</param>
public sealed record GivenAnswer(bool Agree, Digest Packet, string? ReasonCode, string? Description, string Actor);
