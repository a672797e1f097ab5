using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>Reads the operands and operators of a content stream (ISO 32000-1 §7.8.2), leniently: what makes no sense is stepped over.</summary>
internal sealed class ContentLexer(byte[] data)
{
    private const int Deepest = 16;
    private int _at;

    /// <summary>The next token; <c>null</c> at the end.</summary>
    public ContentToken? Next()
    {
        SkipSpace();
        if (_at >= data.Length)
        {
            return null;
        }

        return data[_at] is (byte)'/' or (byte)'(' or (byte)'[' or (byte)'<' or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.'
            ? new ContentToken(Value(0), null)
            : new ContentToken(null, Word());
    }

    /// <summary>Steps over the data of an inline image, behind its <c>ID</c>.</summary>
    public void SkipImage()
    {
        for (_at++; _at + 2 < data.Length; _at++)
        {
            if (data[_at] == 'E' && data[_at + 1] == 'I' && IsSpace(data[_at - 1]) && (_at + 2 == data.Length || IsSpace(data[_at + 2])))
            {
                _at += 2;
                return;
            }
        }

        _at = data.Length;
    }

    private static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsDelimiter(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    private static int Nibble(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private void SkipSpace()
    {
        while (_at < data.Length && (IsSpace(data[_at]) || data[_at] == '%'))
        {
            if (data[_at] == '%')
            {
                while (_at < data.Length && data[_at] is not (10 or 13))
                {
                    _at++;
                }
            }
            else
            {
                _at++;
            }
        }
    }

    private PdfValue Value(int depth)
    {
        switch (data[_at])
        {
            case (byte)'/':
                _at++;
                return new PdfName(Name());
            case (byte)'(':
                return new PdfString(Literal(), false, -1, -1);
            case (byte)'[':
                _at++;
                return new PdfArray(Items((byte)']', depth));
            case (byte)'<':
                _at++;
                if (_at < data.Length && data[_at] == '<')
                {
                    _at++;
                    _ = Items((byte)'>', depth);
                    _at++;
                    return PdfDictionary.Empty;
                }

                return new PdfString(Hex(), true, -1, -1);
            default:
                return double.TryParse(Word(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new PdfReal(number.ToString("R", CultureInfo.InvariantCulture)) : PdfNull.Value;
        }
    }

    private List<PdfValue> Items(byte close, int depth)
    {
        var items = new List<PdfValue>();
        while (true)
        {
            SkipSpace();
            if (_at >= data.Length || data[_at] == close || depth > Deepest)
            {
                _at++;
                return items;
            }

            items.Add(data[_at] is (byte)'/' or (byte)'(' or (byte)'[' or (byte)'<' or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'-' or (byte)'.' ? Value(depth + 1) : Skipped());
        }
    }

    private PdfNull Skipped()
    {
        Word();
        return PdfNull.Value;
    }

    // One byte at least, so that no stray delimiter stops the run.
    private string Word()
    {
        var start = _at++;
        while (_at < data.Length && !IsSpace(data[_at]) && !IsDelimiter(data[_at]))
        {
            _at++;
        }

        return Encoding.Latin1.GetString(data, start, _at - start);
    }

    private string Name()
    {
        var name = new StringBuilder();
        while (_at < data.Length && !IsSpace(data[_at]) && !IsDelimiter(data[_at]))
        {
            if (data[_at] == '#' && _at + 2 < data.Length && Nibble(data[_at + 1]) is >= 0 and var high && Nibble(data[_at + 2]) is >= 0 and var low)
            {
                name.Append((char)((high << 4) | low));
                _at += 3;
                continue;
            }

            name.Append((char)data[_at++]);
        }

        return name.ToString();
    }

    private byte[] Hex()
    {
        var bytes = new List<byte>();
        var high = -1;
        while (_at < data.Length && data[_at] != '>')
        {
            if (Nibble(data[_at++]) is >= 0 and var nibble)
            {
                if (high < 0)
                {
                    high = nibble;
                }
                else
                {
                    bytes.Add((byte)((high << 4) | nibble));
                    high = -1;
                }
            }
        }

        _at++;
        if (high >= 0)
        {
            bytes.Add((byte)(high << 4));
        }

        return [.. bytes];
    }

    private byte[] Literal()
    {
        var bytes = new List<byte>();
        var open = 1;
        for (_at++; _at < data.Length; _at++)
        {
            var b = data[_at];
            if (b == '\\' && _at + 1 < data.Length)
            {
                Escape(bytes);
                continue;
            }

            open += b == '(' ? 1 : b == ')' ? -1 : 0;
            if (open == 0)
            {
                _at++;
                break;
            }

            bytes.Add(b);
        }

        return [.. bytes];
    }

    // §7.3.4.2; the position ends on the escape's last byte.
    private void Escape(List<byte> bytes)
    {
        var b = data[++_at];
        switch (b)
        {
            case (byte)'n':
                bytes.Add(10);
                break;
            case (byte)'r':
                bytes.Add(13);
                break;
            case (byte)'t':
                bytes.Add(9);
                break;
            case (byte)'b':
                bytes.Add(8);
                break;
            case (byte)'f':
                bytes.Add(12);
                break;
            case 13 when _at + 1 < data.Length && data[_at + 1] == 10:
                _at++;
                break;
            case 10 or 13:
                break;
            case >= (byte)'0' and <= (byte)'7':
                var code = b - '0';
                for (var i = 0; i < 2 && _at + 1 < data.Length && data[_at + 1] is >= (byte)'0' and <= (byte)'7'; i++)
                {
                    code = (code << 3) | (data[++_at] - '0');
                }

                bytes.Add((byte)code);
                break;
            default:
                bytes.Add(b);
                break;
        }
    }
}
