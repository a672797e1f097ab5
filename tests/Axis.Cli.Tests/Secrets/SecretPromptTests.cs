using Axis.Cli.Secrets;
using Axis.Signing.Keys;

namespace Axis.Cli.Tests.Secrets;

/// <summary>Secrets that are typed.</summary>
public sealed class SecretPromptTests
{
    [Test]
    public void nothing_typed_is_no_secret() => Assert.That(() => new SecretPrompt(new Typed("")).Ask("PIN"), Throws.TypeOf<CliFailureException>());

    [Test]
    public void a_new_secret_is_asked_for_twice() =>
        Assert.That(() => new SecretPrompt(new Typed("một", "hai")).AskNew("Mật khẩu"), Throws.TypeOf<CliFailureException>());

    [Test]
    public void a_new_secret_typed_twice_is_taken() => Assert.That(new SecretPrompt(new Typed("một", "một")).AskNew("Mật khẩu"), Is.EqualTo("một"));

    [Test]
    public void a_script_is_never_asked() =>
        Assert.That(() => new SecretPrompt(new Typed("một") { IsThere = false }).FileOrAsk(Missing, "Mật khẩu"), Throws.TypeOf<KeyFileException>());

    [Test]
    public void without_the_file_somebody_at_the_terminal_is_asked() =>
        Assert.That(new SecretPrompt(new Typed("một")).FileOrAsk(Missing, "Mật khẩu"), Is.EqualTo("một"));

    private static string Missing => Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

    private sealed class Typed(params string[] lines) : ISecretSource
    {
        private int _next;

        public bool IsThere { get; init; } = true;

        public string ReadLine(string question) => lines[_next++];
    }
}
