using System.Text;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Drop;
using Axis.Journey.Tests.Kills;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Api;
using Axis.Node.Events;
using Axis.Node.Options;
using Axis.Signing.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests.Brokers;

/// <summary>A real node and a real RabbitMQ.</summary>
[NonParallelizable]
public sealed class BrokerTests
{
    private const string Client = "RabbitMQ.Client.dll";
    private static readonly NodeSpec Spec = TestNetwork.Central with { Agencies = ["G22", "G22.01"] };
    private static readonly byte[] Pdf = "%PDF-1.7 a"u8.ToArray();

    private RealBroker _broker = null!;
    private TestNetwork _network = null!;

    private RunningNode Node => _network[Spec];

    [OneTimeSetUp]
    public async Task StartBrokerAsync() => _broker = await RealBroker.StartAsync();

    [OneTimeTearDown]
    public async Task StopBrokerAsync()
    {
        if (_broker is not null)
        {
            await _broker.DisposeAsync();
        }
    }

    [SetUp]
    public async Task PrepareAsync()
    {
        // A test that ended while the broker lay dead is one failure, not one of every test after it.
        await _broker.EnsureAsync();
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Spec);
    }

    [TearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task each_agencys_events_have_their_own_topic()
    {
        var all = new Listener(_broker, "moi-co-quan", "#");
        var one = new Listener(_broker, "mot-co-quan", "G22.01.document.*");
        await all.BindAsync();
        await one.BindAsync();
        Configure(_broker.Address);
        var sides = Prepend("G22");
        await Node.StartAsync();
        await sides.IsOpenAsync();
        sides.Draft("cv-1", RunningNode.Fields("G22", ["G22.01"], "V/v qua RabbitMQ"), ("a.pdf", Pdf));
        var packet = (await sides.SentAsync("cv-1")).Submission!.Packet;
        await ToldAsync();

        var told = (await all.DrainAsync()).Where(t => t.Event.GetProperty("packet").GetString() == packet).ToList();
        Assert.Multiple(async () =>
        {
            Assert.That(told.Select(static t => t.Key).Order(), Is.EqualTo(new[] { "G22.01.document.received", "G22.document.status" }));
            Assert.That(told.TrueForAll(static t => t.Persistent && t.Id == t.Event.GetProperty("id").GetString()), Is.True);
            Assert.That(told.Select(static t => t.Event.TryGetProperty("subject", out _)), Has.None.True, "codes only");
            Assert.That((await one.DrainAsync()).Select(static t => t.Key).Distinct(), Is.EqualTo(new[] { "G22.01.document.received" }));
        });
    }

    [Test]
    public async Task a_broker_that_is_killed_under_traffic_and_restarted_lacks_no_event()
    {
        var listener = new Listener(_broker, "khong-mat", "#");
        await listener.BindAsync();
        Configure(_broker.Address);
        await Node.StartAsync();
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await Node.SendAsync("G22", ["G22.01"], $"V/v {i}");
            }
        });
        await Eventually.GetAsync(() => State().Delivered, static d => d > 10, "some are told");
        await _broker.KillAsync();
        await sending;

        // A fast machine may have told everything before the broker fell: this one it cannot have.
        await Node.SendAsync("G22", ["G22.01"], "V/v khi máy chủ đã ngã");
        await Eventually.GetAsync(Findings, static f => f.Contains("EVENTS_FAILING"), "the operator is told");
        await _broker.RestartAsync();
        await ToldAsync();

        var owed = Node.Store.Read(static s => s.Events.After(0, 1000)).Select(static e => e.Id.ToString()).ToHashSet();
        var told = (await listener.DrainAsync()).Select(static t => t.Id).OfType<string>().ToHashSet();
        Assert.That((owed.Count, owed.Except(told).Count()), Is.EqualTo((122, 0)));
    }

    [Test]
    public async Task an_event_that_no_queue_takes_is_a_failure_that_says_so()
    {
        Configure(_broker.Address, ", \"Exchange\": \"axis.khong-ai-nghe\"");
        await Node.StartAsync();
        Assert.That((await TestAsync()).Error, Does.Contain("chưa có hàng đợi nào"));
    }

    [Test]
    public async Task where_no_queue_is_asked_for_the_brokers_word_is_enough()
    {
        Configure(_broker.Address, ", \"Exchange\": \"axis.khong-ai-nghe\", \"RequireQueue\": false");
        await Node.StartAsync();
        Assert.That((await TestAsync()).Ok, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task over_tls_only_a_broker_whose_certificate_comes_from_the_named_root_is_told(bool trusted)
    {
        var other = Path.Combine(Node.Folder, "other.pem");
        using var ca = DevelopmentCa.Create(Path.Combine(Node.Folder, "other"), "CA khác", SignatureAlgorithm.EcdsaP256Sha256, TimeSpan.FromDays(30), TimeProvider.System);
        await File.WriteAllTextAsync(other, ca.Certificate.ExportCertificatePem());
        Configure(_broker.TlsAddress, $$""", "RequireQueue": false, "TrustedRoots": "{{(trusted ? _broker.Roots : other)}}" """);
        await Node.StartAsync();
        Assert.That((await TestAsync()).Ok, Is.EqualTo(trusted));
    }

    [Test]
    public async Task with_a_wrong_password_nothing_is_told_and_nothing_of_it_is_said()
    {
        Configure(_broker.Address, password: "sai-mat-khau");
        await Node.StartAsync();
        var result = await TestAsync();
        Assert.That((result.Ok, result.Error!.Contains("sai-mat-khau", StringComparison.Ordinal)), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task another_kind_of_exchange_under_the_name_is_told_to_the_operator()
    {
        await using (var connection = await _broker.ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.ExchangeDeclareAsync("axis.loai-khac", RabbitMQ.Client.ExchangeType.Fanout, durable: true, autoDelete: false);
        }

        Configure(_broker.Address, ", \"Exchange\": \"axis.loai-khac\"");
        await Node.StartAsync();
        Assert.That((await TestAsync()).Error, Does.Contain("406"));
    }

    [TestCase(false)]
    [TestCase(true)]
    [Platform(Include = "Linux")]
    public async Task the_brokers_client_is_loaded_only_where_a_broker_is_configured(bool configured)
    {
        if (configured)
        {
            Configure(_broker.Address);
        }

        await using var process = new HostProcess("idle", Node.Folder);
        await process.StartAsync(null, CancellationToken.None);
        Assert.That((await File.ReadAllTextAsync($"/proc/{process.Id}/maps")).Contains(Client, StringComparison.Ordinal), Is.EqualTo(configured));
    }

    private void Configure(Uri address, string more = "", string password = "guest")
    {
        PrivateFile.Create(Path.Combine(Node.Folder, "keys", "rabbitmq.password"), Encoding.UTF8.GetBytes(password + "\n"));
        var file = Path.Combine(Node.Folder, "appsettings.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, $$"""{ "Events": { "FirstRetrySeconds": 1, "MaxRetrySeconds": 2, "RabbitMq": { "Address": "{{address.ToString().TrimEnd('/')}}", "User": "guest", "PasswordFile": "keys/rabbitmq.password" {{more}} } },""" + text.TrimStart()[1..]);
    }

    private DropSide Prepend(string agency) => DropSide.Prepare(Node, (agency, ""))[0];

    private Axis.Node.Storage.EventTargetState State() => Node.Store.Read(static s => s.Events.FindTarget(RabbitMqOptions.Name))!;

    private async Task ToldAsync()
    {
        await Eventually.GetAsync(
            () => (Owed: Node.Store.Read(static s => s.Events.After(0, 1000)).Count, State()),
            static s => s.Owed > 0 && s.Item2.Waiting == 0 && s.Item2.Cursor == s.Owed,
            "all told",
            60);
    }

    private async Task<EventTestResult> TestAsync() =>
        ((Done<EventTestResult>)await Node.Get<EventControl>().TestAsync(RabbitMqOptions.Name, new Actor("op", Role.Operator, []), CancellationToken.None)).Value;

    private List<string> Findings() => [.. Node.Services.GetServices<IFindingSource>().SelectMany(static s => s.Findings()).Select(static f => f.Code)];
}
