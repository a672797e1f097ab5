using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>Where the certificates and revocation data that go into proofs come from.</summary>
public interface IValidationMaterial
{
    /// <summary>What is needed to verify the path without asking anyone.</summary>
    /// <param name="chain">The path, leaf first, anchor last.</param>
    /// <param name="at">The instant at which the revocation data must be current.</param>
    MaterialAnswer Collect(CertificateChain chain, DateTimeOffset at);
}

/// <summary>Whether all of it is at hand. Closed.</summary>
public abstract record MaterialAnswer
{
    private protected MaterialAnswer()
    {
    }
}

/// <summary>All of it.</summary>
/// <param name="Values">Certificates of the path without the anchor, and revocation data of each.</param>
public sealed record MaterialFound(IReadOnlyList<ProofValue> Values) : MaterialAnswer;

/// <summary>Something is missing for now.</summary>
/// <param name="Reason">A sentence in Vietnamese.</param>
public sealed record MaterialMissing(string Reason) : MaterialAnswer;
