namespace Axis.Cli.Output;

/// <summary>
/// A file that never takes the place of another. What is made once and cannot be had again (a secret, a welcome) needs its file <em>before</em> it is made:
/// <see cref="Reserve"/>. What can be made again takes its name once it is complete: <see cref="WriteAsync"/>.
/// </summary>
public sealed class NewFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _file;
    private bool _isFilled;

    private NewFile(string path, FileStream file) => (FullPath, _file) = (path, file);

    /// <summary>Where it is.</summary>
    public string FullPath { get; }

    /// <summary>Makes the file, empty; disposed unfilled it goes again.</summary>
    /// <param name="path">Where.</param>
    /// <param name="isSecret">For its owner alone, from the first moment.</param>
    /// <exception cref="CliFailureException">There is a file of that name, or no such folder, or it cannot be written.</exception>
    public static NewFile Reserve(string path, bool isSecret)
    {
        var full = Path.GetFullPath(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (isSecret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            return new NewFile(full, new FileStream(full, options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Path.Exists(full)
                ? CliFailureException.Usage($"Tệp {full} đã có.", "Chọn tên khác bằng --out; lệnh này không ghi đè.")
                : CliFailureException.Usage($"Không tạo được tệp {full}: {(e is DirectoryNotFoundException ? "không có thư mục này" : e.Message)}", "Chưa có gì thay đổi. Chọn nơi ghi được bằng --out rồi chạy lại.");
        }
    }

    /// <summary>Writes it.</summary>
    /// <param name="path">Where it is to be.</param>
    /// <param name="write">Writes the content; a fault leaves nothing behind.</param>
    /// <exception cref="CliFailureException">There is a file of that name.</exception>
    public static async Task WriteAsync(string path, Func<FileStream, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (Path.Exists(path))
        {
            throw CliFailureException.Usage($"Đã có tệp '{path}'.", "Chọn tên khác bằng --out; tệp có sẵn không bị ghi đè.");
        }

        var temporary = path + ".part";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 128 * 1024, FileOptions.Asynchronous))
            {
                await write(file).ConfigureAwait(false);
            }

            File.Move(temporary, path, overwrite: false);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes the content, durably; from now on the file stays.</summary>
    public void Fill(ReadOnlySpan<byte> content)
    {
        _file.Write(content);
        _file.Flush(flushToDisk: true);
        _isFilled = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        if (!_isFilled)
        {
            File.Delete(FullPath);
        }
    }
}
