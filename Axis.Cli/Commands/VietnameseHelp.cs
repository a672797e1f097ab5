using System.CommandLine;
using System.CommandLine.Invocation;

namespace Axis.Cli.Commands;

/// <summary><c>--help</c> in Vietnamese.</summary>
public sealed class VietnameseHelp : SynchronousCommandLineAction
{
    private const int Width = 100;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return ExitCodes.Done;
    }

    /// <summary><c>axis inbox list</c>.</summary>
    public static string PathOf(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return command is RootCommand || parent is null ? "axis" : PathOf(parent) + " " + command.Name;
    }

    /// <summary>Writes the help of one command.</summary>
    public static void Write(Command command, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var line in Wrap(command.Description ?? "", Width))
        {
            output.WriteLine(line);
        }

        output.WriteLine();
        output.WriteLine("Cách dùng:");
        var arguments = string.Concat(command.Arguments.Select(static a => " " + Label(a)));
        var sub = command.Subcommands.Any(static c => !c.Hidden) ? " <lệnh>" : "";
        output.WriteLine($"  {PathOf(command)}{sub}{arguments} [tùy chọn]");
        Section(output, "Lệnh:", command.Subcommands.Where(static c => !c.Hidden).Select(static c => (c.Name, c.Description ?? "")));
        Section(output, "Đối số:", command.Arguments.Select(static a => (Label(a), a.Description ?? "")));
        Section(output, "Tùy chọn:", command.Options.Where(static o => !o.Hidden && !o.Recursive && o is not VersionOption).Select(Row));
        Section(output, "Tùy chọn chung:", GlobalOptions.All.Select(Row).Append(("--help, -h", "Xem trợ giúp của lệnh.")).Append(("--version", "Xem phiên bản.")));
    }

    private static (string Name, string Text) Row(Option option)
    {
        var names = string.Join(", ", option.Aliases.Prepend(option.Name));
        var value = option.ValueType == typeof(bool) ? "" : $" <{option.HelpName ?? "giá trị"}>";
        return (names + value, option.Required ? "(bắt buộc) " + option.Description : option.Description ?? "");
    }

    private static string Label(Argument argument)
    {
        var name = argument.HelpName ?? argument.Name;
        var many = argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}{many}]" : $"<{name}{many}>";
    }

    private static void Section(TextWriter output, string title, IEnumerable<(string Name, string Text)> rows)
    {
        var list = rows.ToArray();
        if (list.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        var column = Math.Min(list.Max(static r => r.Name.Length), 30) + 4;
        foreach (var (name, text) in list)
        {
            var first = "  " + name;
            if (first.Length > column - 2)
            {
                output.WriteLine(first);
                first = "";
            }

            foreach (var line in Wrap(text, Width - column))
            {
                output.WriteLine(first.PadRight(column) + line);
                first = "";
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : line + " " + word;
            }
        }

        yield return line;
    }
}
