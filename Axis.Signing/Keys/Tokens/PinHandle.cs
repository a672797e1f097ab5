using Microsoft.Win32.SafeHandles;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// A PIN where the engine can read it, and nobody else: a file of mode 0600 that has lost its name before the PIN is written, reached through this process's own
/// descriptor. The engine takes a PIN from a file with nothing but the PIN in it, and the alternative, a PIN in the URI, is printed by the engine when it fails.
/// </summary>
internal sealed class PinHandle : IDisposable
{
    private readonly FileStream _stream;

    public PinHandle(ReadOnlySpan<byte> pin)
    {
        var name = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "axis-" + Guid.NewGuid().ToString("N"));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            // From the first instant: whoever had it open before a later change of its mode could read what is written then.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _stream = new FileStream(name, options);
        System.IO.File.Delete(name);
        RandomAccess.Write(File, pin, 0);
    }

    private SafeFileHandle File => _stream.SafeFileHandle;

    /// <summary>Where the engine finds it.</summary>
    public string Path => $"/proc/self/fd/{File.DangerousGetHandle()}";

    public void Dispose()
    {
        // The blocks go back to the file system: overwritten first.
        RandomAccess.Write(File, new byte[RandomAccess.GetLength(File)], 0);
        _stream.Dispose();
    }
}
