using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Axis.Cli.Commands;
using Spectre.Console;

namespace Axis.Cli.Output;

/// <summary>Where a command writes: sentences and tables for people, or one JSON value for scripts.</summary>
public sealed class Terminal
{
    /// <summary>Widest line a table may take, in columns.</summary>
    public const int MaxWidth = 100;

    private readonly Lazy<IAnsiConsole> _console;
    private readonly Lazy<IAnsiConsole> _errorConsole;

    public Terminal(TextWriter output, TextWriter error, bool json, bool interactive)
    {
        Output = output;
        Error = error;
        Json = json;
        IsInteractive = interactive;
        _console = new Lazy<IAnsiConsole>(() => Create(output));
        _errorConsole = new Lazy<IAnsiConsole>(() => Create(error));
    }

    /// <summary>Results.</summary>
    public TextWriter Output { get; }

    /// <summary>Warnings, progress and errors.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>Whether people watch (a terminal, and no JSON asked for).</summary>
    public bool IsInteractive { get; }

    /// <summary>The terminal of a parsed command line.</summary>
    public static Terminal For(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var json = parse.GetValue(GlobalOptions.Json);
        var output = parse.InvocationConfiguration.Output;
        var interactive = !json && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !Console.IsErrorRedirected;
        return new Terminal(output, parse.InvocationConfiguration.Error, json, interactive);
    }

    /// <summary>One line of the result.</summary>
    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>A sentence of the result, broken between words so that it fits <see cref="MaxWidth"/> columns.</summary>
    /// <param name="text">The sentence; what it begins with of spaces stays.</param>
    /// <param name="hanging">Columns that further lines are set in.</param>
    public void Wrapped(string text, int hanging = 4)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan();
        var indent = "";
        while (indent.Length + rest.Length > MaxWidth)
        {
            var room = MaxWidth - indent.Length;
            var start = rest.Length - rest.TrimStart(' ').Length;
            var at = rest[start..(room + 1)].LastIndexOf(' ');
            if (at <= 0)
            {
                // One word longer than the line, such as a path, stays whole.
                at = rest[start..].IndexOf(' ');
                if (at < 0)
                {
                    break;
                }
            }

            Output.WriteLine(string.Concat(indent, rest[..(start + at)].TrimEnd(' ')));
            rest = rest[(start + at)..].TrimStart(' ');
            indent = new string(' ', hanging);
        }

        Output.WriteLine(string.Concat(indent, rest));
    }

    /// <summary>One line beside the result: a warning or a remark.</summary>
    public void Note(string text) => Error.WriteLine(text);

    /// <summary>The result as JSON, one value, indented.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>A table of plain text (no markup is read out of the cells) that fits <see cref="MaxWidth"/> columns.</summary>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(rows);
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = false };
        foreach (var header in headers)
        {
            table.AddColumn(new TableColumn(new Text(header)));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(static cell => new Text(SafeText.Of(cell))));
        }

        if (table.Rows.Count == 0)
        {
            Line("(không có mục nào)");
            return;
        }

        _console.Value.Write(table);
    }

    /// <summary>Runs long work; shows a bar only when people watch.</summary>
    /// <param name="title">What is being done.</param>
    /// <param name="total">Units of work, e.g. bytes.</param>
    /// <param name="work">The work; reports units done.</param>
    public async Task<T> WithProgressAsync<T>(string title, long total, Func<IProgress<long>, Task<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!IsInteractive || total <= 0)
        {
            return await work(new Silent()).ConfigureAwait(false);
        }

        return await _errorConsole.Value.Progress()
            .AutoClear(true)
            .HideCompleted(true)
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: total);
                return await work(new Bar(task)).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    private static IAnsiConsole Create(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var plain = !ReferenceEquals(writer, Console.Out) && !ReferenceEquals(writer, Console.Error);
        console.Profile.Width = plain || Console.IsOutputRedirected ? MaxWidth : Math.Clamp(console.Profile.Width, 40, MaxWidth);
        return console;
    }

    private sealed class Silent : IProgress<long>
    {
        public void Report(long value)
        {
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<long>
    {
        public void Report(long value) => task.Value = value;
    }
}
