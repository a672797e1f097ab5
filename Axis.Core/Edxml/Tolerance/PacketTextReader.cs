using System.Buffers;
using System.Text;

namespace Axis.Core.Edxml.Tolerance;

/// <summary>
/// Packet bytes as text for the XML parser: decoded, without characters that XML 1.0 forbids (T30), and with the two things bounded that the parser
/// would otherwise hold in memory whole, tags and references.
/// </summary>
internal sealed class PacketTextReader(Stream packet, EdxmlLimits limits, DeviationLog log) : TextReader
{
    private const int HeadSize = 1024;
    private const int BytesAtOnce = 16 * 1024;
    private const int MaxReference = 64;

    private static readonly SearchValues<char> Illegal = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(static c => c is not (9 or 10 or 13)).Select(static c => (char)c), '\uFFFE', '\uFFFF']);

    private static readonly SearchValues<char> Markup = SearchValues.Create("<&");

    private readonly byte[] _bytes = new byte[BytesAtOnce];
    private char[] _chars = [];
    private int _at;
    private int _end;
    private Decoder? _decoder;
    private bool _finished;
    private long _total;
    private State _state;
    private int _length;

    private enum State
    {
        Text,
        Reference,
        TagStart,
        Declaration,
        Tag,
        SingleQuoted,
        DoubleQuoted,
    }

    /// <summary>Whether values need Unicode composition because the encoding spells Vietnamese with combining marks.</summary>
    public bool Compose { get; private set; }

    /// <summary>Whether something that looks like a DOCTYPE went by; the parser refuses it (T20).</summary>
    public bool SawDoctype { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (_at == _end && !_finished)
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _end - _at);
        _chars.AsSpan(_at, count).CopyTo(buffer.Span);
        _at += count;
        return count;
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override int Read(char[] buffer, int index, int count) => throw new NotSupportedException("A packet is read asynchronously.");

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        int read;
        var from = 0;
        if (_decoder is null)
        {
            read = await packet.ReadAtLeastAsync(_bytes.AsMemory(0, HeadSize), HeadSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var encoding = PacketEncoding.Detect(_bytes.AsSpan(0, read), log);
            (_decoder, Compose, from) = (encoding.Encoding.GetDecoder(), encoding.Compose, encoding.Skip);
            _chars = new char[encoding.Encoding.GetMaxCharCount(BytesAtOnce)];
            _finished = read < HeadSize;
        }
        else
        {
            read = await packet.ReadAsync(_bytes, cancellationToken).ConfigureAwait(false);
            _finished = read == 0;
        }

        _total += read;
        if (_total > limits.MaxBytes)
        {
            throw new EdxmlFormatException(EdxmlFaults.Limit, "", $"Gói tin lớn hơn giới hạn {limits.MaxBytes} byte.", $"The packet is larger than {limits.MaxBytes} bytes.");
        }

        try
        {
            _at = 0;
            _end = _decoder.GetChars(_bytes.AsSpan(from, read - from), _chars, flush: _finished);
        }
        catch (DecoderFallbackException error)
        {
            throw new EdxmlFormatException(
                EdxmlFaults.Encoding, "", "Gói tin có byte không thuộc bảng mã đã khai báo; tệp có thể đã hỏng.", "The packet holds bytes that its encoding does not know.", error);
        }

        DropIllegal();
        Bound(_chars.AsSpan(0, _end));
    }

    private void DropIllegal()
    {
        var kept = _chars.AsSpan(0, _end).IndexOfAny(Illegal);
        if (kept < 0)
        {
            return;
        }

        log.Add("T30", $"đã bỏ ký tự không hợp lệ U+{(int)_chars[kept]:X4}");
        for (var i = kept; i < _end; i++)
        {
            if (!Illegal.Contains(_chars[i]))
            {
                _chars[kept++] = _chars[i];
            }
        }

        _end = kept;
    }

    /// <summary>Follows tags and references across the text. Comments and CDATA may mislead it into refusing, never into letting something long pass.</summary>
    private void Bound(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (_state == State.Text)
            {
                var next = text[at..].IndexOfAny(Markup);
                if (next < 0)
                {
                    return;
                }

                at += next;
                _state = text[at++] == '<' ? State.TagStart : State.Reference;
                _length = 0;
                continue;
            }

            var c = text[at++];
            if (++_length > (_state == State.Reference ? MaxReference : limits.MaxTagLength))
            {
                throw new EdxmlFormatException(EdxmlFaults.Limit, "", "Gói tin có một thẻ hoặc tham chiếu dài bất thường.", "The packet has an overlong tag or reference.");
            }

            Step(c);
        }
    }

    private void Step(char c)
    {
        switch (_state)
        {
            case State.Reference:
                _state = c is '#' or '.' or '-' or '_' or ':' || char.IsLetterOrDigit(c) ? State.Reference : c == '<' ? State.TagStart : State.Text;
                break;
            case State.TagStart:
                _state = c switch
                {
                    '!' => State.Declaration,
                    '?' => State.Text,
                    '>' => State.Text,
                    _ => State.Tag,
                };
                break;
            case State.Declaration:
                SawDoctype |= c == 'D';
                _state = State.Text;
                break;
            case State.SingleQuoted:
                _state = c == '\'' ? State.Tag : _state;
                break;
            case State.DoubleQuoted:
                _state = c == '"' ? State.Tag : _state;
                break;
            case State.Tag:
                _state = c switch
                {
                    '>' => State.Text,
                    '\'' => State.SingleQuoted,
                    '"' => State.DoubleQuoted,
                    _ => State.Tag,
                };
                break;
        }
    }
}
