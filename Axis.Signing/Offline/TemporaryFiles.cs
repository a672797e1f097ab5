namespace Axis.Signing.Offline;

/// <summary>Scratch files in the machine's folder for them, for this account alone.</summary>
internal sealed class TemporaryFiles : IScratchFiles
{
    public FileStream Create()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), "axis-" + Guid.NewGuid().ToString("N")), options);
    }

    public Stream Filling(FileStream file) => file;
}
