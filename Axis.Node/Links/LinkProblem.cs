using System.Text.Json.Serialization;
using Axis.Node.Reconciling;

namespace Axis.Node.Links;

/// <summary>A refusal on the wire (RFC 9457, <c>application/problem+json</c>).</summary>
/// <param name="Type"><c>urn:docaxis:link:</c> and the code.</param>
/// <param name="Title">English sentence.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">Vietnamese sentence.</param>
/// <param name="Retryable">Whether the same call may succeed later.</param>
/// <param name="Offset">The stored offset, for <c>WRONG_OFFSET</c>.</param>
public sealed record LinkProblem(string Type, string Title, int Status, string Code, string Detail, bool Retryable, long? Offset)
{
    /// <summary>Longest problem document in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    private const int LongestSentence = 500;

    /// <summary>Whether the code is one: it goes into rows, the journal and receipts.</summary>
    public bool HasCode() => Code is { Length: > 0 and < 64 } && Code.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    /// <summary>What the neighbour says, cut to a sentence: it is kept and shown to people.</summary>
    public string Sentence() => Detail is null ? "" : Detail.Length <= LongestSentence ? Detail : Detail[..LongestSentence];
}

/// <summary>Answer to an offer whose bytes are wanted.</summary>
/// <param name="Offset">From which byte on.</param>
public sealed record WantedBytes(long Offset);

/// <summary>Answer to a batch of receipts.</summary>
/// <param name="Kept">How many are here now.</param>
/// <param name="Refused">The ones that are not accepted.</param>
public sealed record ReceiptsAnswer(int Kept, IReadOnlyList<RefusedReceipt> Refused);

/// <summary>One receipt that is not accepted.</summary>
public sealed record RefusedReceipt(string Receipt, string Code, bool Retryable);

/// <summary>Receipts that a fetching node has taken.</summary>
public sealed record TakenReceipts(IReadOnlyList<string> Receipts);

/// <summary>Who a node is (ping).</summary>
/// <param name="Node">Its name.</param>
/// <param name="ProtocolVersion">Highest link version it speaks.</param>
/// <param name="Software">Product and version.</param>
/// <param name="Epoch">Changes with every restore from a backup.</param>
/// <param name="Directory">Section versions in force.</param>
/// <param name="Time">Its clock (UTC).</param>
public sealed record PingAnswer(string Node, int ProtocolVersion, string Software, string Epoch, IReadOnlyDictionary<string, long> Directory, DateTimeOffset Time)
{
    /// <summary>Whether every member is there: JSON leaves out what it likes.</summary>
    [JsonIgnore]
    public bool IsWhole => Node is not null && Software is not null && Epoch is not null && Directory is not null;
}

/// <summary>Source-generated JSON of the link.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkProblem))]
[JsonSerializable(typeof(WantedBytes))]
[JsonSerializable(typeof(ReceiptsAnswer))]
[JsonSerializable(typeof(TakenReceipts))]
[JsonSerializable(typeof(PingAnswer))]
[JsonSerializable(typeof(ShownHead))]
[JsonSerializable(typeof(HeadAnswer))]
[JsonSerializable(typeof(HeldHeads))]
[JsonSerializable(typeof(TrafficPage))]
internal sealed partial class LinkJson : JsonSerializerContext;
