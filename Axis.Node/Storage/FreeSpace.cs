namespace Axis.Node.Storage;

/// <summary>Free bytes of the volume that a file or folder lies on.</summary>
internal static class FreeSpace
{
    /// <summary>Bytes that this process may still write there.</summary>
    public static long Of(string path) => new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
}
