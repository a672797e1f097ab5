using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>A font for the text of a stamp.</summary>
internal interface IStampFont
{
    /// <summary>Width of a text at size 1.</summary>
    double Width(string text);

    /// <summary>The text in the font's codes; remembers what is used.</summary>
    /// <exception cref="PdfSigningException">A character is not in the font.</exception>
    byte[] Encode(string text);

    /// <summary>Adds the font, as far as it is used, to the document.</summary>
    PdfReference Add(IncrementalUpdate update);
}
