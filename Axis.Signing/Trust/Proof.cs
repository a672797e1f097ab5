using System.Text.Json.Serialization;

namespace Axis.Signing.Trust;

/// <summary>An independent proof that the packet existed at a time (EN 319 102-1 §3.1, proof of existence).</summary>
/// <param name="Time">No later than this (UTC).</param>
/// <param name="Kind">What proves it, kebab case: <c>native-receipt</c>, <c>timestamp-token</c>, <c>cosigned-journal-head</c>.</param>
/// <param name="By">Who proves it: a node or a timestamp authority, never the signer itself.</param>
public sealed record Proof(DateTimeOffset Time, string Kind, string By)
{
    /// <summary>A node's sealed receipt.</summary>
    public const string NativeReceipt = "native-receipt";

    /// <summary>A token of a timestamp authority (RFC 3161), which has no part in the exchange.</summary>
    public const string TimestampToken = "timestamp-token";

    /// <summary>What proves it, in Vietnamese.</summary>
    [JsonIgnore]
    public string KindName => Kind switch
    {
        NativeReceipt => "biên nhận",
        TimestampToken => "dấu thời gian",
        _ => Kind,
    };
}
