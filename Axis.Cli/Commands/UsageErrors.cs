using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Axis.Cli.Output;
using Axis.Core.Routing;

namespace Axis.Cli.Commands;

/// <summary>What is wrong with a command line, in Vietnamese.</summary>
public static partial class UsageErrors
{
    /// <summary>Writes each error once, and where to read on.</summary>
    public static void Write(ParseResult parse, IReadOnlyList<string> args, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(error);
        var advice = $"xem '{VietnameseHelp.PathOf(parse.CommandResult.Command)} --help'.";
        var sentences = Stray(parse, args).Select(t => Suggest(parse.CommandResult.Command, t)).Concat(Sentences(parse)).Distinct().ToList();
        if (parse.Tokens.Any(static t => t.Value == GlobalOptions.Json.Name))
        {
            var failure = new CliFailureException(ExitCodes.Usage, "USAGE", "Sai cú pháp: " + string.Join(" ", sentences), char.ToUpperInvariant(advice[0]) + advice[1..]) { Details = sentences };
            FailureReport.Write(new Terminal(TextWriter.Null, error, json: true, interactive: false), failure);
            return;
        }

        foreach (var sentence in sentences)
        {
            error.WriteLine("Sai cú pháp: " + SafeText.Of(sentence));
        }

        error.WriteLine("Cần làm: " + advice);
    }

    /// <summary>What was meant as an option but taken for an argument, such as a misspelt <c>--bogus</c> where a document is named. After <c>--</c> everything is an argument.</summary>
    public static IEnumerable<string> Stray(ParseResult parse, IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(args);
        return args.Contains("--") ? [] : parse.CommandResult.Children.OfType<ArgumentResult>().SelectMany(static a => a.Tokens).Select(static t => t.Value)
            .Where(static t => t.StartsWith("--", StringComparison.Ordinal) && t.Length > 2 && !t.Contains('=', StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sentences(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var known = 0;
        foreach (var token in parse.UnmatchedTokens)
        {
            known++;
            yield return Suggest(command, token);
        }

        if (command.Subcommands.Count > 0 && command.Action is null && parse.UnmatchedTokens.Count == 0)
        {
            known++;
            yield return "cần một lệnh con: " + string.Join(", ", command.Subcommands.Where(static c => !c.Hidden).Select(static c => c.Name)) + ".";
            yield break;
        }

        foreach (var option in command.Options.Where(o => o.Required && (parse.GetResult(o)?.IdentifierTokenCount ?? 0) == 0))
        {
            known++;
            yield return $"thiếu tùy chọn {option.Name}.";
        }

        foreach (var argument in command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && (parse.GetResult(a)?.Tokens.Count ?? 0) == 0))
        {
            known++;
            yield return $"thiếu <{argument.HelpName ?? argument.Name}>.";
        }

        if (known == 0)
        {
            foreach (var e in parse.Errors)
            {
                yield return Translated(e.Message);
            }
        }
    }

    // System.CommandLine speaks English only; what it says most often is said here in Vietnamese.
    private static string Translated(string message)
    {
        if (Chosen().Match(message) is { Success: true } chosen)
        {
            var names = string.Join(", ", chosen.Groups[2].Value.Split('\'', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return $"'{chosen.Groups[1].Value}' không dùng được ở đây; chọn một trong: {names}.";
        }

        return Typed().Match(message) is { Success: true } typed ? $"giá trị '{typed.Groups[1].Value}' của {typed.Groups[2].Value} không đúng dạng."
            : Single().Match(message) is { Success: true } single ? $"tùy chọn {single.Groups[1].Value} chỉ nhận một giá trị."
            : Valueless().Match(message) is { Success: true } valueless ? $"tùy chọn {valueless.Groups[1].Value} cần một giá trị."
            : message;
    }

    [GeneratedRegex(@"^Argument '(.*)' not recognized\. Must be one of:(.*)$", RegexOptions.Singleline)]
    private static partial Regex Chosen();

    [GeneratedRegex(@"^Cannot parse argument '(.*)' for option '(.*)' as expected type")]
    private static partial Regex Typed();

    [GeneratedRegex(@"^Option '(.*)' expects a single argument")]
    private static partial Regex Single();

    [GeneratedRegex(@"^Required argument missing for option: '(.*)'\.")]
    private static partial Regex Valueless();

    private static string Suggest(Command command, string token)
    {
        var near = command.Subcommands.Where(static c => !c.Hidden).Select(static c => c.Name)
            .Concat(command.Options.Select(static o => o.Name))
            .Where(name => name.StartsWith(token, StringComparison.OrdinalIgnoreCase) || EditDistance.Between(name, token) <= 2)
            .Take(3)
            .ToArray();
        return near.Length == 0 ? $"không hiểu '{token}'." : $"không hiểu '{token}'; có phải {string.Join(", ", near)}?";
    }
}
