using System.Net.Http.Json;

namespace Axis.Node.Links;

/// <summary>The calls about journal heads.</summary>
internal static class HeadCalls
{
    /// <summary>Shows a head of this node; the neighbour cosigns it, or says which one it holds.</summary>
    public static Task<HeadAnswer> ShowHeadAsync(this LinkClient client, ShownHead head, CancellationToken cancellationToken) =>
        client.AskAsync(HttpMethod.Post, "axis/1/heads", JsonContent.Create(head, LinkJson.Default.ShownHead), LinkJson.Default.HeadAnswer, cancellationToken);

    /// <summary>Asks for the neighbour's own head, with the proof from a size.</summary>
    public static Task<ShownHead> HeadAsync(this LinkClient client, string log, long from, CancellationToken cancellationToken) =>
        client.AskAsync(HttpMethod.Get, $"axis/1/heads?log={Uri.EscapeDataString(log)}&from={from}", null, LinkJson.Default.ShownHead, cancellationToken);

    /// <summary>Brings what this node says to the neighbour's own head.</summary>
    public static Task AnswerHeadAsync(this LinkClient client, HeadAnswer answer, CancellationToken cancellationToken) =>
        client.AskAsync(HttpMethod.Put, "axis/1/heads/answer", JsonContent.Create(answer, LinkJson.Default.HeadAnswer), 1024, cancellationToken);

    /// <summary>Asks which heads of this node the neighbour holds.</summary>
    public static Task<HeldHeads> HeldHeadsAsync(this LinkClient client, CancellationToken cancellationToken) =>
        client.AskAsync(HttpMethod.Get, "axis/1/heads/held", null, LinkJson.Default.HeldHeads, cancellationToken);
}
