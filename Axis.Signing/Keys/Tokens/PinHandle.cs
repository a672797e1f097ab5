using Microsoft.Win32.SafeHandles;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// A PIN where the engine can read it, and nobody else: a file of mode 0600 that has lost its name before the PIN is written, reached through this process's own
/// descriptor. The engine takes a PIN from a file with nothing but the PIN in it, and the alternative, a PIN in the URI, is printed by the engine when it fails.
/// </summary>
internal sealed class PinHandle : IDisposable
{
    private readonly SafeFileHandle _file;

    public PinHandle(ReadOnlySpan<byte> pin)
    {
        var name = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "axis-" + Guid.NewGuid().ToString("N"));
        _file = File.OpenHandle(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Delete(name);
        RandomAccess.Write(_file, pin, 0);
    }

    /// <summary>Where the engine finds it.</summary>
    public string Path => $"/proc/self/fd/{_file.DangerousGetHandle()}";

    public void Dispose()
    {
        // The blocks go back to the file system: overwritten first.
        RandomAccess.Write(_file, new byte[RandomAccess.GetLength(_file)], 0);
        _file.Dispose();
    }
}
