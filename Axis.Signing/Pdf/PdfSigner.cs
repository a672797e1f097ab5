using System.Globalization;
using System.Security.Cryptography;
using Axis.Signing.Keys;
using Axis.Signing.Pdf.Changes;
using Axis.Signing.Pdf.Cms;
using Axis.Signing.Pdf.Structure;
using Axis.Signing.Pdf.Writing;

namespace Axis.Signing.Pdf;

/// <summary>Signs a PDF as PAdES-B-B (EN 319 142-1 §6.3) in an incremental update: signatures that are there stay valid. Memory does not grow with the file.</summary>
public static class PdfSigner
{
    private const int RangeDigits = 12;

    /// <summary>Writes the signed document.</summary>
    /// <param name="source">The document.</param>
    /// <param name="output">Takes the document with the signature appended.</param>
    /// <param name="key">The key, wherever it lives.</param>
    /// <param name="signing">How.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PdfFormatException">The document cannot be read.</exception>
    /// <exception cref="PdfSigningException">It cannot be signed as asked.</exception>
    public static void Sign(PdfSource source, Stream output, ISigningKey key, PdfSigning signing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signing);
        var file = PdfFile.Open(source, signing.Limits);
        if (ChangeRules.Of(file).Level == ChangeLevel.Nothing)
        {
            throw new PdfSigningException(PdfSigningException.Forbidden, "Chữ ký đã có cấm mọi thay đổi (DocMDP P=1): ký thêm sẽ làm chữ ký đó mất hiệu lực.");
        }

        using var update = new IncrementalUpdate(file);
        var place = new SignatureField(file, update, signing).Add();
        var room = CmsBuilder.Room(key, signing.Chain);
        update.Begin(place.Signature);
        var gap = Dictionary(update.Bytes, signing, room);
        PdfSerializer.Raw(update.Bytes, "\nendobj\n");
        update.Finish();

        var appended = update.Bytes.ToArray();
        var (start, end) = (source.Length + gap.Contents, source.Length + gap.Contents + (2 * room) + 2);
        var total = source.Length + appended.Length;
        var range = string.Create(CultureInfo.InvariantCulture, $"[0 {start} {end} {total - end}]").PadRight(gap.RangeLength);
        System.Text.Encoding.ASCII.GetBytes(range).CopyTo(appended, gap.Range);
        var digest = Digest(source, appended, (int)gap.Contents, (int)gap.Contents + (2 * room) + 2, CmsBuilder.HashOf(key), cancellationToken);
        var value = CmsBuilder.Sign(key, signing.Chain, digest);
        if (value.Length > room)
        {
            throw new InvalidOperationException("The signature does not fit the room kept for it.");
        }

        System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(value)).CopyTo(appended, gap.Contents + 1);
        Copy(source, output, cancellationToken);
        output.Write(appended);
    }

    // EN 319 142-1 §6.3: Contents and ByteRange as of ISO 32000; M and not signing-time; SubFilter ETSI.CAdES.detached.
    private static (long Range, int RangeLength, long Contents) Dictionary(MemoryStream bytes, PdfSigning signing, int room)
    {
        PdfSerializer.Raw(bytes, "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n/M (" + PdfDates.Write(signing.SignedAt) + ")\n");
        foreach (var (name, text) in new[] { ("Name", signing.Name), ("Reason", signing.Reason) })
        {
            if (text is not null)
            {
                PdfSerializer.Raw(bytes, $"/{name} ");
                PdfSerializer.Write(bytes, PdfSerializer.Text(text));
                PdfSerializer.Raw(bytes, "\n");
            }
        }

        PdfSerializer.Raw(bytes, "/ByteRange ");
        var range = bytes.Length;
        const int length = 6 + (3 * RangeDigits);
        PdfSerializer.Raw(bytes, new string(' ', length));
        PdfSerializer.Raw(bytes, "\n/Contents ");
        var contents = bytes.Length;
        PdfSerializer.Raw(bytes, "<" + new string('0', 2 * room) + ">\n>>");
        return (range, length, contents);
    }

    private static byte[] Digest(PdfSource source, byte[] appended, int gapStart, int gapEnd, HashAlgorithmName algorithm, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        Read(source, (bytes, count) => hash.AppendData(bytes, 0, count), cancellationToken);
        hash.AppendData(appended, 0, gapStart);
        hash.AppendData(appended, gapEnd, appended.Length - gapEnd);
        return hash.GetHashAndReset();
    }

    private static void Copy(PdfSource source, Stream output, CancellationToken cancellationToken) =>
        Read(source, (bytes, count) => output.Write(bytes, 0, count), cancellationToken);

    private static void Read(PdfSource source, Action<byte[], int> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[256 * 1024];
        for (long at = 0; at < source.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = source.Read(at, buffer);
            if (read == 0)
            {
                throw PdfFormatException.Bad(at, "tệp kết thúc sớm");
            }

            take(buffer, read);
            at += read;
        }
    }
}
