using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>Says which characters the codes of a font stand for, so that a stamp can be searched and copied (ISO 32000-1 §9.10.3).</summary>
internal static class ToUnicode
{
    /// <summary>Adds the map.</summary>
    /// <param name="update">Where to.</param>
    /// <param name="codes">Code to character.</param>
    /// <param name="digits">Hexadecimal digits of a code.</param>
    public static PdfReference Add(IncrementalUpdate update, IEnumerable<KeyValuePair<int, char>> codes, int digits)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Stamp def\n/CMapType 2 def\n1 begincodespacerange\n");
        map.Append(CultureInfo.InvariantCulture, $"<{new string('0', digits)}> <{new string('F', digits)}>\nendcodespacerange\n");
        foreach (var chunk in codes.OrderBy(static c => c.Key).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var (code, character) in chunk)
            {
                map.Append('<').Append(code.ToString("X" + digits, CultureInfo.InvariantCulture)).Append("> <").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture)).Append(">\n");
            }

            map.Append("endbfchar\n");
        }

        map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        return update.AddStream(PdfDictionary.Empty, Encoding.ASCII.GetBytes(map.ToString()));
    }
}
