using System.Runtime.InteropServices;
using System.Text;

namespace Axis.Node.Console.Uploads;

/// <summary>
/// A second name for an upload (link(2)): a submission takes its files with it whatever comes of it, and one that is refused for a field must not cost the person the
/// upload. Where there are no links the bytes are copied.
/// </summary>
internal static class TwinFile
{
    /// <summary>Makes the second name, which nothing has yet.</summary>
    public static void Make(string path, string twin)
    {
        if (!OperatingSystem.IsLinux() || Link(Bytes(path), Bytes(twin)) != 0)
        {
            File.Copy(path, twin);
        }
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] path, byte[] twin);
}
