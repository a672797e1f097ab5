namespace Axis.Node.Links;

/// <summary>A call over a link that is refused; becomes an RFC 9457 problem document.</summary>
public sealed class LinkException : Exception
{
    public LinkException()
        : this(LinkErrors.OfferMalformed)
    {
    }

    public LinkException(string message)
        : base(message)
    {
        Error = LinkErrors.OfferMalformed;
    }

    public LinkException(string message, Exception innerException)
        : base(message, innerException)
    {
        Error = LinkErrors.OfferMalformed;
    }

    public LinkException(LinkError error, Exception? innerException = null, string? detail = null)
        : base(detail is null ? error?.SentenceVi : error?.SentenceVi + " " + detail, innerException)
    {
        ArgumentNullException.ThrowIfNull(error);
        Error = error;
    }

    /// <summary>What is wrong.</summary>
    public LinkError Error { get; }

    /// <summary>For a wrong offset: the one that is stored.</summary>
    public long? Offset { get; init; }

    /// <summary>The delivery that was refused, when it could be read.</summary>
    public Guid? Delivery { get; init; }
}

/// <summary>One refusal of the link protocol.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Retryable">Whether the same call may succeed later (promise 8: a property, never read out of a text).</param>
/// <param name="SentenceVi">What happened and what to do.</param>
/// <param name="SentenceEn">The same in English.</param>
public sealed record LinkError(string Code, int Status, bool Retryable, string SentenceVi, string SentenceEn);
