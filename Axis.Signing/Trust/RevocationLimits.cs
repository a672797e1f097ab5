namespace Axis.Signing.Trust;

/// <summary>How old revocation data may be to count as fresh, whatever its own next update says (EN 319 102-1 §5.2.5).</summary>
/// <param name="ListMaxAge">Lists.</param>
/// <param name="ResponseMaxAge">OCSP responses.</param>
public readonly record struct RevocationLimits(TimeSpan ListMaxAge, TimeSpan ResponseMaxAge);
