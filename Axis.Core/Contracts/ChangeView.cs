using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>A recall, take-back, update or replacement as its receiver sees it.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Kind"><c>take-back</c>, <c>recall</c>, <c>update</c> or <c>replacement</c>.</param>
/// <param name="KindName">Its Vietnamese name.</param>
/// <param name="State"><c>parked</c>, <c>pending</c>, <c>unread</c>, <c>agreed</c>, <c>declined</c>, <c>no-effect</c> or <c>replaced</c>.</param>
/// <param name="StateName">What it means, in Vietnamese.</param>
/// <param name="Packet">Digest of the packet that asks; of a replacement, the document that replaces.</param>
/// <param name="From">Who asks.</param>
/// <param name="Target">Identifier of the document spoken of.</param>
/// <param name="Item">The document in the inbox; <c>null</c> while it has not come.</param>
/// <param name="Reason">Why, in the sender's words.</param>
/// <param name="AskedAt">When it came.</param>
/// <param name="AnsweredAt">When it was answered.</param>
/// <param name="ReasonCode">Code of the answer.</param>
public sealed record ChangeView(
    Guid Id,
    string Kind,
    string KindName,
    string State,
    string StateName,
    string Packet,
    string From,
    string Target,
    Guid? Item,
    string? Reason,
    DateTimeOffset AskedAt,
    DateTimeOffset? AnsweredAt,
    string? ReasonCode);

/// <summary>The sender asks for a document back (thu hồi, lấy lại).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RequestRecall
{
    /// <summary>Why, up to 500 characters; required (RCL-12, STA-04).</summary>
    public required string Reason { get; init; }

    /// <summary>Only from these receiving agencies; absent = from all of whom it can still be recalled.</summary>
    public IReadOnlyList<string>? Recipients { get; init; }

    /// <summary>The clerk.</summary>
    public StaffFields? Staff { get; init; }
}

/// <summary>A take-back is on its way.</summary>
/// <param name="Packet">The document.</param>
/// <param name="Requests">The status packet (13) to each recipient.</param>
/// <param name="Skipped">Recipients that were left out, each with its reason.</param>
public sealed record TakeBackAnswer(string Packet, IReadOnlyList<TakeBackRequest> Requests, IReadOnlyList<Warning> Skipped);

/// <summary>One recipient that was asked.</summary>
/// <param name="Recipient">As addressed.</param>
/// <param name="Status">Digest of the status packet.</param>
/// <param name="Withdrawn">Whether the document was withdrawn before it left, so that nobody had to be asked.</param>
public sealed record TakeBackRequest(string Recipient, string Status, bool Withdrawn);

/// <summary>The receiver's answer to a recall, take-back or update.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AnswerChange
{
    /// <summary>15 (the document is cancelled, or the update taken over), otherwise 16.</summary>
    public required bool Agree { get; init; }

    /// <summary>For 16: KHONG_TIM_THAY, DA_HOAN_THANH or KHAC.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Reason or remark, up to 1000 characters; required for KHAC.</summary>
    public string? Description { get; init; }

    /// <summary>The clerk.</summary>
    public StaffFields? Staff { get; init; }
}

/// <summary>The answer was signed and is on its way to the sender.</summary>
/// <param name="Item">The inbox item.</param>
/// <param name="Code">15 or 16.</param>
/// <param name="Packet">Digest of the status packet.</param>
/// <param name="Warnings">What the clerk should know.</param>
public sealed record ChangeAnswerResult(Guid Item, string Code, string Packet, IReadOnlyList<Warning> Warnings);

/// <summary>A duty with its deadline (URG-01…07).</summary>
/// <param name="Kind">Stable name.</param>
/// <param name="Name">Its Vietnamese name.</param>
/// <param name="Item">The inbox item.</param>
/// <param name="Agency">Who has to do it.</param>
/// <param name="Start">Since when.</param>
/// <param name="Due">Until when.</param>
/// <param name="Overdue">Whether it is past that and not done.</param>
/// <param name="SettledAt">When it was done.</param>
public sealed record DeadlineView(string Kind, string Name, Guid Item, string Agency, DateTimeOffset Start, DateTimeOffset Due, bool Overdue, DateTimeOffset? SettledAt);
