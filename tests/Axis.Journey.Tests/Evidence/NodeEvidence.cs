using System.Net.Http.Headers;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Signing.Evidence;
using Axis.Signing.Sections;
using Axis.Signing.Trust;

namespace Axis.Journey.Tests.Evidence;

/// <summary>Takes evidence from running nodes over their API, and verifies it with the root's fingerprint alone.</summary>
internal static class NodeEvidence
{
    public static async Task<byte[]> EvidenceAsync(this RunningNode node, string packet, Role role, params string[] agencies)
    {
        using var client = await node.ClientAsync(role, agencies);
        return await client.GetByteArrayAsync($"/api/v1/evidence/{packet}");
    }

    public static async Task<EvidenceReport> VerifyEvidenceAsync(this RunningNode node, byte[] evidence, DateTimeOffset? at = null)
    {
        var root = DirectorySection.Parse(await File.ReadAllBytesAsync(Path.Combine(node.Folder, "directory", "root.section")));
        using var verifier = new EvidenceVerifier(DirectoryKey.Fingerprint(root.Head.Key.Span));
        return await verifier.VerifyAsync(new MemoryStream(evidence), at ?? TimeProvider.System.GetUtcNow(), RevocationBook.Empty, CancellationToken.None);
    }

    public static async Task<HttpClient> ClientAsync(this RunningNode node, Role role, params string[] agencies)
    {
        var issued = (Done<IssuedToken>)await node.Get<TokenIssuer>().IssueAsync("thử", role, [.. agencies.Select(OrganId.Parse)], null, "test", CancellationToken.None);
        var client = new HttpClient { BaseAddress = node.Api };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.Value.Token);
        return client;
    }
}
