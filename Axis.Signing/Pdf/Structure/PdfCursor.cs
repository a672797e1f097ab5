namespace Axis.Signing.Pdf.Structure;

/// <summary>Reads bytes of a source forward through a small window.</summary>
internal sealed class PdfCursor(PdfSource source, long position, long end)
{
    private readonly byte[] _window = new byte[8192];
    private long _start;
    private int _filled;

    /// <summary>Offset of the byte that <see cref="Peek"/> shows.</summary>
    public long Position { get; set; } = position;

    /// <summary>No byte at or behind this offset is read.</summary>
    public long End { get; } = Math.Min(end, source.Length);

    /// <summary>The byte at the position, −1 at the end.</summary>
    public int Peek()
    {
        if (Position >= End)
        {
            return -1;
        }

        if (Position < _start || Position >= _start + _filled)
        {
            _start = Position;
            _filled = source.Read(Position, _window.AsSpan(0, (int)Math.Min(_window.Length, End - Position)));
            if (_filled == 0)
            {
                return -1;
            }
        }

        return _window[(int)(Position - _start)];
    }

    /// <summary>Takes the byte at the position.</summary>
    public int Next()
    {
        var b = Peek();
        if (b >= 0)
        {
            Position++;
        }

        return b;
    }
}
