namespace Axis.Signing.Trust;

/// <summary>How old revocation data may be to count as fresh, whatever its own next update says (EN 319 102-1 §5.2.5).</summary>
/// <param name="ListMaxAge">Lists.</param>
/// <param name="ResponseMaxAge">OCSP responses.</param>
public readonly record struct RevocationLimits(TimeSpan ListMaxAge, TimeSpan ResponseMaxAge)
{
    /// <summary>Whether data of a kind say something about now: younger than the limit, and their next update not yet come.</summary>
    public bool IsFresh(RevocationKind kind, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate, DateTimeOffset now) =>
        now - thisUpdate <= (kind == RevocationKind.List ? ListMaxAge : ResponseMaxAge) && (nextUpdate is null || now < nextUpdate);
}
