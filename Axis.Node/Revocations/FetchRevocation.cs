using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Schedules;
using Axis.Node.Storage;
using Axis.Signing.Trust;
using Axis.Signing.Trust.Ocsp;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Revocations;

/// <summary>
/// Fetches the revocation data that are missing or grow old: for the agencies hosted here, for whoever signed packets lately and for every authority above them.
/// What comes is believed by its signature alone. An address that does not answer is left alone until the next run.
/// </summary>
public sealed class FetchRevocation(
    HeldRevocation held,
    RevocationSources sources,
    RevocationClient client,
    CertificateChains chains,
    LiveDirectory directory,
    VerificationPolicy policy,
    RevocationOptions options,
    IStore store,
    TimeProvider time,
    ILogger<FetchRevocation> logger)
{
    private const int NonceBytes = 32;

    /// <summary>Fetches what is due.</summary>
    /// <param name="waiting">Certificates (SHA-256) whose packets wait for a verdict.</param>
    /// <param name="cancellationToken">Ends the run between two requests.</param>
    /// <returns>How many lists and responses came in.</returns>
    public async Task<int> RunAsync(IReadOnlyList<Digest> waiting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(waiting);
        var (met, paths) = (held.TakeMet(), held.TakePaths());
        if (!options.IsOn)
        {
            return 0;
        }

        var run = new Run(directory.Snapshot, directory.Revocation, time.GetUtcNow());
        await ConfiguredAsync(run, cancellationToken).ConfigureAwait(false);
        foreach (var der in Bound(run, waiting).Concat(met).Concat(Own(run)))
        {
            if (chains.Validate(der, run.Directory, policy.AgencyPath, run.Now, []).Chain is { } chain)
            {
                await AlongAsync(run, chain, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var path in paths)
        {
            await AlongAsync(run, path, cancellationToken).ConfigureAwait(false);
        }

        await held.KeepAsync(run.Rows, ScheduledJob.RefreshRevocation, run.Now, cancellationToken).ConfigureAwait(false);
        return run.Rows.Count;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Bound(Run run, IReadOnlyList<Digest> certificates) =>
        certificates.Select(run.Directory.FindCertificate).Where(static b => b.Count > 0).Select(static b => b[0].Der);

    private IEnumerable<ReadOnlyMemory<byte>> Own(Run run) => run.Directory.Agencies
        .Where(a => a.Host == directory.Self)
        .SelectMany(a => run.Directory.CertificatesOf(a.Code.Value, KeyUse.Agency))
        .Where(c => c.HoldsAt(run.Now))
        .Select(static c => c.Der);

    // Three quarters of its life are over: whoever issues it has had time for the next, and there is time to try again.
    private bool IsDue(RevocationAnswer answer, DateTimeOffset now) => answer switch
    {
        NotRevoked { Evidence: var e } => IsOld(e.Kind, e.ThisUpdate, e.NextUpdate, now),
        IsRevoked { Revocation.Reason: 6, Evidence: var e } => IsOld(e.Kind, e.ThisUpdate, e.NextUpdate, now),
        IsRevoked => false,
        _ => true,
    };

    private bool IsOld(RevocationKind kind, DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate, DateTimeOffset now)
    {
        var end = thisUpdate + (kind == RevocationKind.List ? policy.RevocationMaxAge : policy.ResponseMaxAge);
        var life = (nextUpdate < end ? nextUpdate.Value : end) - thisUpdate;
        return now >= thisUpdate + (life * 0.75);
    }

    private async Task ConfiguredAsync(Run run, CancellationToken cancellationToken)
    {
        if (sources.ConfiguredLists.Count == 0)
        {
            return;
        }

        var known = store.Read(static s => s.Revocations.Current()).Where(static r => r.Kind == RevocationKind.List).ToLookup(static r => r.Source, StringComparer.Ordinal);
        foreach (var address in sources.ConfiguredLists)
        {
            if (known[address.AbsoluteUri].All(r => IsOld(r.Kind, r.ThisUpdate, r.NextUpdate, run.Now)))
            {
                await ListAsync(run, address, Authorities(run.Directory), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<X509Certificate2> Authorities(DirectorySnapshot directory)
    {
        foreach (var der in directory.TrustAnchors.Concat(directory.PublicAnchors))
        {
            X509Certificate2? certificate = null;
            try
            {
                certificate = X509CertificateLoader.LoadCertificate(der.Span);
            }
            catch (CryptographicException)
            {
                // An anchor that is no certificate signs no list.
                continue;
            }

            yield return certificate;
        }
    }

    private async Task AlongAsync(Run run, CertificateChain chain, CancellationToken cancellationToken)
    {
        for (var i = 0; i + 1 < chain.Certificates.Count; i++)
        {
            await AboutAsync(run, chain.Certificates[i], chain.Certificates[i + 1], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AboutAsync(Run run, X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken cancellationToken)
    {
        var pair = (Digest.Of(certificate.RawDataMemory.Span), Digest.Of(issuer.RawDataMemory.Span));
        if (!run.Pairs.Add(pair) || !IsDue(run.Book.Look(certificate, issuer, run.Now, policy.PacketLimits), run.Now))
        {
            return;
        }

        foreach (var address in sources.Responders(certificate, run.Directory))
        {
            if (await AskAsync(run, address, certificate, issuer, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        foreach (var address in sources.Lists(certificate, run.Directory))
        {
            if (await ListAsync(run, address, [issuer], cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async Task<bool> AskAsync(Run run, Uri address, X509Certificate2 certificate, X509Certificate2 issuer, CancellationToken cancellationToken)
    {
        if (!run.MayAsk(address, options.MaxRequests))
        {
            return false;
        }

        try
        {
            var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
            var request = new OcspRequest([OcspCertId.Of(certificate, issuer, OcspCertId.Sha1)], nonce);
            var response = OcspReader.Read(await client.AskAsync(address, request.Encode(), cancellationToken).ConfigureAwait(false));
            var answer = response.Find(certificate, issuer);
            var fault = response.Nonce is { } given && !given.Span.SequenceEqual(nonce) ? "câu trả lời thuộc về câu hỏi khác"
                : answer is null or { Status: OcspStatus.Unknown } ? "không nói về chứng thư được hỏi"
                : response.FindResponder(issuer) is null ? "không do nơi cấp chứng thư hoặc máy được ủy quyền ký"
                : null;
            if (fault is not null)
            {
                Log.NotBelieved(logger, address.AbsoluteUri, fault);
                return false;
            }

            run.Rows.Add(new RevocationRow(
                response.Digest, RevocationKind.OcspResponse, Digest.Of(issuer.RawDataMemory.Span), Digest.Of(certificate.RawDataMemory.Span), response.Der, address.AbsoluteUri, answer!.ThisUpdate, answer.NextUpdate, run.Now));

            // Genuine is kept in any case, for the day it speaks of; only what decides today ends the search. Without a nonce an answer may be an old one played again.
            var decides = new RevocationBook(run.Book.Lists, [response]).Look(certificate, issuer, time.GetUtcNow(), policy.PacketLimits) is not RevocationUnknown;
            if (!decides)
            {
                Log.NotFresh(logger, address.AbsoluteUri, answer.ThisUpdate);
            }

            return decides;
        }
        catch (RevocationUnavailableException e)
        {
            run.Down.Add(address.Authority);
            Log.NotFetched(logger, address.AbsoluteUri, e.Message);
        }
        catch (OcspFormatException e)
        {
            Log.NotBelieved(logger, address.AbsoluteUri, e.Message);
        }

        return false;
    }

    private async Task<bool> ListAsync(Run run, Uri address, IEnumerable<X509Certificate2> authorities, CancellationToken cancellationToken)
    {
        if (run.Fetched.TryGetValue(address, out var good))
        {
            return good;
        }

        if (!run.MayAsk(address, options.MaxRequests))
        {
            return false;
        }

        run.Fetched[address] = false;
        try
        {
            var list = CrlReader.Read(CrlReader.ToDer(await client.ListAsync(address, cancellationToken).ConfigureAwait(false)));
            if (authorities.FirstOrDefault(list.IsSignedBy) is not { } issuer)
            {
                Log.NotBelieved(logger, address.AbsoluteUri, "danh sách không do nơi cấp chứng thư ký");
                return false;
            }

            run.Rows.Add(new RevocationRow(
                list.Digest, RevocationKind.List, Digest.Of(issuer.RawDataMemory.Span), null, list.Der, address.AbsoluteUri, list.ThisUpdate, list.NextUpdate, run.Now));
            if (!policy.PacketLimits.IsFresh(RevocationKind.List, list.ThisUpdate, list.NextUpdate, time.GetUtcNow()))
            {
                Log.NotFresh(logger, address.AbsoluteUri, list.ThisUpdate);
                return false;
            }

            return run.Fetched[address] = true;
        }
        catch (RevocationUnavailableException e)
        {
            run.Down.Add(address.Authority);
            Log.NotFetched(logger, address.AbsoluteUri, e.Message);
        }
        catch (CrlFormatException e)
        {
            Log.NotBelieved(logger, address.AbsoluteUri, e.Message);
        }

        return false;
    }

    private sealed class Run(DirectorySnapshot directory, RevocationBook book, DateTimeOffset now)
    {
        private int _requests;

        public DirectorySnapshot Directory { get; } = directory;

        public RevocationBook Book { get; } = book;

        public DateTimeOffset Now { get; } = now;

        public List<RevocationRow> Rows { get; } = [];

        public HashSet<(Digest Certificate, Digest Issuer)> Pairs { get; } = [];

        public Dictionary<Uri, bool> Fetched { get; } = [];

        /// <summary>Hosts that did not answer in this run.</summary>
        public HashSet<string> Down { get; } = new(StringComparer.Ordinal);

        public bool MayAsk(Uri address, int most) => !Down.Contains(address.Authority) && _requests++ < most;
    }
}
