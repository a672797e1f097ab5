using Microsoft.Win32.SafeHandles;

namespace Axis.Node.Drop;

/// <summary>
/// Lets the folder's group at what is meant for the software, whatever umask the node runs under, and nobody else. The group is that of the agency's folder
/// (set-group-ID). Windows: the folder's access list is inherited.
/// </summary>
internal static class SharedMode
{
    private const UnixFileMode ForFiles = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
    private const UnixFileMode ForFolders = ForFiles | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;
    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a folder for both; one that is there stays as its operator set it.</summary>
    public static void MakeFolder(string path) => Make(path, ForFolders);

    /// <summary>Makes a folder for the node alone.</summary>
    public static void MakeOwnFolder(string path) => Make(path, Own);

    /// <summary>Lets both at a file that the node just wrote.</summary>
    public static void Share(SafeFileHandle file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, ForFiles);
        }
    }

    private static void Make(string path, UnixFileMode mode)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
