using System.Net.Http.Headers;
using System.Net.Http.Json;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Documents;

/// <summary>Uploads a submission; the files are streamed, never held.</summary>
public static class Submission
{
    /// <summary>A document from fields and files.</summary>
    public static async Task<SubmitAnswer> SendDocumentAsync(
        NodeClient client,
        Terminal terminal,
        SubmitDocument document,
        IReadOnlyList<string> files,
        string idempotencyKey,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(files);
        var total = files.Sum(static f => new FileInfo(f).Length);
        return await terminal.WithProgressAsync("Gửi tệp", total, async progress =>
        {
            using var content = new MultipartFormDataContent();
            content.Add(JsonContent.Create(document, ApiJson.Client.SubmitDocument), "document");
            long before = 0;
            foreach (var file in files)
            {
                AddFile(content, file, new OffsetProgress(progress, before));
                before += new FileInfo(file).Length;
            }

            return await client.PostAsync(Routes.Path("documents"), content, idempotencyKey, ApiJson.Client.SubmitAnswer, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>An existing packet.</summary>
    public static async Task<SubmitAnswer> SendPacketAsync(
        NodeClient client,
        Terminal terminal,
        string file,
        bool noStateSecret,
        string idempotencyKey,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(terminal);
        if (!File.Exists(file))
        {
            throw CliFailureException.Usage($"Không thấy tệp '{file}'.", "Kiểm tra lại đường dẫn.");
        }

        return await terminal.WithProgressAsync("Gửi gói", new FileInfo(file).Length, async progress =>
        {
            using var content = new StreamContent(new ReportingStream(File.OpenRead(file), progress));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
            var path = Routes.Query(Routes.Path("packets"), ("noStateSecret", noStateSecret));
            return await client.PostAsync(path, content, idempotencyKey, ApiJson.Client.SubmitAnswer, cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static void AddFile(MultipartFormDataContent content, string file, IProgress<long> progress)
    {
        var part = new StreamContent(new ReportingStream(File.OpenRead(file), progress));
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(part, "files", Path.GetFileName(file));
    }

    private sealed class OffsetProgress(IProgress<long> inner, long before) : IProgress<long>
    {
        public void Report(long value) => inner.Report(before + value);
    }
}
