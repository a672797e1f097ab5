using System.Text.RegularExpressions;

namespace Axis.Architecture.Tests;

/// <summary>What holds for every source file.</summary>
public sealed partial class SourceTests
{
    [Test]
    public void every_namespace_equals_its_folder()
    {
        var wrong = from file in Repository.Sources([.. Repository.Products, "tests"])
                    let declared = Namespace().Match(file.Code)
                    where declared.Success
                    let folder = Path.GetDirectoryName(file.Path)!.Replace('\\', '/')
                    let expected = (folder.StartsWith("tests/", StringComparison.Ordinal) ? folder["tests/".Length..] : folder).Replace('/', '.')
                    where declared.Groups[1].Value != expected
                    select $"{file.Path}: {declared.Groups[1].Value}";

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void every_file_with_types_declares_a_namespace()
    {
        var wrong = Repository.Sources([.. Repository.Products, "tests"])
            .Where(static f => !Namespace().IsMatch(f.Code) && TypeDeclaration().IsMatch(f.Code))
            .Select(static f => f.Path);

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void time_comes_from_the_time_provider_and_nobody_sleeps() => Assert.That(Found(Clock()), Is.Empty);

    [Test]
    public void ARC_09_no_statement_deletes_what_was_answered_recalled_or_registered() => Assert.That(
        Repository.Sources("Axis.Node").SelectMany(static f => HistoryDeleted().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}")), Is.Empty);

    [TestCase("DELETE FROM tracking WHERE id = ?")]
    [TestCase("delete from change_request")]
    public void the_history_rule_sees(string sql) => Assert.That(HistoryDeleted().IsMatch(sql), Is.True);

    [Test]
    public void no_exception_is_swallowed_in_an_empty_catch() => Assert.That(Found(EmptyCatch()), Is.Empty);

    [Test]
    public void no_type_hides_behind_a_name_that_says_nothing() => Assert.That(Found(EmptyName()), Is.Empty);

    [Test]
    public void a_cancellation_token_is_never_defaulted() => Assert.That(Found(DefaultedToken()), Is.Empty, "only an override keeps the default that its base has");

    [TestCase("var t = DateTime.UtcNow;")]
    [TestCase("var t = System.DateTimeOffset.Now;")]
    [TestCase("Thread.Sleep(5);")]
    public void the_clock_rule_sees(string code) => Assert.That(Clock().IsMatch(SourceText.WithoutProse(code)), Is.True);

    [TestCase("try { } catch { }")]
    [TestCase("try { } catch (Exception e) when (e is IOException)\n{\n  // nothing to do\n}")]
    public void the_catch_rule_sees(string code) => Assert.That(EmptyCatch().IsMatch(SourceText.WithoutProse(code)), Is.True);

    [TestCase("class PacketManager")]
    [TestCase("public static class XmlUtil")]
    [TestCase("internal sealed record StringHelpers(")]
    public void the_name_rule_sees(string code) => Assert.That(EmptyName().IsMatch(code), Is.True);

    [TestCase("Task RunAsync(CancellationToken cancellationToken = default)", true)]
    [TestCase("public override Task RunAsync(CancellationToken cancellationToken = default)", false)]
    public void the_token_rule_sees(string code, bool found) => Assert.That(DefaultedToken().IsMatch(code), Is.EqualTo(found));

    [TestCase("// Thread.Sleep(5) would be wrong here")]
    [TestCase("var s = \"DateTime.UtcNow\";")]
    [TestCase("var s = $\"\"\"\n  DateTime.UtcNow \"quoted\"\n  \"\"\";")]
    [TestCase("var c = '\"'; var d = time.GetUtcNow(); // \" DateTime.UtcNow")]
    public void prose_is_not_taken_for_code(string code) => Assert.That(Clock().IsMatch(SourceText.WithoutProse(code)), Is.False);

    private static IEnumerable<string> Found(Regex rule) =>
        from file in Repository.Sources(Repository.Products)
        from Match match in rule.Matches(file.Code)
        select $"{file.Path}:{file.Code[..match.Index].Count(static c => c == '\n') + 1}: {match.Value.Trim()}";

    [GeneratedRegex(@"DELETE\s+FROM\s+(tracking|tracking_event|change_request|inbox_item|assignment|register_entry|register_line|receipt|journal_entry)\b", RegexOptions.IgnoreCase)]
    private static partial Regex HistoryDeleted();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^\s*(public|internal|file)\s[\w\s]*(class|record|struct|interface|enum)\s", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Utc)?Now\b|\bDateTime\s*\.\s*Today\b|\bThread\s*\.\s*Sleep\b")]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bcatch\b\s*(\([^{]*\))?\s*(when\s*\([^{]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\b(class|record|struct|interface)\s+\w*(Manager|Helper|Helpers|Util|Utils|Utility|Utilities)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^(?![^\n]*\boverride\b)[^\n]*\bCancellationToken\s+\w+\s*=\s*default", RegexOptions.Multiline)]
    private static partial Regex DefaultedToken();
}
