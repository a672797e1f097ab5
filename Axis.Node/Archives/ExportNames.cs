using System.Globalization;
using Axis.Core.Routing;

namespace Axis.Node.Archives;

/// <summary>Names within the export of a file: ASCII, so that every system unpacks them alike. The sender's own names stand in the XML.</summary>
internal static class ExportNames
{
    public const string Xml = "ho-so.xml";
    public const string Schema = "ho-so.xsd";
    public const string Pdf = "ho-so.pdf";

    /// <summary>The list of checksums, as <c>sha256sum -c</c> reads it.</summary>
    public const string Checksums = "SHA256SUMS";

    private const int LongestStem = 60;
    private const int LongestExtension = 8;

    public static string Packet(int document) => string.Create(CultureInfo.InvariantCulture, $"van-ban/{document:000}/goi-tin.edxml");

    /// <summary>A file of a document: its number keeps it apart from others of the same name.</summary>
    public static string Attachment(int document, int number, string name)
    {
        var extension = Path.GetExtension(name);
        var ending = extension.Length is > 1 and <= LongestExtension && extension.AsSpan(1).ContainsAnyExcept(Letters) is false ? extension.ToLowerInvariant() : "";
        return string.Create(CultureInfo.InvariantCulture, $"van-ban/{document:000}/{number:00}-{Stem(Path.GetFileNameWithoutExtension(name), "tep")}{ending}");
    }

    /// <summary>What the whole export is called when it is saved.</summary>
    public static string Export(string agency, int catalog, string notation) =>
        string.Create(CultureInfo.InvariantCulture, $"ho-so-{Stem(agency, "co-quan")}-{catalog}-{Stem(notation, "ky-hieu")}.zip");

    private static System.Buffers.SearchValues<char> Letters { get; } = System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static string Stem(string text, string otherwise)
    {
        var folded = string.Concat(FoldedText.Of(text).Select(static c => c == ' ' ? '-' : c).Where(static c => c == '-' || char.IsAsciiLetterOrDigit(c)));
        var stem = (folded.Length > LongestStem ? folded[..LongestStem] : folded).Trim('-');
        return stem.Length == 0 ? otherwise : stem;
    }
}
