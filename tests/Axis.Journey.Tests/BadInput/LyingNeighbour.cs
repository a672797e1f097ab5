using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Node.Storage;
using Axis.Signing.Seals;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Speaks the native link with a neighbour's own keys, and says whatever the test wants.</summary>
public sealed class LyingNeighbour : IDisposable
{
    private readonly TestNetwork _network;
    private readonly NodeSpec _self;
    private readonly NodeSpec _victim;
    private readonly X509Certificate2 _certificate;
    private readonly HttpClient _http;

    public LyingNeighbour(TestNetwork network, NodeSpec self, NodeSpec victim, X509Certificate2? certificate = null)
    {
        (_network, _self, _victim) = (network, self, victim);
        _certificate = certificate ?? X509CertificateLoader.LoadPkcs12FromFile(
            Path.Combine(network.FolderOf(self), "keys", "tls.p12"), File.ReadAllText(Path.Combine(network.FolderOf(self), "keys", "passphrase")).TrimEnd('\n'));
        var handler = new SocketsHttpHandler();
        handler.SslOptions.ClientCertificates = [_certificate];
        handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => _certificate;
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, presented, _, _) => presented is not null;
        _http = new HttpClient(handler) { BaseAddress = network.LinkOf(victim), DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    public NodeId Id => NodeId.Parse(_self.Id);

    /// <summary>An honest offer of the bytes; tests change what they lie about.</summary>
    public Offer Offer(byte[] packet, string from, params string[] recipients) => new(
        Guid.CreateVersion7(),
        Digest.Of(packet),
        packet.Length,
        PacketKind.Document,
        OrganId.Parse(from),
        0,
        [.. recipients.Select(static r => new DeliveryRecipient(OrganId.Parse(r), OrganId.Parse(r))).OrderBy(static r => r.Addressed)],
        [Id],
        new Dictionary<string, long> { ["root"] = 1 });

    public Task<LinkAnswer> OfferAsync(Offer offer, byte[]? packet = null, IReadOnlyList<SealedReceipt>? attestations = null) =>
        OfferAsync(offer.ToCanonicalBytes(), packet, attestations);

    public Task<LinkAnswer> OfferAsync(byte[] offer, byte[]? packet = null, IReadOnlyList<SealedReceipt>? attestations = null) =>
        SendAsync(HttpMethod.Post, "axis/1/deliveries", new DeliveryFrame(offer, attestations ?? [], packet ?? []).Write());

    public Task<LinkAnswer> SendAsync(HttpMethod method, string path, byte[]? body = null, long? offset = null)
    {
        var request = new HttpRequestMessage(method, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        if (offset is { } value)
        {
            request.Headers.Add("Axis-Offset", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return SendAsync(request);
    }

    public Task<LinkAnswer> ContentAsync(Guid delivery, byte[] bytes, long offset = 0) => SendAsync(HttpMethod.Patch, $"axis/1/deliveries/{delivery}/content", bytes, offset);

    /// <summary>Posts receipts; the answer names those that are refused.</summary>
    public async Task<ReceiptsAnswer> ReceiptsAsync(params SealedReceipt[] receipts)
    {
        var answer = await SendAsync(HttpMethod.Post, "axis/1/receipts", ReceiptFrame.Write(receipts));
        Assert.That(answer.Status, Is.EqualTo(200), answer.Code);
        return JsonSerializer.Deserialize<ReceiptsAnswer>(answer.Body, JsonSerializerOptions.Web)!;
    }

    /// <summary>A receipt of this node, sealed with its own key: what it says is the test's choice.</summary>
    /// <param name="say">What it says.</param>
    /// <param name="packet">The packet it speaks of.</param>
    /// <param name="clock">The clock of the seal; a liar may set it as it likes.</param>
    public SealedReceipt Seal(Func<Receipt, Receipt> say, PacketRow packet, TimeProvider? clock = null)
    {
        using var key = BadInputNetwork.NodeKey(_network, _self, "node-seal");
        var issuer = new SealIssuer(Id, key, clock ?? TimeProvider.System);
        var receipt = say(new Receipt
        {
            Id = Guid.CreateVersion7(),
            Event = ReceiptEvent.ContentConsignment,
            Time = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
            Issuer = Id,
            IssuerCertificate = issuer.CertificateDigest,
            Packet = packet.Digest,
            Content = packet.Content,
            PacketSize = packet.Size,
            PacketKind = packet.Kind,
            From = packet.From,
            DocumentId = packet.DocumentId,
            IssuedTo = NodeId.Parse(_victim.Id),
            Recipients = [],
        });
        return issuer.Seal([ReceiptXml.Write(receipt)])[0];
    }

    public void Dispose()
    {
        _http.Dispose();
        _certificate.Dispose();
    }

    private async Task<LinkAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request);
            return new LinkAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync()) { RetryAfter = response.Headers.RetryAfter?.Delta };
        }
    }
}

/// <summary>What the other end answered.</summary>
public sealed record LinkAnswer(int Status, string? Type, byte[] Body)
{
    /// <summary>When to come again, if the answer says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Code of a refusal.</summary>
    public string? Code => Problem?.Code;

    public bool? Retryable => Problem?.Retryable;

    /// <summary>The offset from which bytes are wanted.</summary>
    public long? Offset => Type == "application/json" ? JsonDocument.Parse(Body).RootElement.GetProperty("offset").GetInt64() : Problem?.Offset;

    /// <summary>The receipts of an answered delivery.</summary>
    public IReadOnlyList<Receipt> Receipts => [.. Sealed.Select(static r => ReceiptXml.Read(r.Bytes.Span))];

    public IReadOnlyList<SealedReceipt> Sealed => Type == ReceiptFrame.ContentType ? ReceiptFrame.Read(Body) : throw new AssertionException($"HTTP {Status} {Code} instead of receipts.");

    private LinkProblem? Problem => Type == "application/problem+json" ? JsonSerializer.Deserialize<LinkProblem>(Body, JsonSerializerOptions.Web) : null;
}
