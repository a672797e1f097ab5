using System.Globalization;
using System.Text;

namespace Axis.Signing.Pdf.Structure;

/// <summary>
/// Reads objects strictly (ISO 32000-1 §7.2, §7.3). What is not clearly an object is an error, never repaired: a reader that guesses sees another document
/// than the one that was signed.
/// </summary>
internal sealed class PdfLexer(PdfSource source, long position, long end, PdfLimits limits, bool inFile = true)
{
    private readonly PdfCursor _cursor = new(source, position, end);

    public long Position
    {
        get => _cursor.Position;
        set => _cursor.Position = value;
    }

    public static bool IsSpace(int b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(int b) => b is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '/' or '%';

    /// <summary>Passes white space and comments.</summary>
    public void SkipSpace()
    {
        while (true)
        {
            var b = _cursor.Peek();
            if (IsSpace(b))
            {
                _cursor.Next();
            }
            else if (b == '%')
            {
                while (_cursor.Peek() is not (-1 or 10 or 13))
                {
                    _cursor.Next();
                }
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>A run of regular characters, e.g. <c>obj</c>; empty when none stands here.</summary>
    public string Word()
    {
        SkipSpace();
        var word = new StringBuilder();
        while (_cursor.Peek() is var b and >= 0 && !IsSpace(b) && !IsDelimiter(b))
        {
            word.Append((char)b);
            _cursor.Next();
            if (word.Length > 64)
            {
                throw Bad("từ khóa hoặc số quá dài");
            }
        }

        return word.ToString();
    }

    /// <summary>Takes the word if it stands here; otherwise nothing is taken.</summary>
    public bool TryWord(string expected)
    {
        SkipSpace();
        var start = Position;
        if (_cursor.Peek() == expected[0] && Word() == expected)
        {
            return true;
        }

        Position = start;
        return false;
    }

    public void Expect(string word)
    {
        if (!TryWord(word))
        {
            throw Bad($"thiếu từ khóa '{word}'");
        }
    }

    /// <summary>An unsigned integer.</summary>
    public long Number()
    {
        var word = Word();
        return long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad("thiếu số nguyên");
    }

    /// <summary>Behind <c>stream</c>: CRLF or LF (§7.3.8.1).</summary>
    public long StreamData()
    {
        var b = _cursor.Next();
        if (b == 13)
        {
            b = _cursor.Next();
        }

        return b == 10 ? Position : throw Bad("sau 'stream' không có xuống dòng");
    }

    /// <summary>One object.</summary>
    public PdfValue Value(int depth = 0)
    {
        if (depth > limits.Depth)
        {
            throw PdfFormatException.Over($"đối tượng lồng nhau sâu quá {limits.Depth} tầng");
        }

        SkipSpace();
        var start = Position;
        switch (_cursor.Peek())
        {
            case '/':
                return Name();
            case '(':
                return new PdfString(Literal(), false, inFile ? start : -1, inFile ? Position : -1);
            case '[':
                return Array(depth);
            case '<':
                _cursor.Next();
                if (_cursor.Peek() == '<')
                {
                    _cursor.Next();
                    return Dictionary(depth);
                }

                return new PdfString(Hex(), true, inFile ? start : -1, inFile ? Position : -1);
            case (>= '0' and <= '9') or '+' or '-' or '.':
                return NumberOrReference();
            default:
                return Word() switch
                {
                    "true" => new PdfBoolean(true),
                    "false" => new PdfBoolean(false),
                    "null" => PdfNull.Value,
                    _ => throw PdfFormatException.Bad(start, "không phải một đối tượng"),
                };
        }
    }

    private PdfFormatException Bad(string what) => PdfFormatException.Bad(Position, what);

    private PdfName Name()
    {
        _cursor.Next();
        var name = new StringBuilder();
        while (_cursor.Peek() is var b and >= 0 && !IsSpace(b) && !IsDelimiter(b))
        {
            _cursor.Next();
            if (b == '#')
            {
                var (high, low) = (Nibble(_cursor.Next()), Nibble(_cursor.Next()));
                b = high < 0 || low < 0 ? throw Bad("mã #xx sai trong tên") : (high << 4) | low;
            }

            name.Append((char)b);
            if (name.Length > 1024)
            {
                throw Bad("tên quá dài");
            }
        }

        return new PdfName(name.ToString());
    }

    private PdfArray Array(int depth)
    {
        _cursor.Next();
        var items = new List<PdfValue>();
        while (true)
        {
            SkipSpace();
            if (_cursor.Peek() == ']')
            {
                _cursor.Next();
                return new PdfArray(items);
            }

            items.Add(Value(depth + 1));
        }
    }

    private PdfDictionary Dictionary(int depth)
    {
        var entries = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        var repeats = false;
        while (true)
        {
            SkipSpace();
            if (_cursor.Peek() == '>')
            {
                _cursor.Next();
                return _cursor.Next() == '>' ? new PdfDictionary(entries, repeats) : throw Bad("từ điển không đóng đúng");
            }

            if (_cursor.Peek() != '/')
            {
                throw Bad("khóa của từ điển không phải tên");
            }

            var key = Name().Value;
            var value = Value(depth + 1);
            repeats |= !entries.TryAdd(key, value);
            entries[key] = value;
        }
    }

    private PdfValue NumberOrReference()
    {
        var word = Word();
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return word[0] is not ('+' or '-') && number <= int.MaxValue && Reference((int)number) is { } reference ? reference : new PdfInteger(number);
        }

        return double.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? new PdfReal(word)
            : throw Bad("số viết sai");
    }

    private PdfReference? Reference(int number)
    {
        var start = Position;
        SkipSpace();
        if (_cursor.Peek() is >= '0' and <= '9' && int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && TryWord("R"))
        {
            return new PdfReference(number, generation);
        }

        Position = start;
        return null;
    }

    private byte[] Hex()
    {
        var bytes = new List<byte>();
        var high = -1;
        while (true)
        {
            var b = _cursor.Next();
            if (b == '>')
            {
                if (high >= 0)
                {
                    bytes.Add((byte)(high << 4));
                }

                return [.. bytes];
            }

            if (IsSpace(b))
            {
                continue;
            }

            var nibble = Nibble(b);
            if (nibble < 0)
            {
                throw Bad("chuỗi hex sai");
            }

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

    private byte[] Literal()
    {
        _cursor.Next();
        var bytes = new List<byte>();
        var open = 1;
        while (true)
        {
            var b = _cursor.Next();
            switch (b)
            {
                case -1:
                    throw Bad("chuỗi không đóng");
                case ')' when --open == 0:
                    return [.. bytes];
                case '(':
                    open++;
                    break;
                case '\\':
                    if (Escape() is var escaped and >= 0)
                    {
                        bytes.Add((byte)escaped);
                    }

                    continue;
            }

            bytes.Add((byte)b);
        }
    }

    // §7.3.4.2; −1 for a line continuation.
    private int Escape()
    {
        var b = _cursor.Next();
        switch (b)
        {
            case 'n':
                return 10;
            case 'r':
                return 13;
            case 't':
                return 9;
            case 'b':
                return 8;
            case 'f':
                return 12;
            case 10:
                return -1;
            case 13:
                if (_cursor.Peek() == 10)
                {
                    _cursor.Next();
                }

                return -1;
            case >= '0' and <= '7':
                var code = b - '0';
                for (var i = 0; i < 2 && _cursor.Peek() is >= '0' and <= '7'; i++)
                {
                    code = (code << 3) | (_cursor.Next() - '0');
                }

                return code & 0xFF;
            default:
                return b;
        }
    }

    private static int Nibble(int b) => b switch
    {
        >= '0' and <= '9' => b - '0',
        >= 'a' and <= 'f' => b - 'a' + 10,
        >= 'A' and <= 'F' => b - 'A' + 10,
        _ => -1,
    };
}
