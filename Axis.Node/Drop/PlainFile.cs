using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Axis.Node.Drop;

/// <summary>
/// Opens files that somebody else made, and nothing but plain files at the very place asked for: another account may put a link there at any moment, and the
/// node would otherwise read its own keys into a document.
/// </summary>
internal static class PlainFile
{
    private const int BufferSize = 128 * 1024;
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int LinkInTheWay = 40; // ELOOP
    private const int NotAllowed = 13; // EACCES
    private const int NobodyBehind = 6; // ENXIO: a socket

    /// <summary>Opens it.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="root">A folder above it whose own path may hold links, because it is the operator's.</param>
    /// <param name="realRoot">What <see cref="RealOf"/> said of that folder.</param>
    /// <exception cref="RefusedException">It is a link, a pipe or a device, or lies behind a link.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStream OpenRead(string path, string root, string realRoot)
    {
        if (IsLink(path))
        {
            throw NotPlain(path);
        }

        if (!OperatingSystem.IsLinux())
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        }

        // A pipe must not hold the node up: without O_NONBLOCK its opening waits for somebody who writes.
        var handle = Open(path, NonBlocking | NoFollow);
        try
        {
            // Where the kernel says it is: a folder on the way may have become a link after it was looked at.
            var stream = new FileStream(handle, FileAccess.Read, BufferSize);
            return PathOf(handle) == realRoot + path[root.Length..] && stream.CanSeek ? stream : throw NotPlain(path);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Gives a file or folder another place by one rename, never a copy; a link is moved as what it is. Nobody but this node writes into the folder it goes to.</summary>
    /// <exception cref="IOException">It is gone, or may not be moved.</exception>
    public static void Move(string from, string to)
    {
        if (Directory.Exists(from) && !IsLink(from))
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to, overwrite: true);
        }
    }

    /// <summary>The folder's path without links.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static string RealOf(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return folder;
        }

        using var handle = Open(folder, 0);
        return PathOf(handle) ?? folder;
    }

    /// <summary>Whether the name is a link; what it points to is not looked at.</summary>
    public static bool IsLink(string path) => new FileInfo(path).Attributes is var attributes && (int)attributes != -1 && attributes.HasFlag(FileAttributes.ReparsePoint);

    private static RefusedException NotPlain(string path) => new(DropRefusals.NotPlain(Path.GetFileName(path)));

    private static string? PathOf(SafeFileHandle handle) => new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}")).LinkTarget;

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = Open(Encoding.UTF8.GetBytes(path + "\0"), ReadOnly | CloseOnExec | flags);
        if (descriptor >= 0)
        {
            return new SafeFileHandle(descriptor, ownsHandle: true);
        }

        var error = Marshal.GetLastPInvokeError();
        throw error switch
        {
            LinkInTheWay or NobodyBehind => NotPlain(path),
            NotAllowed => new RefusedException(DropRefusals.Unreadable(Path.GetFileName(path))),
            _ => new IOException($"'{path}': {Marshal.GetPInvokeErrorMessage(error)}", new Win32Exception(error)),
        };
    }

    private static int NoFollow => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x8000 : 0x20000;

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
