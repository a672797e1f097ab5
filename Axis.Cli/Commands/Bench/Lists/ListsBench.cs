using System.Text.Json.Serialization.Metadata;
using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Bench.Lists;

/// <summary>How long the lists of a full store take, over the API that the console's pages are made of: the first page, and one reached by its key.</summary>
public static class ListsBench
{
    private const int Calls = 20;
    private const int PagesDeep = 5;

    /// <summary>Fills a node's store, starts it and asks for its lists.</summary>
    public static async Task<ListsFigures> RunAsync(int documents, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var network = await BenchNetwork.MakeAsync(2, SignatureAlgorithm.EcdsaP256Sha256, null, time, cancellationToken).ConfigureAwait(false);
        await using (network.ConfigureAwait(false))
        {
            await FilledStore.MakeAsync(network.Sender.DataFolder, network.SenderAgency, BenchNetwork.Central, documents, time, cancellationToken).ConfigureAwait(false);
            await network.StartAsync(network.Sender, cancellationToken).ConfigureAwait(false);
            await network.OpenSenderAsync(cancellationToken).ConfigureAwait(false);
            var issue = new IssueToken { Name = "Kiểm tra (đo)", Role = "auditor" };
            var token = await network.SenderClients.Operator.PostAsync(Routes.Path("tokens"), issue, ApiJson.Client.IssueToken, ApiJson.Client.IssuedToken, cancellationToken).ConfigureAwait(false);
            var file = Path.Combine(network.Sender.DataFolder, "auditor.token");
            PrivateFile.Create(file, System.Text.Encoding.ASCII.GetBytes(token.Token + "\n"));
            using var auditor = new NodeClient(new NodeConnection(network.Sender.Url, file));
            var (clerk, json) = (network.SenderClients.Clerk, ApiJson.Client);
            return new ListsFigures(
                documents,
                [
                    await MeasureAsync("Hộp đến", clerk, "inbox", json.PageInboxItemView, static p => p.Next, [], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Hộp đến, đã tiếp nhận", clerk, "inbox", json.PageInboxItemView, static p => p.Next, [("state", "03")], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Đã gửi", clerk, "documents", json.PageOutboxItemView, static p => p.Next, [], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Theo dõi", clerk, "tracking", json.PageTrackingLine, static p => p.Next, [], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Theo dõi, chưa xong", clerk, "tracking", json.PageTrackingLine, static p => p.Next, [("openOnly", "true")], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Hộp đến của cả nút", auditor, "inbox", json.PageInboxItemView, static p => p.Next, [], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Tìm theo số", clerk, "find", json.PageFoundDocument, static p => p.Next, [("q", "7 bc")], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Tìm điều không có", clerk, "find", json.PageFoundDocument, static p => p.Next, [("q", "khong he co")], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Nhật ký", auditor, "journal", json.PageJournalLineView, static p => p.Next, [], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Tra cứu theo số", auditor, "search", json.PageSearchHit, static p => p.Next, [("code", "7/bc")], time, cancellationToken).ConfigureAwait(false),
                    await MeasureAsync("Tra cứu theo người ký", auditor, "search", json.PageSearchHit, static p => p.Next, [("signer", "hong nhung")], time, cancellationToken).ConfigureAwait(false),
                ]);
        }
    }

    private static async Task<ListFigures> MeasureAsync<T>(
        string name, NodeClient client, string route, JsonTypeInfo<T> type, Func<T, string?> next, (string, object?)[] query, TimeProvider time, CancellationToken cancellationToken)
    {
        string? after = null;
        var (first, deep) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var i = 0; i < Calls; i++)
        {
            first.Add((await AskAsync(null).ConfigureAwait(false)).Took);
        }

        for (var i = 0; i < PagesDeep; i++)
        {
            var (took, key) = await AskAsync(after).ConfigureAwait(false);
            deep.Add(took);
            if (key is null)
            {
                break;
            }

            after = key;
        }

        return new ListFigures(name, Latency.Of(first), Math.Round(deep.Max(static d => d.TotalMilliseconds), 2));

        async Task<(TimeSpan Took, string? Next)> AskAsync(string? key)
        {
            var start = time.GetTimestamp();
            var page = await client.GetAsync(Routes.Query(Routes.Path(route), [.. query, ("after", key)]), type, cancellationToken).ConfigureAwait(false);
            return (time.GetElapsedTime(start), next(page));
        }
    }
}
