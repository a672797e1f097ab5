using System.Buffers.Binary;

namespace Axis.Signing.Keys.Tokens;

/// <summary>
/// What the node and its token process say to each other over the process's standard input and output: one byte of kind, four of length (big-endian), the body.
/// Bodies are small, so everything longer is a fault.
/// </summary>
internal readonly record struct TokenFrame(TokenFrameKind Kind, ReadOnlyMemory<byte> Body)
{
    public const int MaxBody = 64 * 1024;

    private const int Head = 5;

    public static void Write(Stream stream, TokenFrameKind kind, ReadOnlySpan<byte> body)
    {
        var frame = new byte[Head + body.Length];
        frame[0] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
        body.CopyTo(frame.AsSpan(Head));
        stream.Write(frame);
        stream.Flush();
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(frame);
    }

    /// <summary>The next frame, or <c>null</c> at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">Not a frame.</exception>
    public static TokenFrame? Read(Stream stream)
    {
        Span<byte> head = stackalloc byte[Head];
        var read = stream.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        var length = read == Head ? BinaryPrimitives.ReadInt32BigEndian(head[1..]) : -1;
        if (length is < 0 or > MaxBody)
        {
            throw new InvalidDataException("Not a frame of the token process.");
        }

        var body = new byte[length];
        stream.ReadExactly(body);
        return new TokenFrame((TokenFrameKind)head[0], body);
    }
}

/// <summary>Kinds of frames.</summary>
internal enum TokenFrameKind : byte
{
    /// <summary>Asks: open a key. Body: URI, line feed, PIN. Answered by <see cref="Opened"/> or <see cref="Failed"/>.</summary>
    Open = 1,

    /// <summary>Asks: sign a hash. Body: four bytes of key number, the hash. Answered by <see cref="Signed"/> or <see cref="Failed"/>.</summary>
    Sign = 2,

    /// <summary>Body: four bytes of key number, then the SubjectPublicKeyInfo.</summary>
    Opened = 3,

    /// <summary>Body: the value; ECDSA as r‖s.</summary>
    Signed = 4,

    /// <summary>No body: what the driver says stays in the process, because it may name secrets. The process is of no use any more.</summary>
    Failed = 5,
}
