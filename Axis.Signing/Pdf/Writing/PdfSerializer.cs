using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>Writes objects (ISO 32000-1 §7.3).</summary>
internal static class PdfSerializer
{
    /// <summary>Appends a value.</summary>
    public static void Write(MemoryStream output, PdfValue value)
    {
        switch (value)
        {
            case PdfNull:
                Raw(output, "null");
                break;
            case PdfBoolean boolean:
                Raw(output, boolean.Value ? "true" : "false");
                break;
            case PdfInteger integer:
                Raw(output, integer.Value.ToString(CultureInfo.InvariantCulture));
                break;
            case PdfReal real:
                Raw(output, real.Text);
                break;
            case PdfName name:
                Name(output, name.Value);
                break;
            case PdfString text:
                // Hex spells every byte in one way only.
                Raw(output, "<" + Convert.ToHexString(text.Bytes) + ">");
                break;
            case PdfReference reference:
                Raw(output, string.Create(CultureInfo.InvariantCulture, $"{reference.Number} {reference.Generation} R"));
                break;
            case PdfArray array:
                Raw(output, "[");
                foreach (var item in array.Items)
                {
                    Write(output, item);
                    Raw(output, " ");
                }

                Raw(output, "]");
                break;
            case PdfDictionary dictionary:
                Raw(output, "<<");
                foreach (var (key, item) in dictionary.Entries)
                {
                    Name(output, key);
                    Raw(output, " ");
                    Write(output, item);
                    Raw(output, "\n");
                }

                Raw(output, ">>");
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} is not written.");
        }
    }

    /// <summary>Appends text of ASCII or Latin-1.</summary>
    public static void Raw(MemoryStream output, string text) => output.Write(Encoding.Latin1.GetBytes(text));

    /// <summary>A number with up to three decimals.</summary>
    public static PdfReal Real(double number) => new(number.ToString("0.###", CultureInfo.InvariantCulture));

    /// <summary>A text string for people, UTF-16BE with a mark (§7.9.2.2).</summary>
    public static PdfString Text(string text) => new([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)], true, -1, -1);

    /// <summary>A string of ASCII.</summary>
    public static PdfString Ascii(string text) => new(Encoding.ASCII.GetBytes(text), false, -1, -1);

    /// <summary>The dictionary with other or further entries.</summary>
    public static PdfDictionary With(PdfDictionary? dictionary, params ReadOnlySpan<(string Key, PdfValue Value)> entries)
    {
        var all = new Dictionary<string, PdfValue>(StringComparer.Ordinal);
        foreach (var (key, value) in dictionary?.Entries ?? new Dictionary<string, PdfValue>())
        {
            all[key] = value;
        }

        foreach (var (key, value) in entries)
        {
            all[key] = value;
        }

        return new PdfDictionary(all, false);
    }

    private static void Name(MemoryStream output, string name)
    {
        output.WriteByte((byte)'/');
        foreach (var c in name)
        {
            if (c is <= ' ' or > '~' or '#' || PdfLexer.IsDelimiter(c))
            {
                Raw(output, "#" + ((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                output.WriteByte((byte)c);
            }
        }
    }
}
