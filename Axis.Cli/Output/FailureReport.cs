using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Output;

/// <summary>Shows a failure: the sentence, its details, what to do; or the same as JSON.</summary>
public static class FailureReport
{
    /// <summary>Writes to the error stream.</summary>
    public static void Write(Terminal terminal, CliFailureException failure)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(failure);
        if (terminal.Json)
        {
            var value = new FailureJson(new FailureBody(failure.Code, failure.Message, failure.Action, failure.Details, failure.ExitCode));
            terminal.Error.WriteLine(System.Text.Json.JsonSerializer.Serialize(value, CliJson.Pretty.FailureJson));
            return;
        }

        var english = failure.Language == Language.English;
        terminal.Note($"{(english ? "Error" : "Lỗi")} [{failure.Code}]: {SafeText.Of(failure.Message)}");
        foreach (var detail in failure.Details)
        {
            terminal.Note("  - " + SafeText.Of(detail));
        }

        if (failure.Action is { } action)
        {
            terminal.Note((english ? "To do: " : "Cần làm: ") + SafeText.Of(action));
        }
    }
}

/// <summary>A failure as <c>--json</c> gives it, on the error stream.</summary>
public sealed record FailureJson(FailureBody Error);

/// <summary>Code, sentence, what to do, details and exit code.</summary>
public sealed record FailureBody(string Code, string Message, string? Action, IReadOnlyList<string> Details, int ExitCode);
