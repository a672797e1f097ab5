using System.Buffers;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>Decodes base64 as it comes: white space inside (T19), padding missing. Anything else wrong makes it broken (T31) and ends the output.</summary>
internal sealed class LenientBase64
{
    private static readonly SearchValues<char> Space = SearchValues.Create(" \t\r\n");

    private readonly char[] _pending = new char[16 * 1024];
    private readonly byte[] _decoded = new byte[12 * 1024];
    private int _count;
    private bool _started;
    private bool _spaceAfterStart;

    /// <summary>Whether the text is not base64; what was decoded before stays.</summary>
    public bool Broken { get; private set; }

    /// <summary>Whether white space stood between the characters.</summary>
    public bool Wrapped { get; private set; }

    /// <summary>Whether padding had to be supplied.</summary>
    public bool Unpadded { get; private set; }

    /// <summary>Marks the content as broken for a reason outside the text.</summary>
    public void Break() => Broken = true;

    /// <summary>Takes some text; returns what could be decoded, valid until the next call. <paramref name="used"/> may be less than the text.</summary>
    public ReadOnlyMemory<byte> Add(ReadOnlySpan<char> text, out int used)
    {
        used = 0;
        while (used < text.Length && !Broken)
        {
            var run = text[used..].IndexOfAny(Space);
            if (run == 0)
            {
                _spaceAfterStart |= _started;
                used++;
                continue;
            }

            if (_count == _pending.Length)
            {
                return DecodeAllButLast();
            }

            run = Math.Min(run < 0 ? text.Length - used : run, _pending.Length - _count);
            text.Slice(used, run).CopyTo(_pending.AsSpan(_count));
            Wrapped |= _spaceAfterStart;
            _started = true;
            _count += run;
            used += run;
        }

        used = Broken ? text.Length : used;
        return default;
    }

    /// <summary>Decodes what is left.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        if (Broken || _count == 0)
        {
            return default;
        }

        if (_count % 4 is not 0 and var rest)
        {
            Unpadded = true;
            _pending.AsSpan(_count, rest == 1 ? 0 : 4 - rest).Fill('=');
            _count += rest == 1 ? 0 : 4 - rest;
        }

        return Decode(_count);
    }

    /// <summary>The last four characters stay, since only they may hold padding.</summary>
    private ReadOnlyMemory<byte> DecodeAllButLast()
    {
        var length = _count - 4;
        if (_pending.AsSpan(0, length).Contains('='))
        {
            Broken = true;
            return default;
        }

        var decoded = Decode(length);
        _pending.AsSpan(length, 4).CopyTo(_pending);
        _count = 4;
        return decoded;
    }

    private ReadOnlyMemory<byte> Decode(int length)
    {
        if (!Convert.TryFromBase64Chars(_pending.AsSpan(0, length), _decoded, out var written))
        {
            Broken = true;
            return default;
        }

        return _decoded.AsMemory(0, written);
    }
}
