using System.Security.Cryptography;
using System.Text;
using Axis.Signing.Keys;

namespace Axis.Cli.Secrets;

/// <summary>
/// Asks for a passphrase or PIN, without echo, where no file gives it and somebody sits at the terminal. A script is never asked: it gets the error about the
/// missing file.
/// </summary>
/// <param name="source">Who is asked.</param>
public sealed class SecretPrompt(ISecretSource source)
{
    /// <summary>Asks at this program's terminal.</summary>
    public static SecretPrompt OfConsole { get; } = new(new TerminalSecrets());

    /// <summary>Whether somebody can be asked.</summary>
    public bool CanAsk => source.IsThere;

    /// <summary>The passphrase of the file; asked for when the file is not there.</summary>
    /// <param name="path">File whose first line is the passphrase.</param>
    /// <param name="question">What is asked, in Vietnamese, without colon.</param>
    /// <exception cref="KeyFileException">Exposed or empty; or missing, and nobody can be asked.</exception>
    /// <exception cref="CliFailureException">Nothing was typed.</exception>
    public string FileOrAsk(string path, string question) => File.Exists(path) || !CanAsk ? PassphraseFile.Read(path) : Ask(question);

    /// <summary>Asks once.</summary>
    /// <param name="question">What is asked, in Vietnamese, without colon.</param>
    /// <exception cref="CliFailureException">Nothing was typed.</exception>
    public string Ask(string question)
    {
        var typed = source.ReadLine(question + ": ");
        return typed.Length > 0 ? typed : throw CliFailureException.Usage("Chưa nhập gì.", "Chạy lại lệnh rồi nhập, hoặc đưa tệp.");
    }

    /// <summary>Asks for a new secret, twice, so that a slip is noticed.</summary>
    /// <exception cref="CliFailureException">Nothing was typed, or not twice the same.</exception>
    public string AskNew(string question)
    {
        var first = Ask(question);
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(first), Encoding.UTF8.GetBytes(Ask(question + ", lần nữa")))
            ? first
            : throw CliFailureException.Usage("Hai lần nhập không giống nhau.", "Chạy lại lệnh.");
    }
}
