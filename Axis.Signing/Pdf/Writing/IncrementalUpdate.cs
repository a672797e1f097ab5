using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using Axis.Signing.Pdf.Structure;

namespace Axis.Signing.Pdf.Writing;

/// <summary>
/// A save that only appends (ISO 32000-1 §7.5.6), so that what was signed before stays as it is. The cross-reference has the form of the last one in the file.
/// </summary>
internal sealed class IncrementalUpdate : IDisposable
{
    private readonly PdfFile _file;
    private readonly MemoryStream _bytes = new();
    private readonly SortedDictionary<int, (long Offset, int Generation)> _written = [];
    private int _next;

    public IncrementalUpdate(PdfFile file)
    {
        _file = file;
        var size = file.Trailer["Size"] is PdfInteger { Value: var stated } ? stated : 0;
        _next = checked((int)Math.Max(size, file.Entries.Keys.Max() + 1L));
        PdfSerializer.Raw(_bytes, "\n");
    }

    /// <summary>What is to be appended.</summary>
    public MemoryStream Bytes => _bytes;

    /// <summary>Offset in the new file of what is appended next.</summary>
    public long Position => _file.Source.Length + _bytes.Length;

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    /// <summary>Takes a number for a new object.</summary>
    public PdfReference Reserve() => new(_next++, 0);

    /// <summary>Adds a new object.</summary>
    public PdfReference Add(PdfValue value)
    {
        var reference = Reserve();
        Put(reference, value);
        return reference;
    }

    /// <summary>Adds a new stream, compressed.</summary>
    public PdfReference AddStream(PdfDictionary dictionary, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }

        var reference = Reserve();
        Begin(reference);
        PdfSerializer.Write(_bytes, PdfSerializer.With(dictionary, ("Filter", new PdfName("FlateDecode")), ("Length", new PdfInteger(packed.Length))));
        PdfSerializer.Raw(_bytes, "\nstream\n");
        packed.WriteTo(_bytes);
        PdfSerializer.Raw(_bytes, "\nendstream\nendobj\n");
        return reference;
    }

    /// <summary>Writes an object, new or redefined.</summary>
    public void Put(PdfReference reference, PdfValue value)
    {
        Begin(reference);
        PdfSerializer.Write(_bytes, value);
        PdfSerializer.Raw(_bytes, "\nendobj\n");
    }

    /// <summary>Begins an object whose value the caller writes.</summary>
    public void Begin(PdfReference reference)
    {
        _written[reference.Number] = (Position, reference.Generation);
        PdfSerializer.Raw(_bytes, string.Create(CultureInfo.InvariantCulture, $"{reference.Number} {reference.Generation} obj\n"));
    }

    /// <summary>Ends the save: cross-reference, trailer, %%EOF.</summary>
    public void Finish()
    {
        var asStream = _file.Sections[0].IsStream;
        var own = asStream ? Reserve() : null;
        var trailer = new Dictionary<string, PdfValue>(StringComparer.Ordinal)
        {
            ["Size"] = new PdfInteger(_next),
            ["Prev"] = new PdfInteger(_file.StartXref),
        };
        foreach (var key in new[] { "Root", "Info", "ID" })
        {
            if (_file.Trailer[key] is { } value)
            {
                trailer[key] = value;
            }
        }

        var start = Position;
        if (own is null)
        {
            Table(new PdfDictionary(trailer, false));
        }
        else
        {
            Stream(own, trailer);
        }

        PdfSerializer.Raw(_bytes, string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
    }

    private void Table(PdfDictionary trailer)
    {
        PdfSerializer.Raw(_bytes, "xref\n");
        foreach (var (number, (offset, generation)) in _written)
        {
            PdfSerializer.Raw(_bytes, string.Create(CultureInfo.InvariantCulture, $"{number} 1\n{offset:D10} {generation:D5} n\r\n"));
        }

        PdfSerializer.Raw(_bytes, "trailer\n");
        PdfSerializer.Write(_bytes, trailer);
        PdfSerializer.Raw(_bytes, "\n");
    }

    private void Stream(PdfReference own, Dictionary<string, PdfValue> trailer)
    {
        _written[own.Number] = (Position, 0);
        var rows = new byte[_written.Count * 11];
        var index = new List<PdfValue>();
        var at = 0;
        foreach (var (number, (offset, generation)) in _written)
        {
            index.Add(new PdfInteger(number));
            index.Add(new PdfInteger(1));
            rows[at] = 1;
            BinaryPrimitives.WriteInt64BigEndian(rows.AsSpan(at + 1), offset);
            BinaryPrimitives.WriteUInt16BigEndian(rows.AsSpan(at + 9), (ushort)generation);
            at += 11;
        }

        trailer["Type"] = new PdfName("XRef");
        trailer["W"] = new PdfArray([new PdfInteger(1), new PdfInteger(8), new PdfInteger(2)]);
        trailer["Index"] = new PdfArray(index);
        trailer["Length"] = new PdfInteger(rows.Length);
        PdfSerializer.Raw(_bytes, string.Create(CultureInfo.InvariantCulture, $"{own.Number} 0 obj\n"));
        PdfSerializer.Write(_bytes, new PdfDictionary(trailer, false));
        PdfSerializer.Raw(_bytes, "\nstream\n");
        _bytes.Write(rows);
        PdfSerializer.Raw(_bytes, "\nendstream\nendobj\n");
    }
}
