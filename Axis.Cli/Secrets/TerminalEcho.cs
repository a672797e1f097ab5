using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Axis.Cli.Secrets;

/// <summary>Whether the terminal shows what is typed (termios(3), Linux).</summary>
internal sealed class TerminalEcho : IDisposable
{
    // struct termios begins with four 32-bit words: input, output, control, local flags. The rest is handed back as it was.
    private const int TermiosBytes = 256;
    private const int LocalFlags = 12;
    private const uint Echo = 0x8;
    private const int Flush = 2; // TCSAFLUSH: what was typed before the question does not answer it

    private readonly byte[] _before;
    private readonly PosixSignalRegistration[] _signals;

    private TerminalEcho(byte[] before)
    {
        _before = before;

        // Whoever gives up with Ctrl+C gets the terminal back as it was.
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Restore()), PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Restore())];
    }

    /// <summary>Whether this system's terminals are known here.</summary>
    public static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>Turns the echo off until disposed.</summary>
    /// <exception cref="IOException">The terminal refuses.</exception>
    public static TerminalEcho TurnOff()
    {
        var before = new byte[TermiosBytes];
        if (GetAttributes(0, before) != 0)
        {
            throw Refused();
        }

        var quiet = before.ToArray();
        var flags = quiet.AsSpan(LocalFlags);
        BinaryPrimitives.WriteUInt32LittleEndian(flags, BinaryPrimitives.ReadUInt32LittleEndian(flags) & ~Echo);
        var echo = new TerminalEcho(before);
        if (SetAttributes(0, Flush, quiet) != 0)
        {
            echo.Dispose();
            throw Refused();
        }

        return echo;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Restore();
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private static IOException Refused() => new("Không tắt được hiển thị của màn hình dòng lệnh: " + Marshal.GetLastPInvokeErrorMessage());

    private void Restore() => _ = SetAttributes(0, Flush, _before);

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] attributes);

    [DllImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAttributes(int descriptor, int when, byte[] attributes);
}
