namespace Axis.Signing.Pdf.Structure;

/// <summary>What a page draws with: its content and its resources.</summary>
internal static class PageContent
{
    /// <summary>A page takes what it has not from the nodes above it (ISO 32000-1 §7.7.3.4).</summary>
    public static PdfDictionary Resources(PdfFile file, PdfDictionary page)
    {
        PdfDictionary? node = page;
        for (var depth = 0; node is not null && depth < file.Limits.Depth; depth++)
        {
            if (file.Dictionary(node["Resources"]) is { } found)
            {
                return found;
            }

            node = file.Dictionary(node["Parent"]);
        }

        return PdfDictionary.Empty;
    }

    /// <summary>The parts of a page's content are one stream (ISO 32000-1 §7.8.2); a part that cannot be read is left out, and that is said.</summary>
    public static byte[] Join(PdfFile file, PdfValue? content, out bool complete)
    {
        complete = true;
        using var joined = new MemoryStream();
        foreach (var part in content is PdfArray { Items: var items } ? items : content is null ? [] : [content])
        {
            try
            {
                if (file.Resolve(part) is not PdfStream stream)
                {
                    continue;
                }

                joined.Write(file.Data(stream));
                joined.WriteByte((byte)'\n');
            }
            catch (PdfFormatException)
            {
                complete = false;
            }
        }

        return joined.ToArray();
    }

    /// <summary>A number; 0 for anything else.</summary>
    public static double Number(PdfValue? value) => value switch
    {
        PdfInteger { Value: var n } => n,
        PdfReal real when double.IsFinite(real.Number) => real.Number,
        _ => 0,
    };
}
