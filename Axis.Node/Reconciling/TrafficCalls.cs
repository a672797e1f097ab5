using System.Globalization;
using Axis.Node.Links;

namespace Axis.Node.Reconciling;

/// <summary>The calls of a reconciliation.</summary>
internal static class TrafficCalls
{
    private const int MaxFrameBytes = 64 << 20;

    /// <summary>What passed between the two nodes.</summary>
    /// <exception cref="LinkAnswerException">Refused, or an answer that cannot be read.</exception>
    public static async Task<TrafficPage> TrafficAsync(this LinkClient client, DateTimeOffset since, string? after, CancellationToken cancellationToken)
    {
        var page = await client.AskAsync(
            HttpMethod.Get,
            string.Create(CultureInfo.InvariantCulture, $"axis/1/traffic?since={since.ToUnixTimeMilliseconds()}&after={Uri.EscapeDataString(after ?? "")}"),
            null,
            LinkJson.Default.TrafficPage,
            cancellationToken).ConfigureAwait(false);

        // The parser lets null stand for a list or an entry; what a neighbour leaves out must not break the comparison with the others.
        return page.Entries is { } entries && entries.All(static e => e is { Receipts: not null }) ? page : throw new LinkAnswerException();
    }

    /// <summary>One delivery with all receipts that belong to it.</summary>
    public static async Task<DeliveryFrame> TrafficFrameAsync(this LinkClient client, TrafficEntry entry, CancellationToken cancellationToken)
    {
        DeliveryFrame? whole = null;
        while (true)
        {
            var skip = whole?.Attestations.Count ?? 0;
            var bytes = await client.AskAsync(HttpMethod.Get, $"axis/1/traffic/{entry.Direction}/{entry.Delivery}?skip={skip}", null, MaxFrameBytes, cancellationToken).ConfigureAwait(false);
            var frame = DeliveryFrame.Read(bytes);
            whole = whole is null ? frame : whole with { Attestations = [.. whole.Attestations, .. frame.Attestations] };

            // What the entry names is what there is to fetch; a neighbour cannot make this go on for ever.
            if (frame.Attestations.Count < TellTraffic.MaxReceipts || whole.Attestations.Count >= entry.Receipts.Count)
            {
                return whole;
            }
        }
    }

    /// <summary>The packet's bytes from an offset on.</summary>
    public static Task<Stream> TrafficContentAsync(this LinkClient client, TrafficEntry entry, long offset, CancellationToken cancellationToken) =>
        client.OpenAsync($"axis/1/traffic/{entry.Direction}/{entry.Delivery}/content", offset, cancellationToken);
}
