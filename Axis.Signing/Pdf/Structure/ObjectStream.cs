namespace Axis.Signing.Pdf.Structure;

/// <summary>Many small objects in one stream (ISO 32000-1 §7.5.7).</summary>
internal sealed class ObjectStream
{
    private readonly PdfSource _data;
    private readonly (long Number, long Offset)[] _index;
    private readonly long _first;
    private readonly PdfLimits _limits;

    private ObjectStream(PdfSource data, (long, long)[] index, long first, PdfLimits limits)
    {
        (_data, _index, _first, _limits) = (data, index, first, limits);
    }

    public static ObjectStream Read(byte[] data, PdfDictionary dictionary, PdfLimits limits)
    {
        if (dictionary["N"] is not PdfInteger { Value: >= 0 and var count } || dictionary["First"] is not PdfInteger { Value: >= 0 and var first } || first > data.Length || count > first)
        {
            throw PdfFormatException.Bad(0, "dòng đối tượng thiếu /N hoặc /First");
        }

        var source = PdfSource.Of(data);
        var lexer = new PdfLexer(source, 0, first, limits, inFile: false);
        var index = new (long, long)[count];
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = (lexer.Number(), lexer.Number());
        }

        return new ObjectStream(source, index, first, limits);
    }

    /// <summary>The object at an index, which must have the number; <c>null</c> when it does not.</summary>
    public PdfValue? Get(int index, int number, out long length)
    {
        length = 0;
        if (index < 0 || index >= _index.Length || _index[index].Number != number)
        {
            return null;
        }

        var start = _first + _index[index].Offset;
        var lexer = new PdfLexer(_data, start, Math.Min(_data.Length, start + _limits.ObjectBytes), _limits, inFile: false);
        var value = lexer.Value();
        length = lexer.Position - start;
        return value;
    }
}
