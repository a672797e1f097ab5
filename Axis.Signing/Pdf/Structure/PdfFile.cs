namespace Axis.Signing.Pdf.Structure;

/// <summary>A PDF as its last save shows it: finds objects by number, strictly and within limits. Not thread-safe.</summary>
internal sealed class PdfFile
{
    private const int KeptStreams = 4;

    private readonly Dictionary<int, XrefEntry> _entries = [];
    private readonly LinkedList<(int Number, ObjectStream Content)> _streams = [];
    private readonly HashSet<int> _resolving = [];
    private long _work;

    private PdfFile(PdfSource source, PdfLimits limits, XrefReader xref)
    {
        (Source, Limits, Sections, End, StartXref) = (source, limits, xref.Sections, xref.End, xref.StartXref);
        foreach (var section in Sections)
        {
            foreach (var (number, entry) in section.Entries)
            {
                _entries.TryAdd(number, entry);
            }
        }

        _work = limits.WorkBytes + (source.Length * 8);
    }

    public PdfSource Source { get; }

    public PdfLimits Limits { get; }

    /// <summary>Cross-reference sections, newest first.</summary>
    public IReadOnlyList<XrefSection> Sections { get; }

    public PdfDictionary Trailer => Sections[0].Trailer;

    public long StartXref { get; }

    /// <summary>Behind the last <c>%%EOF</c>.</summary>
    public long End { get; }

    /// <summary>Which objects there are, and where.</summary>
    public IReadOnlyDictionary<int, XrefEntry> Entries => _entries;

    /// <summary>Reads header and cross-references.</summary>
    /// <exception cref="PdfFormatException">It cannot be read.</exception>
    public static PdfFile Open(PdfSource source, PdfLimits limits)
    {
        if (source.Length > limits.FileBytes)
        {
            throw PdfFormatException.Over($"tệp dài hơn {limits.FileBytes} byte");
        }

        if (source.Length < 32 || !source.Take(0, 5).AsSpan().SequenceEqual("%PDF-"u8))
        {
            throw PdfFormatException.Bad(0, "không bắt đầu bằng '%PDF-'");
        }

        var xref = new XrefReader(source, limits);
        xref.Read();
        return new PdfFile(source, limits, xref);
    }

    /// <summary>The value behind a reference; anything else is itself. Unknown objects are null (ISO 32000-1 §7.3.10).</summary>
    public PdfValue? Resolve(PdfValue? value) => value is PdfReference reference ? Get(reference) : value is PdfNull ? null : value;

    public PdfDictionary? Dictionary(PdfValue? value) => Resolve(value) switch
    {
        PdfDictionary dictionary => dictionary,
        PdfStream stream => stream.Dictionary,
        _ => null,
    };

    public PdfArray? Array(PdfValue? value) => Resolve(value) as PdfArray;

    /// <summary>The object a reference names, <c>null</c> when there is none of that number and generation.</summary>
    public PdfValue? Get(PdfReference reference)
    {
        if (!_entries.TryGetValue(reference.Number, out var entry) || entry.Kind == XrefKind.Free
            || (entry.Kind == XrefKind.InFile ? entry.Index : 0) != reference.Generation)
        {
            return null;
        }

        if (!_resolving.Add(reference.Number))
        {
            throw PdfFormatException.Bad(entry.Place, $"đối tượng {reference.Number} cần chính nó để đọc");
        }

        try
        {
            var value = entry.Kind == XrefKind.InFile ? ReadAt(entry.Place, reference.Number, reference.Generation, out _) : InStream((int)entry.Place, entry.Index, reference.Number);
            return value is PdfReference or PdfNull ? (value is PdfNull ? null : throw PdfFormatException.Bad(entry.Place, "đối tượng chỉ là một tham chiếu")) : value;
        }
        finally
        {
            _resolving.Remove(reference.Number);
        }
    }

    /// <summary>Reads the object that begins at an offset.</summary>
    /// <param name="offset">Where.</param>
    /// <param name="number">The number it must have.</param>
    /// <param name="generation">The generation it must have.</param>
    /// <param name="end">Behind its <c>endobj</c>.</param>
    public PdfValue ReadAt(long offset, long number, long generation, out long end)
    {
        if (offset <= 0 || offset >= Source.Length)
        {
            throw PdfFormatException.Bad(offset, $"đối tượng {number} nằm ngoài tệp");
        }

        var lexer = new PdfLexer(Source, offset, Math.Min(Source.Length, offset + Limits.ObjectBytes), Limits);
        if (lexer.Number() != number || lexer.Number() != generation || !lexer.TryWord("obj"))
        {
            throw PdfFormatException.Bad(offset, $"ở đây không phải đối tượng {number} {generation}");
        }

        var value = lexer.Value();
        if (value is PdfDictionary dictionary && lexer.TryWord("stream"))
        {
            var stream = new PdfStream(dictionary, lexer.StreamData());
            var length = Length(stream);
            lexer = new PdfLexer(Source, stream.Data + length, Source.Length, Limits);
            lexer.Expect("endstream");
            value = stream;
            Charge(lexer.Position - offset - length);
        }
        else
        {
            Charge(lexer.Position - offset);
        }

        lexer.Expect("endobj");
        end = lexer.Position;
        return value;
    }

    /// <summary>Opens the data of a stream.</summary>
    public byte[] Data(PdfStream stream)
    {
        var data = PdfInflater.Open(Source, stream, Length(stream), Limits);
        Charge(data.Length);
        return data;
    }

    /// <summary>Length of a stream's data as stored.</summary>
    public long Length(PdfStream stream) =>
        Resolve(stream.Dictionary["Length"]) is PdfInteger { Value: >= 0 and var length } && length <= Source.Length - stream.Data
            ? length
            : throw PdfFormatException.Bad(stream.Data, "dòng dữ liệu không có độ dài đúng");

    private void Charge(long bytes)
    {
        _work -= bytes + 64;
        if (_work < 0)
        {
            throw PdfFormatException.Over("tệp bắt đọc đi đọc lại quá nhiều");
        }
    }

    private PdfValue InStream(int streamNumber, int index, int number)
    {
        var node = _streams.First;
        while (node is not null && node.Value.Number != streamNumber)
        {
            node = node.Next;
        }

        if (node is null)
        {
            if (!_entries.TryGetValue(streamNumber, out var entry) || entry.Kind != XrefKind.InFile
                || Get(new PdfReference(streamNumber, entry.Index)) is not PdfStream stream || !stream.Dictionary.IsNamed("Type", "ObjStm"))
            {
                throw PdfFormatException.Bad(0, $"dòng đối tượng {streamNumber} không có");
            }

            node = new LinkedListNode<(int, ObjectStream)>((streamNumber, ObjectStream.Read(Data(stream), stream.Dictionary, Limits)));
            if (_streams.Count >= KeptStreams)
            {
                _streams.RemoveLast();
            }
        }
        else
        {
            _streams.Remove(node);
        }

        _streams.AddFirst(node);
        return node.Value.Content.Get(index, number, out var length) is { } value ? Charged(value, length) : throw PdfFormatException.Bad(0, $"dòng đối tượng {streamNumber} không có đối tượng {number}");
    }

    private PdfValue Charged(PdfValue value, long bytes)
    {
        Charge(bytes);
        return value;
    }
}
