namespace Axis.Node.Hosting;

/// <summary>One process per data folder. The operating system gives the lock back when the process ends, however it ends.</summary>
public sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, for a node or for a command that works on the folder itself.</summary>
    /// <exception cref="NodeStartException">Another process has the folder.</exception>
    public static DataLock Take(NodePaths paths)
    {
        try
        {
            return new DataLock(new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e)
        {
            throw new NodeStartException($"Thư mục dữ liệu {paths.Data} đang được một tiến trình nút khác sử dụng.", e)
            {
                Code = "DATA_IN_USE",
                Action = "Nút của thư mục này đang chạy rồi, xem bằng 'axis node status'. Muốn chạy lại thì dừng tiến trình đó trước (Ctrl+C, hoặc systemctl stop).",
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
