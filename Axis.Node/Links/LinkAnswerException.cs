namespace Axis.Node.Links;

/// <summary>The neighbour answered with a refusal.</summary>
public sealed class LinkAnswerException : Exception
{
    public LinkAnswerException()
        : this("UNREADABLE_ANSWER", "Nút láng giềng trả lời không đọc được.", true, null)
    {
    }

    public LinkAnswerException(string message)
        : this("UNREADABLE_ANSWER", message, true, null)
    {
    }

    public LinkAnswerException(string message, Exception innerException)
        : base(message, innerException)
    {
        Code = "UNREADABLE_ANSWER";
        Retryable = true;
    }

    public LinkAnswerException(string code, string sentence, bool retryable, long? offset)
        : base(sentence)
    {
        Code = code;
        Retryable = retryable;
        Offset = offset;
    }

    /// <summary>Stable code of the refusal.</summary>
    public string Code { get; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool Retryable { get; }

    /// <summary>Whether the answer counts towards parking although the same call may succeed later: the other side said why not, and not that it is busy.</summary>
    public bool SpendsAttempt { get; init; }

    /// <summary>The stored offset, for <c>WRONG_OFFSET</c>.</summary>
    public long? Offset { get; }
}
