using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Bench;

/// <summary>Submits documents as software of an agency does: multipart over HTTP, bearer token, an Idempotency-Key each, a fixed number of calls under way.</summary>
public sealed class DocumentLoad(BenchNetwork network, int fileBytes, TimeProvider time)
{
    private const string Boundary = "docaxis-bench-boundary";

    private readonly byte[] _file = MakeFile(fileBytes);

    /// <summary>Submits the documents and waits for the answers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="submitters">Calls under way at a time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<SubmittedDocument>> RunAsync(int count, int submitters, CancellationToken cancellationToken)
    {
        var done = new ConcurrentBag<SubmittedDocument>();
        var run = Guid.CreateVersion7().ToString("N", CultureInfo.InvariantCulture);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = submitters, CancellationToken = cancellationToken },
            async (i, token) =>
            {
                using var content = Content(run, i);
                var at = time.GetUtcNow();
                var start = time.GetTimestamp();
                var answer = await network.SenderClients.Clerk.PostAsync(
                    Routes.Path("documents"), content, $"{run}-{i.ToString(CultureInfo.InvariantCulture)}", ApiJson.Client.SubmitAnswer, token).ConfigureAwait(false);
                done.Add(new SubmittedDocument(answer.Packet, at, time.GetElapsedTime(start)));
            }).ConfigureAwait(false);
        return [.. done];
    }

    // One array of bytes per call: what the client costs is taken from the same processors as the nodes.
    private ByteArrayContent Content(string run, int number)
    {
        var fields = new SubmitDocument
        {
            From = network.SenderAgency,
            To = [BenchNetwork.Central],
            NoStateSecret = true,
            TypeName = "Công văn",
            Notation = "UBND-VP",
            Place = "Tỉnh đo",
            Subject = string.Create(CultureInfo.InvariantCulture, $"V/v đo tốc độ trao đổi văn bản, lượt {number}"),
            Signer = new SignerFields("Nguyễn Văn An", "Chủ tịch", "TM."),
        };
        var body = new MemoryStream(_file.Length + 2048);
        body.Write("--" + Boundary + "\r\nContent-Disposition: form-data; name=\"document\"\r\nContent-Type: application/json\r\n\r\n");
        body.Write(JsonSerializer.SerializeToUtf8Bytes(fields, ApiJson.Client.SubmitDocument));
        body.Write("\r\n--" + Boundary + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"cong-van.pdf\"\r\nContent-Type: application/pdf\r\n\r\n");
        var start = (int)body.Length;
        body.Write(_file);
        body.Write("\r\n--" + Boundary + "--\r\n");
        var bytes = body.GetBuffer();

        // No two files are equal, as in life.
        Encoding.ASCII.GetBytes($"{run}{number.ToString("D8", CultureInfo.InvariantCulture)}", bytes.AsSpan(start + "%PDF-1.7\n".Length));
        var content = new ByteArrayContent(bytes, 0, (int)body.Length);
        content.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data") { Parameters = { new NameValueHeaderValue("boundary", Boundary) } };
        return content;
    }

    private static byte[] MakeFile(int bytes)
    {
        var file = new byte[bytes];
        new Random(42).NextBytes(file);
        "%PDF-1.7\n"u8.CopyTo(file);
        return file;
    }
}

/// <summary>One document that the node took.</summary>
/// <param name="Packet">Its packet.</param>
/// <param name="At">When the call began.</param>
/// <param name="Duration">How long the call took.</param>
public sealed record SubmittedDocument(string Packet, DateTimeOffset At, TimeSpan Duration);

internal static class TextOfStream
{
    public static void Write(this MemoryStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
