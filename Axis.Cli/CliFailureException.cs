using Axis.Signing.Trust.Explanations;

namespace Axis.Cli;

/// <summary>A command cannot be done: a stable code, a sentence for people, what to do, and the exit code.</summary>
public sealed class CliFailureException : Exception
{
    public CliFailureException()
        : this(ExitCodes.Refused, "FAILED", "Lệnh không thực hiện được.", null)
    {
    }

    public CliFailureException(string message)
        : this(ExitCodes.Refused, "FAILED", message, null)
    {
    }

    public CliFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
        ExitCode = ExitCodes.Refused;
        Code = "FAILED";
    }

    /// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
    /// <param name="code">Stable code for scripts.</param>
    /// <param name="sentence">What is wrong, in Vietnamese.</param>
    /// <param name="action">What to do about it.</param>
    public CliFailureException(int exitCode, string code, string sentence, string? action)
        : base(sentence)
    {
        ExitCode = exitCode;
        Code = code;
        Action = action;
    }

    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; }

    /// <summary>Stable code for scripts.</summary>
    public string Code { get; }

    /// <summary>What to do about it.</summary>
    public string? Action { get; }

    /// <summary>Lines of further detail (violations, nearest names).</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>The language of its sentences.</summary>
    public Language Language { get; init; }

    /// <summary>The same failure in one of the two languages.</summary>
    public CliFailureException In(Language language) => language == Language
        ? this
        : new CliFailureException(ExitCode, Code, EnglishSentences.In(language, Message), Action is null ? null : EnglishSentences.In(language, Action))
        {
            Details = [.. Details.Select(d => EnglishSentences.In(language, d))],
            Language = language,
        };

    /// <summary>A wrong command line or input.</summary>
    public static CliFailureException Usage(string sentence, string? action = null) =>
        new(ExitCodes.Usage, "USAGE", sentence, action);
}
