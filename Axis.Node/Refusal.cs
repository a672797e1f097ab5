using Axis.Core.Contracts;

namespace Axis.Node;

/// <summary>Why something was not done: a stable code and a sentence in both languages that says what to do (promise 9).</summary>
/// <param name="Kind">What sort of refusal; decides the HTTP status and whether trying again makes sense.</param>
/// <param name="Code">Stable code: upper case with underscores, or a rule id such as SEC-01.</param>
/// <param name="Sentence">Vietnamese.</param>
/// <param name="SentenceEn">English.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Sentence, string SentenceEn)
{
    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyList<FieldProblem> Errors { get; init; } = [];

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Sorts of refusals.</summary>
public enum RefusalKind
{
    /// <summary>The request cannot be read (400).</summary>
    Malformed = 400,

    /// <summary>No valid token (401).</summary>
    Unauthenticated = 401,

    /// <summary>Not for this token (403).</summary>
    Forbidden = 403,

    /// <summary>No such thing, or not for this token to know of (404).</summary>
    NotFound = 404,

    /// <summary>Not in this state, or another request took the place (409).</summary>
    Conflict = 409,

    /// <summary>It was here and is withheld or gone for good (410).</summary>
    Gone = 410,

    /// <summary>Over a limit (413).</summary>
    TooLarge = 413,

    /// <summary>Not in a form that is read here (415).</summary>
    Unsupported = 415,

    /// <summary>Read and understood, and against a rule (422).</summary>
    Invalid = 422,

    /// <summary>The node cannot keep or do it now; the same request may succeed later (503).</summary>
    Unavailable = 503,

    /// <summary>No room (507).</summary>
    NoSpace = 507,
}

/// <summary>Carries a refusal up to the face that answers.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException()
        : this("The request was refused.")
    {
    }

    public RefusedException(string message)
        : this(message, null!)
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException) => Refusal = new Refusal(RefusalKind.Invalid, "REFUSED", message, message);

    public RefusedException(Refusal refusal, Exception? innerException = null)
        : base(refusal?.SentenceEn, innerException)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        Refusal = refusal;
    }

    /// <summary>Why.</summary>
    public Refusal Refusal { get; }
}
