using System.CommandLine;
using Axis.Signing.Trust.Explanations;

namespace Axis.Cli.Commands;

/// <summary>Commands that speak Vietnamese or English: those of auditors.</summary>
public static class Languages
{
    /// <summary><c>--lang vi|en</c>.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--lang") { Description = "Ngôn ngữ: vi (tiếng Việt) hoặc en (tiếng Anh).", HelpName = "vi|en", DefaultValueFactory = static _ => "vi" };
        option.AcceptOnlyFromAmong("vi", "en");
        return option;
    }

    /// <summary>Runs a command in the language asked for; its failures are told in that language too.</summary>
    public static async Task<int> RunAsync(ParseResult parse, Option<string> option, Func<Language, Task<int>> work)
    {
        ArgumentNullException.ThrowIfNull(parse);
        ArgumentNullException.ThrowIfNull(work);
        var language = parse.GetValue(option) == "en" ? Language.English : Language.Vietnamese;
        try
        {
            return await work(language).ConfigureAwait(false);
        }
        catch (CliFailureException e) when (language != e.Language)
        {
            throw e.In(language);
        }
    }
}
