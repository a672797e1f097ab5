using System.IO.Compression;
using Axis.Core.Streams;

namespace Axis.Signing.Pdf.Structure;

/// <summary>Opens cross-reference and object streams, within limits: FlateDecode with PNG predictors, or nothing (ISO 32000-1 §7.4.4).</summary>
internal static class PdfInflater
{
    public static byte[] Open(PdfSource source, PdfStream stream, long length, PdfLimits limits)
    {
        if (length < 0 || length > source.Length - stream.Data)
        {
            throw PdfFormatException.Bad(stream.Data, "dòng dữ liệu dài quá tệp");
        }

        var filter = stream.Dictionary["Filter"] is PdfArray { Items: [var only] } ? only : stream.Dictionary["Filter"];
        var parameters = (stream.Dictionary["DecodeParms"] is PdfArray { Items: [var first] } ? first : stream.Dictionary["DecodeParms"]) as PdfDictionary;
        switch (filter)
        {
            case null or PdfNull or PdfArray { Items.Count: 0 }:
                return length <= limits.InflatedBytes ? source.Take(stream.Data, (int)length) : throw PdfFormatException.Over("dòng dữ liệu quá lớn");
            case PdfName { Value: "FlateDecode" }:
                return Predict(Inflate(source, stream.Data, length, limits), parameters);
            default:
                throw new PdfFormatException(PdfFormatException.Unsupported, "Tệp PDF dùng bộ lọc dòng dữ liệu không đọc ở đây.");
        }
    }

    private static byte[] Inflate(PdfSource source, long data, long length, PdfLimits limits)
    {
        using var zlib = new ZLibStream(new SourceStream(source, data, length), CompressionMode.Decompress);
        using var output = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = zlib.Read(buffer)) > 0)
            {
                if (output.Length + read > limits.InflatedBytes)
                {
                    throw PdfFormatException.Over($"dòng dữ liệu nở ra quá {limits.InflatedBytes} byte");
                }

                output.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            throw new PdfFormatException(PdfFormatException.Malformed, $"Tệp PDF có dòng dữ liệu nén hỏng tại byte {data}.", e);
        }

        return output.ToArray();
    }

    private static byte[] Predict(byte[] data, PdfDictionary? parameters)
    {
        var predictor = Parameter(parameters, "Predictor", 1);
        if (predictor == 1)
        {
            return data;
        }

        var (columns, colors, bits) = (Parameter(parameters, "Columns", 1), Parameter(parameters, "Colors", 1), Parameter(parameters, "BitsPerComponent", 8));
        if (predictor is < 10 or > 15 || colors != 1 || bits != 8 || columns is < 1 or > 4096)
        {
            throw new PdfFormatException(PdfFormatException.Unsupported, "Tệp PDF dùng bộ dự đoán không đọc ở đây.");
        }

        var width = (int)columns;
        if (data.Length % (width + 1) != 0)
        {
            throw new PdfFormatException(PdfFormatException.Malformed, "Tệp PDF có dòng dữ liệu sai độ dài hàng.");
        }

        var result = new byte[data.Length / (width + 1) * width];
        var above = new byte[width];
        for (int from = 0, to = 0; from < data.Length; from += width + 1, to += width)
        {
            var row = result.AsSpan(to, width);
            PngRows.Undo(data[from], data.AsSpan(from + 1, width), above, row, 1);
            row.CopyTo(above);
        }

        return result;
    }

    private static long Parameter(PdfDictionary? parameters, string key, long otherwise) => parameters?[key] is PdfInteger { Value: var value } ? value : otherwise;

    private sealed class SourceStream(PdfSource source, long start, long length) : ReadingStream
    {
        private long _position;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var left = length - _position;
            var read = left <= 0 ? 0 : source.Read(start + _position, left < buffer.Length ? buffer[..(int)left] : buffer);
            _position += read;
            return read;
        }
    }
}
