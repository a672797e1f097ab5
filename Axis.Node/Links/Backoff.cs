using System.Security.Cryptography;

namespace Axis.Node.Links;

/// <summary>Exponential growth with jitter, so that a thousand communes do not return in the same second.</summary>
public static class Backoff
{
    /// <summary>Delay before try number <paramref name="failures"/> + 1: between half and all of first × 2^(failures−1), at most the longest.</summary>
    public static TimeSpan Delay(int failures, TimeSpan first, TimeSpan longest)
    {
        var factor = Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        var full = Math.Min(first.TotalMilliseconds * factor, longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (0.5 + (RandomNumberGenerator.GetInt32(0, 501) / 1000.0)));
    }
}
