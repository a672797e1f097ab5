using Axis.Signing.Pdf.Structure;
using Axis.Signing.Pdf.Writing;

namespace Axis.Signing.Pdf.Text;

/// <summary>
/// Reads the text of a document's first page (ISO 32000-1 §9): what its content and the forms it draws write, through each font's ToUnicode map or encoding.
/// Made for looking for words, not for laying out. Limits hold against hostile files.
/// </summary>
public static class PdfTextReader
{
    /// <summary>Reads the first page.</summary>
    /// <exception cref="PdfFormatException">The bytes are no PDF that is read here; <see cref="PdfFormatException.IsUnsupported"/> says whether they may be a good one.</exception>
    public static PageText FirstPage(PdfSource source, PdfLimits limits)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(limits);
        var file = PdfFile.Open(source, limits);
        var catalog = file.Dictionary(file.Trailer["Root"]) ?? throw PdfFormatException.Bad(0, "không có danh mục");
        try
        {
            var page = PageTree.Find(file, catalog, 1);
            return new ContentRun(file).Page(page.Dictionary);
        }
        catch (PdfSigningException e)
        {
            throw new PdfFormatException(PdfFormatException.Malformed, e.Message, e);
        }
    }
}
