using System.Globalization;

namespace Axis.Signing.Pdf.Structure;

/// <summary>An object of ISO 32000-1 §7.3.</summary>
internal abstract record PdfValue
{
    /// <summary>Whether two values say the same; references are the same when they name the same object.</summary>
    public static bool Same(PdfValue? a, PdfValue? b) => (a, b) switch
    {
        (null or PdfNull, null or PdfNull) => true,
        (PdfArray x, PdfArray y) => x.Items.Count == y.Items.Count && x.Items.Zip(y.Items).All(static p => Same(p.First, p.Second)),
        (PdfDictionary x, PdfDictionary y) => Same(x, y),
        (PdfString x, PdfString y) => x.Bytes.AsSpan().SequenceEqual(y.Bytes),
        (PdfStream, _) or (_, PdfStream) => ReferenceEquals(a, b),
        _ => Equals(a, b),
    };

    private static bool Same(PdfDictionary a, PdfDictionary b) =>
        !a.Repeats && !b.Repeats && a.Entries.Count == b.Entries.Count && a.Entries.All(e => b.Entries.TryGetValue(e.Key, out var other) && Same(e.Value, other));
}

internal sealed record PdfNull : PdfValue
{
    public static PdfNull Value { get; } = new();
}

internal sealed record PdfBoolean(bool Value) : PdfValue;

internal sealed record PdfInteger(long Value) : PdfValue;

/// <summary>A real number, as it is spelled: nothing is computed with it here but rectangles.</summary>
internal sealed record PdfReal(string Text) : PdfValue
{
    public double Number => double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : 0;
}

/// <summary>A name without its solidus, escapes resolved, one character a byte.</summary>
internal sealed record PdfName(string Value) : PdfValue;

/// <summary>A string.</summary>
/// <param name="Bytes">What it says.</param>
/// <param name="IsHex">Written as &lt;…&gt;.</param>
/// <param name="Start">Offset of its first delimiter in the file; negative when it lies in an object stream.</param>
/// <param name="End">Offset behind its last delimiter.</param>
internal sealed record PdfString(byte[] Bytes, bool IsHex, long Start, long End) : PdfValue;

internal sealed record PdfArray(IReadOnlyList<PdfValue> Items) : PdfValue;

internal sealed record PdfReference(int Number, int Generation) : PdfValue;

/// <summary>A dictionary.</summary>
/// <param name="Entries">By key; the last one wins where a key is repeated.</param>
/// <param name="Repeats">Whether a key is repeated: readers disagree about what it says then.</param>
internal sealed record PdfDictionary(IReadOnlyDictionary<string, PdfValue> Entries, bool Repeats) : PdfValue
{
    public static PdfDictionary Empty { get; } = new(new Dictionary<string, PdfValue>(), false);

    public PdfValue? this[string key] => Entries.GetValueOrDefault(key);

    public bool IsNamed(string key, string name) => this[key] is PdfName { Value: var value } && value == name;
}

/// <summary>A stream; its data stay in the file.</summary>
/// <param name="Dictionary">Its dictionary.</param>
/// <param name="Data">Offset of the first byte of data.</param>
internal sealed record PdfStream(PdfDictionary Dictionary, long Data) : PdfValue;
