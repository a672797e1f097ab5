using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>Takes revocation data from the lists and OCSP responses in force.</summary>
/// <param name="book">The data in force, asked each time.</param>
/// <param name="limits">How old they may be to count as current.</param>
public sealed class RevocationMaterial(Func<RevocationBook> book, RevocationLimits limits) : IValidationMaterial
{
    /// <inheritdoc/>
    public MaterialAnswer Collect(CertificateChain chain, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(chain);
        var values = new List<ProofValue>();
        var answers = book().LookAlong(chain, at, limits);
        for (var i = 0; i < answers.Count; i++)
        {
            // Data that say "revoked" are evidence like those that do not.
            var evidence = answers[i] switch
            {
                NotRevoked good => good.Evidence,
                IsRevoked bad => bad.Evidence,
                _ => null,
            };
            if (evidence is null)
            {
                return new MaterialMissing(((RevocationUnknown)answers[i]).Reason);
            }

            values.Add(new ProofValue(ProofValueKind.Certificate, chain.Certificates[i].RawDataMemory));
            values.Add(new ProofValue(evidence.Kind == RevocationKind.List ? ProofValueKind.RevocationList : ProofValueKind.StatusAnswer, evidence.Bytes));
        }

        return new MaterialFound(values);
    }
}
