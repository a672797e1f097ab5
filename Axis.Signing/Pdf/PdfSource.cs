using Microsoft.Win32.SafeHandles;

namespace Axis.Signing.Pdf;

/// <summary>The bytes of a PDF, read where they lie: memory does not grow with the file. Not thread-safe.</summary>
public abstract class PdfSource : IDisposable
{
    /// <summary>Size in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>A file; opened for reading, closed with this object.</summary>
    public static PdfSource Open(string path) => new FileSource(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>An open file, which stays its owner's.</summary>
    public static PdfSource Of(FileStream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new StreamSource(file);
    }

    /// <summary>Bytes in memory.</summary>
    public static PdfSource Of(ReadOnlyMemory<byte> bytes) => new MemorySource(bytes);

    /// <summary>Reads bytes from an offset; fewer than asked for only at the end.</summary>
    public abstract int Read(long offset, Span<byte> destination);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>The first bytes of this source, as they were when they were the whole file.</summary>
    internal PdfSource Prefix(long length) => new PrefixSource(this, length);

    internal byte[] Take(long offset, int count)
    {
        var bytes = new byte[count];
        var done = 0;
        while (done < count)
        {
            var read = Read(offset + done, bytes.AsSpan(done));
            if (read == 0)
            {
                throw PdfFormatException.Bad(offset + done, "tệp kết thúc sớm");
            }

            done += read;
        }

        return bytes;
    }

    private sealed class FileSource(SafeFileHandle handle) : PdfSource
    {
        public override long Length { get; } = RandomAccess.GetLength(handle);

        public override int Read(long offset, Span<byte> destination) => offset >= Length ? 0 : RandomAccess.Read(handle, destination, offset);

        protected override void Dispose(bool disposing)
        {
            handle.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class StreamSource(FileStream stream) : PdfSource
    {
        public override long Length { get; } = stream.Length;

        public override int Read(long offset, Span<byte> destination) =>
            offset >= Length ? 0 : RandomAccess.Read(stream.SafeFileHandle, destination, offset);
    }

    private sealed class MemorySource(ReadOnlyMemory<byte> bytes) : PdfSource
    {
        public override long Length => bytes.Length;

        public override int Read(long offset, Span<byte> destination)
        {
            if (offset >= bytes.Length)
            {
                return 0;
            }

            var part = bytes.Span[(int)offset..];
            part = part.Length > destination.Length ? part[..destination.Length] : part;
            part.CopyTo(destination);
            return part.Length;
        }
    }

    private sealed class PrefixSource(PdfSource whole, long length) : PdfSource
    {
        public override long Length => length;

        public override int Read(long offset, Span<byte> destination)
        {
            var left = length - offset;
            return left <= 0 ? 0 : whole.Read(offset, left < destination.Length ? destination[..(int)left] : destination);
        }
    }
}
