using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Makes the next proof of a packet: asks the timestamp authority, judges its answer before it is believed, collects certificates and revocation data. Keeps
/// nothing: the caller stores what was made and asks again. Thread-safe.
/// </summary>
/// <param name="authority">Who stamps.</param>
/// <param name="material">Where certificates and revocation data come from.</param>
/// <param name="chains">Finds the signer's path.</param>
/// <param name="policy">How far to go, and when to renew.</param>
/// <param name="hash">Algorithm of new imprints.</param>
public sealed class ProofMaker(ITimestampAuthority authority, IValidationMaterial material, CertificateChains chains, ProofPolicy policy, HashAlgorithmName hash)
{
    private static readonly TimeSpan LastChance = TimeSpan.FromDays(7);

    private readonly TimestampVerifier _verifier = new(chains);

    /// <summary>Makes what comes next.</summary>
    /// <param name="packet">The packet; its signature passed.</param>
    /// <param name="proofs">Its proofs, oldest first.</param>
    /// <param name="directory">Holds the trust anchors.</param>
    /// <param name="revocation">The revocation data in force.</param>
    /// <param name="limits">How old they may be.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="TimestampUnavailableException">No authority answered with a token that holds.</exception>
    public async Task<ProofOutcome> NextAsync(
        StampedPacket packet,
        IReadOnlyList<SignatureProof> proofs,
        DirectorySnapshot directory,
        RevocationBook revocation,
        RevocationLimits limits,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(proofs);
        var context = new TimestampContext(directory, revocation, now, limits, policy.Sunset);
        var newest = proofs.LastOrDefault(static p => p.Token is not null)?.Token;
        var chain = newest is null ? null : _verifier.PathOf(newest, directory).Chain;
        var ends = newest is not null && chain is not null ? policy.EndOf(newest, chain) : DateTimeOffset.MinValue;
        switch (policy.Next(proofs, ends, now))
        {
            case ProofStep.StampSignature:
                var stamped = await StampAsync(packet.SignatureImprint(hash), context, cancellationToken).ConfigureAwait(false);
                return new ProofMade([SignatureProof.OfSignature(stamped)]);
            case ProofStep.AddValues:
                return Collect(packet, directory, chain, now);
            case ProofStep.Archive:
                return await ArchiveAsync(packet, proofs, chain, context, cancellationToken).ConfigureAwait(false);
            case ProofStep.RestUntil rest:
                return new ProofsComplete(rest.At);
            default:
                throw new InvalidOperationException("No such step.");
        }
    }

    private ProofOutcome Collect(StampedPacket packet, DirectorySnapshot directory, CertificateChain? authorityPath, DateTimeOffset now)
    {
        if (chains.Find(packet.Signer, directory) is not { } signer)
        {
            return new ProofWaits("Không có đường tin cậy từ chứng thư ký đến gốc tin cậy nào của danh bạ.");
        }

        if (authorityPath is null)
        {
            return new ProofWaits("Không có đường tin cậy từ tổ chức cấp dấu thời gian đến gốc tin cậy nào của danh bạ.");
        }

        return (material.Collect(signer, now), material.Collect(authorityPath, now)) switch
        {
            (MaterialFound own, MaterialFound theirs) => new ProofMade([SignatureProof.OfSigner(own.Values), SignatureProof.OfAuthority(theirs.Values)]),
            (MaterialMissing missing, _) => new ProofWaits(missing.Reason, signer),
            (_, MaterialMissing missing) => new ProofWaits(missing.Reason, authorityPath),
            _ => throw new InvalidOperationException("No such answer."),
        };
    }

    private async Task<ProofOutcome> ArchiveAsync(
        StampedPacket packet, IReadOnlyList<SignatureProof> proofs, CertificateChain? authorityPath, TimestampContext context, CancellationToken cancellationToken)
    {
        // The data that show the earlier timestamp in order at this moment go under the new one. Without them a renewal would prove less, but it cannot wait
        // for ever: once the authority has run out, it comes too late.
        var made = new List<SignatureProof>();
        if (authorityPath is not null && material.Collect(authorityPath, context.At) is MaterialFound found)
        {
            var known = proofs.SelectMany(static p => p.Values).Select(static v => v.Digest).ToHashSet();
            if (!found.Values.All(v => known.Contains(v.Digest)))
            {
                made.Add(SignatureProof.OfAuthority(found.Values));
            }
        }
        else if (authorityPath is not null && context.At < authorityPath.NotAfter - LastChance)
        {
            return new ProofWaits("Chưa có dữ liệu thu hồi hiện hành của tổ chức cấp dấu thời gian để gia hạn.", authorityPath);
        }

        var imprint = await packet.ArchiveImprintAsync([.. proofs, .. made], hash, cancellationToken).ConfigureAwait(false);
        made.Add(SignatureProof.OfArchive(await StampAsync(imprint, context, cancellationToken).ConfigureAwait(false)));
        return new ProofMade(made);
    }

    // Revocation data of the authority may be missing for the moment; whatever else is wrong with a token, it is none.
    private Task<TimestampToken> StampAsync(byte[] imprint, TimestampContext context, CancellationToken cancellationToken) => authority.StampAsync(
        imprint,
        hash,
        token => _verifier.Verify(token, _ => imprint, context).FirstProblem is { } problem && (problem.Name, problem.Outcome) != (TimestampChecks.Revocation, CheckOutcome.NotMade) ? problem.Detail : null,
        cancellationToken);
}
