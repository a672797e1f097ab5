using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Axis.Cli.Secrets;

/// <summary>The terminal that this program was started from.</summary>
public sealed class TerminalSecrets : ISecretSource
{
    private const int MaxBytes = 4096;

    /// <inheritdoc/>
    public bool IsThere => !Console.IsInputRedirected && !Console.IsErrorRedirected && (OperatingSystem.IsWindows() || TerminalEcho.IsKnown);

    /// <inheritdoc/>
    public string ReadLine(string question)
    {
        // The runtime's own key reading shows on Unix what is typed between two keys that it reads; so the terminal's echo is off for the whole line.
        return OperatingSystem.IsWindows() ? ReadKeys(question) : ReadBytes(question);
    }

    private static string ReadBytes(string question)
    {
        using var quiet = TerminalEcho.TurnOff();
        Console.Error.Write(question);
        using var input = new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        var line = new MemoryStream();
        for (var b = input.ReadByte(); b is not (-1 or '\n') && line.Length < MaxBytes; b = input.ReadByte())
        {
            line.WriteByte((byte)b);
        }

        Console.Error.WriteLine();
        return Encoding.UTF8.GetString(line.ToArray()).TrimEnd('\r');
    }

    private static string ReadKeys(string question)
    {
        Console.Error.Write(question);
        var line = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                line.Length = Math.Max(0, line.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar) && line.Length < MaxBytes)
            {
                line.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return line.ToString();
    }
}
