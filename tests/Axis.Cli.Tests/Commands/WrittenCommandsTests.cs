using System.CommandLine;
using System.Text.RegularExpressions;
using Axis.Cli.Commands;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Tests.Commands;

/// <summary>Every command that a page or a sentence tells people to type is one that there is, with the options that it is written with.</summary>
public sealed partial class WrittenCommandsTests
{
    private static readonly Command Root = CommandTree.Build();

    private static string Home
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder!.FullName, "DocAxis.sln")))
            {
                folder = folder.Parent;
            }

            return folder.FullName;
        }
    }

    private static IEnumerable<string> Pages() => [Path.Combine(Home, "README.md"), .. Directory.EnumerateFiles(Path.Combine(Home, "docs"), "*.md", SearchOption.AllDirectories)];

    private static IEnumerable<string> Sources() => new[] { "Axis.Core", "Axis.Signing", "Axis.Node", "Axis.Cli" }
        .SelectMany(static p => Directory.EnumerateFiles(Path.Combine(Home, p), "*.*", SearchOption.AllDirectories))
        .Where(static f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
        .Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [Test]
    public void every_command_in_the_pages_is_in_the_tree() => Assert.That(Wrong(Pages(), Typed()), Is.Empty);

    [Test]
    public void every_command_in_a_sentence_is_in_the_tree() => Assert.That(Wrong(Sources(), Quoted()), Is.Empty);

    [TestCase("axis doctor", ExpectedResult = "doctor")]
    [TestCase("axis link tset tinh", ExpectedResult = "tset")]
    [TestCase("axis node doctor --jsno", ExpectedResult = "--jsno")]
    [TestCase("axis node status --data /var/lib/x", ExpectedResult = null)]
    public string? A_command_that_there_is_not_is_noticed(string line) => Unknown(line);

    private static List<string> Wrong(IEnumerable<string> files, Regex written)
    {
        var (found, wrong) = (0, new List<string>());
        foreach (var file in files)
        {
            // The program that the node starts for a token shows in a list of processes, and is nothing to type.
            foreach (var line in written.Matches(File.ReadAllText(file)).Select(static m => m.Groups["line"].Value).Where(static l => l != $"axis {TokenProgram.Word}"))
            {
                found++;
                if (Unknown(line) is { } word)
                {
                    wrong.Add($"{Path.GetRelativePath(Home, file)}: '{word}' in {line}");
                }
            }
        }

        Assert.That(found, Is.GreaterThan(50), "the commands were found at all");
        return wrong;
    }

    // Of several commands on a line (axis a, axis b) each is a match of its own; what stands for a value (<id>, H37, file.ext) ends the names.
    private static string? Unknown(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
        var command = Root;
        while (words.Count > 0 && Name().IsMatch(words[0]) && command.Subcommands.Count > 0)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == words[0] || c.Aliases.Contains(words[0])) is not { } next)
            {
                return command.Arguments.Count > 0 ? null : words[0];
            }

            command = next;
            words.RemoveAt(0);
        }

        return words.TakeWhile(static w => w[0] != '#').Select(static w => w.TrimEnd(',', '.', ';', ')', ']').TrimStart('[', '('))
            .FirstOrDefault(w => LongOption().IsMatch(w) && !Known(command).Contains(w.Split('=')[0]));
    }

    private static HashSet<string> Known(Command command)
    {
        var names = command.Options.SelectMany(static o => o.Aliases.Append(o.Name)).ToHashSet(StringComparer.Ordinal);
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.UnionWith(at.Options.Where(static o => o.Recursive).SelectMany(static o => o.Aliases.Append(o.Name)));
        }

        return names;
    }

    [GeneratedRegex(@"(?<=`|^|sudo -u docaxis |=/usr/local/bin/)(?<line>axis [a-z][^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Typed();

    [GeneratedRegex(@"(?<=['`(])(?<line>axis [a-z][^'`)\n""{]*)")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[a-z][a-z-]*$")]
    private static partial Regex Name();

    [GeneratedRegex("^--[a-z]")]
    private static partial Regex LongOption();
}
