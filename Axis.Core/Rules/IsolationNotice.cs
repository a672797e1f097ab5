using Axis.Core.Packets;

namespace Axis.Core.Rules;

/// <summary>
/// The word to the other side that a state secret was found in a document (SEC-03): a status packet as every axis reads it, 13 from the sender to its recipients
/// and 02 from a recipient to the sender, whose remark begins with the rule. It says nothing of the content.
/// </summary>
public static class IsolationNotice
{
    /// <summary>The request to recipients.</summary>
    public const string FromSender = "13";

    /// <summary>The word to the sender.</summary>
    public const string FromRecipient = "02";

    /// <summary>What the remark begins with.</summary>
    public const string Mark = "SEC-03:";

    /// <summary>The remark.</summary>
    public const string Sentence = Mark + " phát hiện nội dung bí mật nhà nước trong văn bản; cách ly ngay, không mở, không chuyển tiếp, báo cán bộ bảo mật của cơ quan.";

    /// <summary>Whether a remark begins as the word does: nobody but a security officer's node writes that.</summary>
    public static bool IsMarked(string? remark) => remark?.TrimStart().StartsWith(Mark, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether the status is such a word.</summary>
    public static bool Is(StatusMessage status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.StatusCode is FromSender or FromRecipient && status.Description?.StartsWith(Mark, StringComparison.Ordinal) == true;
    }
}
