using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Node;
using Axis.Node.Hosting;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests.Network;

/// <summary>One node in this process, over its real listeners.</summary>
public sealed class RunningNode(NodeSpec spec, string folder, Uri api) : IAsyncDisposable
{
    private WebApplication? _app;

    public NodeSpec Spec => spec;

    public string Folder => folder;

    public Uri Api => api;

    /// <summary>What it is made of when it starts next; tests put a faulty part in.</summary>
    public NodeParts Parts { get; set; } = NodeComposition.Parts;

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException($"{spec.Id} does not run.");

    public IStore Store => Services.GetRequiredService<IStore>();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task StartAsync()
    {
        _app = NodeHost.Build(folder, [], Parts);
        await _app.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Starts again with other limits before the one that every test node has; empty for the usual ones.</summary>
    public async Task RestartWithLimitsAsync(string limits)
    {
        await StopAsync();
        var file = Path.Combine(Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(file);
        var start = text.IndexOf("\"Limits\": { ", StringComparison.Ordinal) + "\"Limits\": { ".Length;
        var end = text.IndexOf("\"FreeSpaceReserveBytes\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text[..start] + limits + text[end..]);
        await StartAsync();
    }

    /// <summary>Starts again with a further section of settings.</summary>
    public async Task RestartWithSectionAsync(string section)
    {
        await StopAsync();
        var file = Path.Combine(Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"Limits\": {", section + ",\n  \"Limits\": {", StringComparison.Ordinal));
        await StartAsync();
    }

    public Actor Clerk => new("test", Role.Clerk, [.. spec.Agencies.Select(OrganId.Parse)]);

    /// <summary>Submits a document with one file and expects it to be taken.</summary>
    public async Task<SubmitAnswer> SendAsync(string from, IReadOnlyList<string> to, string subject = "V/v báo cáo thử nghiệm", byte[]? file = null, int priority = 0, string? key = null, string? number = null) =>
        await TrySendAsync(from, to, subject, file, priority, key, number) switch
        {
            Done<SubmitAnswer> done => done.Value,
            Refused<SubmitAnswer> refused => throw new AssertionException($"refused: {refused.Why.Code} {refused.Why.Sentence}"),
            _ => throw new InvalidOperationException(),
        };

    public async Task<Outcome<SubmitAnswer>> TrySendAsync(string from, IReadOnlyList<string> to, string subject = "V/v báo cáo thử nghiệm", byte[]? file = null, int priority = 0, string? key = null, string? number = null)
    {
        var bytes = file ?? "%PDF-1.7 nội dung thử nghiệm"u8.ToArray();
        var path = Path.Combine(folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await Get<ISubmission>().SubmitAsync(
                Fields(from, to, subject, priority, number),
                [new StagedFile("Báo cáo.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))],
                Clerk,
                key,
                CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Prepares a document with one file for a key that is kept elsewhere.</summary>
    public async Task<Outcome<PrepareAnswer>> TryPrepareAsync(string from, IReadOnlyList<string> to, string subject, byte[] bytes, string? key = null)
    {
        var path = Path.Combine(folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await Get<ISubmission>().PrepareAsync(
                Fields(from, to, subject), [new StagedFile("a.pdf", "application/pdf", null, path, bytes.Length, Digest.Of(bytes))], Clerk, key, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static SubmitDocument Fields(string from, IReadOnlyList<string> to, string subject, int priority = 0, string? number = null) => new()
    {
        From = from,
        To = to,
        NoStateSecret = true,
        TypeName = "Công văn",
        Number = number,
        Notation = "UBND-VP",
        Place = "An Hòa",
        Subject = subject,
        Signer = new SignerFields("Nguyễn Văn An", "Chủ tịch", "TM."),
        Priority = priority,
    };

    public IReadOnlyList<TrackingRow> Tracking(string packet) => Store.Read(s => s.Tracking.ListFor(Digest.Parse(packet)));

    public IReadOnlyList<InboxItem> Inbox() => Store.Read(static s => s.Inbox.List(null, null, null, 500));

    public ValueTask DisposeAsync() => new(StopAsync());
}
