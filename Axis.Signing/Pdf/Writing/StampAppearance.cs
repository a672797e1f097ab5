using System.Globalization;
using System.Text;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>Draws the appearance of a signature: text, an image, or both, as a form XObject (ISO 32000-1 §12.5.5).</summary>
internal static class StampAppearance
{
    // NĐ 30/2020 PL I: margins of an official document are 20–25 mm at the top and 15–20 mm at the right; the stamp stands in them.
    private const double RightMargin = 42;
    private const double TopMargin = 28;
    private const double DefaultImageWidth = 100;
    private const double LineHeight = 1.25;

    /// <summary>Draws it.</summary>
    /// <returns>Where it stands on the page, and the XObject.</returns>
    public static (PdfArray Rectangle, PdfReference Appearance) Draw(IncrementalUpdate update, PdfStamp stamp, PageTree page)
    {
        if (page.IsRotated)
        {
            throw new PdfSigningException(PdfSigningException.Page, $"Trang {stamp.Page} bị xoay nên không đặt được dấu hiển thị; hãy ký không hiển thị hoặc đặt lại hướng trang trước khi ký.");
        }

        var font = stamp.Lines.Count == 0 ? null : stamp.Font is { } bytes ? TrueTypeFont.Read(bytes) : (IStampFont)new PlainFont();
        var image = stamp.Png is { } png ? PngImage.Read(png) : null;
        var imageWidth = image is null ? 0 : stamp.Width ?? DefaultImageWidth;
        var imageHeight = image is null ? 0 : imageWidth * image.Height / image.Width;
        var lines = stamp.Lines.Select(static l => l.Normalize(NormalizationForm.FormC)).ToArray();
        var textWidth = font is null ? 0 : lines.Max(l => font.Width(l)) * stamp.TextSize;
        var textHeight = lines.Length * stamp.TextSize * LineHeight;
        var (width, height) = (Math.Max(imageWidth, textWidth) + 2, imageHeight + textHeight + 2);

        var left = page.Box[0] + (stamp.Left ?? page.Box[2] - page.Box[0] - RightMargin - width);
        var bottom = page.Box[1] + (stamp.Bottom ?? page.Box[3] - page.Box[1] - TopMargin - height);
        var content = new StringBuilder();
        var resources = PdfDictionary.Empty;
        if (image is not null)
        {
            content.Append(CultureInfo.InvariantCulture, $"q {imageWidth:0.###} 0 0 {imageHeight:0.###} 1 {textHeight + 1:0.###} cm /Im0 Do Q\n");
            resources = PdfSerializer.With(resources, ("XObject", PdfSerializer.With(null, ("Im0", image.Add(update)))));
        }

        if (font is not null)
        {
            content.Append(CultureInfo.InvariantCulture, $"BT /F0 {stamp.TextSize:0.###} Tf 0 g {stamp.TextSize * LineHeight:0.###} TL 1 {textHeight - stamp.TextSize + 1:0.###} Td\n");
            foreach (var line in lines)
            {
                content.Append(CultureInfo.InvariantCulture, $"<{Convert.ToHexString(font.Encode(line))}> Tj T*\n");
            }

            content.Append("ET\n");
            resources = PdfSerializer.With(resources, ("Font", PdfSerializer.With(null, ("F0", font.Add(update)))));
        }

        var form = PdfSerializer.With(
            null,
            ("Type", new PdfName("XObject")),
            ("Subtype", new PdfName("Form")),
            ("BBox", Box(0, 0, width, height)),
            ("Resources", resources));
        return (Box(left, bottom, left + width, bottom + height), update.AddStream(form, Encoding.ASCII.GetBytes(content.ToString())));
    }

    private static PdfArray Box(double left, double bottom, double right, double top) =>
        new([PdfSerializer.Real(left), PdfSerializer.Real(bottom), PdfSerializer.Real(right), PdfSerializer.Real(top)]);
}
