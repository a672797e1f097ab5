namespace Axis.Signing.Keys;

/// <summary>A file that one process at a time holds. The operating system gives it back when the process ends, however it ends.</summary>
public static class ExclusiveFile
{
    // flock answers EWOULDBLOCK, Windows ERROR_SHARING_VIOLATION. Every other error is one: a full disk is not somebody else.
    private const int WouldBlock = 11;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Takes the file, which is made when it is not there, until the stream is closed.</summary>
    /// <returns><c>null</c> when another holds it.</returns>
    /// <exception cref="IOException">It cannot be opened for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not.</exception>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is WouldBlock or SharingViolation)
        {
            return null;
        }
    }
}
