namespace Axis.Cli.Commands.Evidence;

/// <summary>A file that carries its name only once it is complete, and never takes the place of another.</summary>
public static class NewFile
{
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
}
