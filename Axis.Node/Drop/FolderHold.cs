using Axis.Signing.Keys;

namespace Axis.Node.Drop;

/// <summary>One node at a time works in a folder: two would take what each other claimed.</summary>
internal sealed class FolderHold(DropFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <summary>Holds the folder from now on; again and again is allowed.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    public void Take() => _file ??= ExclusiveFile.TryTake(Path.Combine(folder.Temp, "node.lock"))
        ?? throw new IOException($"một tiến trình nút khác đang làm việc trong '{folder.Root}'; mỗi thư mục chỉ dùng cho một nút");

    /// <summary>Lets go: a share that went away comes back as another folder.</summary>
    public void Release()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Release();
}
