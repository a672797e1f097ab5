namespace Axis.Signing.Keys;

/// <summary>Files that only their owner may read: private keys and passphrases.</summary>
public static class PrivateFile
{
    /// <summary>Largest key or passphrase file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Writes a new file with mode 0600, durably. The content never stands under a wider mode, not even for a moment.</summary>
    /// <exception cref="IOException">The file is there already (a key is never overwritten) or the disk refuses.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        using var stream = Open(path, FileMode.CreateNew);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file in one step: temporary file with mode 0600, then rename; a power cut does not bring the one before back.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".new";
        using (var stream = Open(temporary, FileMode.Create))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a file that only its owner may read.</summary>
    /// <exception cref="KeyFileException">Missing, exposed to others, or too large.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new KeyFileException(
                    KeyFileException.Exposed,
                    $"Tệp bí mật '{path}' đang cho người khác đọc hoặc ghi. Hãy chạy: chmod 600 '{path}' rồi thử lại.");
            }

            return ReadPublic(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(KeyFileException.Missing, $"Không đọc được tệp bí mật '{path}': {(e is FileNotFoundException or DirectoryNotFoundException ? "không có tệp này" : e.Message)}", e);
        }
    }

    /// <summary>Reads a file that anyone may read, such as a certificate.</summary>
    /// <exception cref="KeyFileException">Missing or too large.</exception>
    public static byte[] ReadPublic(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? File.ReadAllBytes(path)
                : throw new KeyFileException(KeyFileException.Unreadable, $"Tệp '{path}' lớn hơn {MaxBytes} byte, không phải tệp khóa hay chứng thư.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(KeyFileException.Missing, $"Không đọc được tệp '{path}': {(e is FileNotFoundException or DirectoryNotFoundException ? "không có tệp này" : e.Message)}", e);
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
