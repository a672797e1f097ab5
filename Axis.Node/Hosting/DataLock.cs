using Axis.Signing.Keys;

namespace Axis.Node.Hosting;

/// <summary>One process per data folder. The operating system gives the lock back when the process ends, however it ends.</summary>
public sealed class DataLock : IDisposable
{
    /// <summary>Code of the refusal when another process has the folder.</summary>
    public const string InUse = "DATA_IN_USE";

    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, for a node or for a command that works on the folder itself.</summary>
    /// <exception cref="NodeStartException">Another process has the folder (<see cref="InUse"/>), or the lock's file cannot be opened.</exception>
    public static DataLock Take(NodePaths paths)
    {
        try
        {
            return ExclusiveFile.TryTake(paths.Lock) is { } file
                ? new DataLock(file)
                : throw new NodeStartException($"Thư mục dữ liệu {paths.Data} đang được một tiến trình nút khác sử dụng.")
                {
                    Code = InUse,
                    Action = "Nút của thư mục này đang chạy rồi, xem bằng 'axis node status'. Muốn chạy lại thì dừng tiến trình đó trước (Ctrl+C, hoặc systemctl stop).",
                };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeStartException($"Không mở được tệp khóa {paths.Lock}: {e.Message}", e)
            {
                Code = "DATA_UNUSABLE",
                Action = "Kiểm tra đĩa còn chỗ và ghi được (df -h), và lệnh chạy bằng tài khoản của nút (sudo -u docaxis …).",
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
