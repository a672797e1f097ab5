using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Core.Receipts;
using Axis.Node.Api;
using Axis.Node.Changes;
using Axis.Node.Deadlines;
using Axis.Node.Hosting;
using Axis.Node.Journal;
using Axis.Node.Links;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Axis.Signing.Keys;
using Axis.Signing.Seals;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Tests.Api;

/// <summary>The real host on loopback with a real SQLite store; only the journey behind the API is recorded instead of run.</summary>
internal sealed class RunningApi : IAsyncDisposable
{
    public static readonly NodeId Self = NodeId.Parse("xa-tan-an");
    public static readonly NodeId Parent = NodeId.Parse("huyen-binh-minh");
    public static readonly OrganId Commune = OrganId.Parse("H37.12.01");
    public static readonly OrganId Other = OrganId.Parse("H37.12.02");

    private readonly string _folder;

    private RunningApi(string folder, WebApplication app, RecordingJourney journey, FolderPacketFiles files)
    {
        (_folder, App, Journey, Files) = (folder, app, journey, files);
        Addresses = NodeHost.Addresses(app);
        Http = new HttpClient { BaseAddress = new Uri(Addresses.First(static a => a.Contains("127.0.0.1", StringComparison.Ordinal))) };
    }

    public WebApplication App { get; }

    public RecordingJourney Journey { get; }

    public FolderPacketFiles Files { get; }

    public HttpClient Http { get; }

    public IReadOnlyList<string> Addresses { get; }

    public string Folder => _folder;

    public IStore Store => App.Services.GetRequiredService<IStore>();

    public TokenIssuer Tokens => App.Services.GetRequiredService<TokenIssuer>();

    public static async Task<RunningApi> StartAsync(string limits = "{}", Action<Microsoft.AspNetCore.Routing.IEndpointRouteBuilder>? link = null)
    {
        var folder = MakeFolder(limits);
        var journey = new RecordingJourney();
        var files = new FolderPacketFiles(folder);
        var app = NodeHost.Build(folder, [], Parts(journey, files) with { LinkRoutes = link });
        await app.StartAsync();
        return new RunningApi(folder, app, journey, files);
    }

    public static string MakeFolder(string limits = "{}")
    {
        var folder = Directory.CreateTempSubdirectory("axis-api-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "store"));
        File.WriteAllText(Path.Combine(folder, SettingsFile.Name), $$"""
            { "Node": { "Id": "xa-tan-an", "Name": "Xã Tân An" },
              "Listen": { "Api": ["http://127.0.0.1:0", "http://[::1]:0"], "Link": "" },
              "Limits": {{limits}} }
            """);
        return folder;
    }

    public static NodeParts Parts(RecordingJourney journey, IPacketFiles files) => new()
    {
        Services = (services, paths, _) =>
        {
            var now = DateTimeOffset.UtcNow;
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var certificate = new CertificateRequest("CN=xa-tan-an", ecdsa, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
            services.AddSingleton(p => new SealIssuer(Self, new LocalSigningKey(certificate), p.GetRequiredService<TimeProvider>()));
            services.AddSingleton(_ => new CertificateKeys()).AddSingleton(static p => new SealVerifier(p.GetRequiredService<CertificateKeys>()));
            services.AddSingleton<IReceiptSealer, Sealer>();
            services.AddSingleton<IStore>(p => new SqliteStore(
                new SqliteStoreOptions { DatabasePath = paths.Database },
                p.GetRequiredService<IReceiptSealer>(),
                p.GetRequiredService<TimeProvider>(),
                p.GetRequiredService<ILogger<SqliteStore>>()));
            services.AddSingleton(files);
            services.AddSingleton(new NodeDirectory(Self, Snapshot(certificate.RawData).Get));
            services.AddSingleton<ISubmission>(journey).AddSingleton<IStatusAnswers>(journey).AddSingleton<IRecallDocuments>(journey).AddSingleton<IChangeAnswers>(journey).AddSingleton<IQueue>(journey).AddSingleton<WaitingDrafts>();
            services.AddSingleton<ILinkTester>(journey).AddSingleton<IKeyPinning>(journey);
            services.AddSingleton<IWitnesses, NoWitnesses>();
            services.AddSingleton(NodeCalendar.Product);
        },
    };

    /// <summary>A client with a new token.</summary>
    public async Task<HttpClient> AsAsync(Role role, params OrganId[] agencies)
    {
        var outcome = await Tokens.IssueAsync("thử", role, agencies, null, "test", CancellationToken.None);
        return WithToken(((Done<Core.Contracts.IssuedToken>)outcome).Value.Token);
    }

    public HttpClient WithToken(string token)
    {
        var client = new HttpClient { BaseAddress = Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static Holder Snapshot(byte[] seal)
    {
        var since = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Agency Hosted(OrganId code, string name, NodeId host) => new(code, name, Tier.Commune, null, host, AgencyStatus.Active, since, null, [], []);
        return new Holder(new DirectorySnapshot(
            [Hosted(Commune, "Ủy ban nhân dân xã Tân An", Self), Hosted(Other, "Ủy ban nhân dân xã Tân Bình", Self), Hosted(OrganId.Parse("H37.12"), "Ủy ban nhân dân huyện Bình Minh", Parent)],
            [new NodeEntry(Parent, "Huyện Bình Minh", Tier.District, null, [new Uri("https://192.0.2.1:8443")], false), new NodeEntry(Self, "Xã Tân An", Tier.Commune, Parent, [], true)],
            [new CertificateEntry(KeyUse.NodeSeal, Self.Value, seal, since, null, null)],
            [],
            new Dictionary<string, SectionVersion> { ["root"] = new("root", 1, default, since, DateTimeOffset.UtcNow.AddDays(30)) }));
    }

    private sealed class Holder(DirectorySnapshot snapshot)
    {
        public DirectorySnapshot Get() => snapshot;
    }

    private sealed class Sealer(SealIssuer issuer) : IReceiptSealer
    {
        public IReadOnlyList<SealedReceipt> Seal(IReadOnlyList<ReadOnlyMemory<byte>> receipts) => issuer.Seal(receipts);
    }
}
