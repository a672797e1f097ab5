using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>
/// Times-Roman, which every viewer has, for stamps without a font file: ASCII, and 'Đ', whose shape is that of the Latin letter Eth. No other Vietnamese letter
/// is in it, and a text is never written without its diacritics.
/// </summary>
internal sealed class PlainFont : IStampFont
{
    // WinAnsi code of Eth (ISO 32000-1 annex D.2).
    private const byte Eth = 0xD0;

    // Widest digit and common capitals of Times-Roman are 0.5–0.72 em; a little room does no harm.
    private const double Average = 0.56;

    public double Width(string text) => text.Length * Average;

    public byte[] Encode(string text) =>
        [.. text.Select(static c => c is >= ' ' and <= '~' ? (byte)c : c == 'Đ' ? Eth : throw new PdfSigningException(
            PdfSigningException.NeedsFont, $"Chữ '{c}' của dấu hiển thị cần một phông chữ TrueType có tiếng Việt: hãy đưa tệp phông bằng --font."))];

    public PdfReference Add(IncrementalUpdate update) => update.Add(PdfSerializer.With(
        null,
        ("Type", new PdfName("Font")),
        ("Subtype", new PdfName("Type1")),
        ("BaseFont", new PdfName("Times-Roman")),
        ("Encoding", new PdfName("WinAnsiEncoding")),
        ("ToUnicode", ToUnicode.Add(update, Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => KeyValuePair.Create(c, (char)c)).Append(KeyValuePair.Create((int)Eth, 'Đ')), 2))));
}
