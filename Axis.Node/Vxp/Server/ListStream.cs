using System.IO.Compression;
using System.Text.Json;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Vxp.Server;

/// <summary>Writes a list of any length row by row, zipped where the client takes that: 123,000 rows cost no more memory than a few.</summary>
internal static class ListStream
{
    private const int FlushBytes = 32 * 1024;

    /// <summary>Writes the frame with <c>data</c>. What fails before the first row is there can still be answered as a failure.</summary>
    public static async Task WriteAsync<T>(HttpContext context, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(write);
        using var row = rows.GetEnumerator();
        var more = row.MoveNext();
        context.Response.ContentType = ResponseFrame.ContentType;
        var zipped = context.Request.Headers.AcceptEncoding.Any(static v => v?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true);
        if (zipped)
        {
            context.Response.Headers.ContentEncoding = "gzip";
        }

        var output = zipped ? new GZipStream(context.Response.Body, CompressionLevel.Fastest, leaveOpen: true) : context.Response.Body;
        var writer = new Utf8JsonWriter(output, ResponseFrame.Utf8);
        await using (writer.ConfigureAwait(false))
        {
            ResponseFrame.Begin(writer);
            writer.WriteStartArray("data");
            for (; more; more = row.MoveNext())
            {
                write(writer, row.Current);
                if (writer.BytesPending > FlushBytes)
                {
                    await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (zipped)
        {
            await output.DisposeAsync().ConfigureAwait(false);
        }
    }
}
