using System.Text.RegularExpressions;

namespace Axis.Architecture.Tests;

/// <summary>Takes prose out of C# text.</summary>
internal static partial class SourceText
{
    /// <summary>Replaces comments by nothing and string literals by <c>""</c>; line breaks stay.</summary>
    public static string WithoutProse(string text) => Prose().Replace(text, static m =>
        m.Value[0] == '/' ? new string('\n', m.Value.Count(static c => c == '\n')) : m.Value[0] == '\'' ? "' '" : "\"\"" + new string('\n', m.Value.Count(static c => c == '\n')));

    [GeneratedRegex("""
        //[^\n]*
        | /\*.*?\*/
        | \$*("{3,}).*?\1
        | \$?@\$?"(?:[^"]|"")*"
        | \$?"(?:\\.|[^"\\\n])*"
        | '(?:\\.[^'\n]*|[^'\\\n])'
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Prose();
}
