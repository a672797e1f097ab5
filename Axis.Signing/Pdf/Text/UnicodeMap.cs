using System.Buffers.Binary;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Text;

/// <summary>A font's ToUnicode map (ISO 32000-1 §9.10.3): what each code is in letters.</summary>
internal sealed class UnicodeMap
{
    private const int Most = 70_000;
    private readonly Dictionary<int, string> _texts = [];

    /// <summary>Whether the map speaks of two-byte codes.</summary>
    public bool IsWide { get; private set; }

    /// <summary>Reads a map; lines that make no sense are passed over.</summary>
    public static UnicodeMap Read(byte[] data)
    {
        var map = new UnicodeMap();
        var lexer = new ContentLexer(data);
        var operands = new List<PdfValue>();
        while (lexer.Next() is { } token)
        {
            if (token.Operand is { } operand)
            {
                operands.Add(operand);
                continue;
            }

            switch (token.Operator)
            {
                case "endcodespacerange":
                    map.IsWide |= operands.OfType<PdfString>().Any(static s => s.Bytes.Length > 1);
                    break;
                case "endbfchar":
                    map.Chars(operands);
                    break;
                case "endbfrange":
                    map.Ranges(operands);
                    break;
            }

            operands.Clear();
        }

        return map;
    }

    public string? this[int code] => _texts.GetValueOrDefault(code);

    private static int Code(PdfString value) => value.Bytes.Length switch
    {
        1 => value.Bytes[0],
        2 => BinaryPrimitives.ReadUInt16BigEndian(value.Bytes),
        _ => -1,
    };

    private void Chars(List<PdfValue> operands)
    {
        for (var i = 0; i + 1 < operands.Count; i += 2)
        {
            if (operands[i] is PdfString code && operands[i + 1] is PdfString text)
            {
                Put(Code(code), Encoding.BigEndianUnicode.GetString(text.Bytes));
            }
        }
    }

    private void Ranges(List<PdfValue> operands)
    {
        for (var i = 0; i + 2 < operands.Count; i += 3)
        {
            if (operands[i] is not PdfString low || operands[i + 1] is not PdfString high || Code(low) is not (>= 0 and var first) || Code(high) is not (>= 0 and var last))
            {
                continue;
            }

            switch (operands[i + 2])
            {
                case PdfString { Bytes.Length: >= 2 } start:
                    var bytes = (byte[])start.Bytes.Clone();
                    for (var code = first; code <= last && _texts.Count < Most; code++)
                    {
                        Put(code, Encoding.BigEndianUnicode.GetString(bytes));
                        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(bytes.Length - 2), (ushort)(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(bytes.Length - 2)) + 1));
                    }

                    break;
                case PdfArray { Items: var items }:
                    for (var n = 0; n < items.Count && first + n <= last; n++)
                    {
                        if (items[n] is PdfString text)
                        {
                            Put(first + n, Encoding.BigEndianUnicode.GetString(text.Bytes));
                        }
                    }

                    break;
            }
        }
    }

    private void Put(int code, string text)
    {
        if (code >= 0 && _texts.Count < Most)
        {
            _texts[code] = text;
        }
    }
}
