using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Routing;
using Axis.Node.Storage;

namespace Axis.Node.Outgoing;

/// <summary>
/// An agency without software of its own behind the VXP API keeps its register here: what it says of a document in its inbox is said at that line, where the rules of
/// answers hold and register, duties and content follow (STA-02, STA-03, RCV-02, RCV-07, RCL-02). A packet that says it is refused, or the line would know nothing of it.
/// </summary>
internal static class AnsweredAtInbox
{
    // Packets looked at for one that is named by its code alone, newest first.
    private const int Looked = 2_000;

    /// <summary>The refusal.</summary>
    public static Refusal Refusal { get; } = new(
        RefusalKind.Conflict,
        "STATUS_AT_INBOX",
        "Văn bản này nằm trong hộp đến của cơ quan tại nút: hãy trả lời ngay tại đó (trang văn bản đến, 'axis accept', 'axis refuse', 'axis agree', 'axis decline'… hoặc tệp .answer.json) để sổ, thời hạn và nội dung theo đúng câu trả lời; gói trạng thái này không được gửi.",
        "The document is in the agency's inbox of this node: answer it there; this status packet is not sent.");

    /// <summary>Whether the status answers a document in the inbox that is kept here for its agency.</summary>
    /// <param name="session">The running transaction.</param>
    /// <param name="directory">Knows every agency by each of its codes (LVL-04).</param>
    /// <param name="status">What is handed in.</param>
    /// <param name="at">Now.</param>
    public static bool Is(ISession session, DirectorySnapshot directory, StatusMessage status, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(status);
        var agency = AgencyOf(directory, status);
        return status.StatusCode is "02" or "03" or "04" or "05" or "06" or "15" or "16"
            && session.VxpSystems.FindByAgency(agency) is null
            && (AnsweredItems.Of(session, directory, status.ResponseFor, agency, at).Any() || status.ResponseFor.Any(about => IsByCode(session, directory, about, agency, at)));
    }

    /// <summary>Whose status it is, by the code that the directory gives it.</summary>
    public static OrganId AgencyOf(DirectorySnapshot directory, StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(status);
        return directory.FindAgency(status.From.OrganId)?.Code ?? status.From.OrganId;
    }

    // Its sender would find the document by its code where no identifier fits (STA-09).
    private static bool IsByCode(ISession session, DirectorySnapshot directory, ResponseFor about, OrganId agency, DateTimeOffset at) =>
        about.Code is { Length: > 0 } code
        && Lineage.Of(directory, about.OrganId, at) is var senders
        && session.Packets.Search(new PacketQuery { Code = FoldedText.Of(code) }, null, Looked, Looked).Rows
            .Any(p => p.Facts.Code == code && senders.Contains(p.From) && session.Inbox.ListFor(p.Digest).Any(i => Standing.StandsFor(directory, i.Recipient, agency, at)));
}
