using System.Reflection;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Changes;
using Axis.Node.Hosting;
using Axis.Node.Storage;
using Axis.Signing.Sections;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Journey.Tests;

/// <summary>Taking back what went to a thousand recipients costs each of them the same, and holds the store's one writer for a page at a time.</summary>
public sealed class ManyTakenBackTests
{
    private const int Many = 1_000;
    private TestNetwork _network = null!;
    private Counts _counts = null!;

    private RunningNode Province => _network[TestNetwork.Province];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(Signing.Keys.SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province);
        _network.RootExtras =
        [
            .. Enumerable.Range(0, Many).Select(static i => new AgencyRecord(new Agency(
                OrganId.Parse($"G90.{i}"), "Cơ quan " + i, Tier.Central, null, NodeId.Parse(TestNetwork.Central.Id), AgencyStatus.Active, new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.Zero), null, [], []))),
        ];
        _network.WriteDirectory();
        _counts = new Counts();
        Province.Parts = NodeComposition.Parts with
        {
            Services = (services, paths, settings) =>
            {
                NodeComposition.Parts.Services(services, paths, settings);
                var inner = services.Last(static s => s.ServiceType == typeof(IStore)).ImplementationFactory!;
                services.AddSingleton<IStore>(p => new CountingStore((IStore)inner(p), _counts));
            },
        };
        await Province.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _network.DisposeAsync();

    [Test]
    public async Task the_work_grows_with_the_recipients_and_no_faster()
    {
        var sent = await Province.SendAsync("H37", [.. Enumerable.Range(0, Many).Select(static i => $"G90.{i}")]);
        _counts.Clear();

        var outcome = await Province.Get<IRecallDocuments>().TakeBackAsync(Digest.Parse(sent.Packet), new RequestRecall { Reason = "Gửi nhầm danh sách" }, Province.Clerk, CancellationToken.None);

        var answer = ((Done<TakeBackAnswer>)outcome).Value;
        Assert.Multiple(() =>
        {
            Assert.That(answer.Requests, Has.Count.EqualTo(Many).And.All.Property("Withdrawn").True, "nothing had left");
            Assert.That(Province.Tracking(sent.Packet).Select(static r => (r.State, r.ChangeEnd)).Distinct(), Is.EqualTo(new[] { ("WITHDRAWN", (Core.Rules.Changes.ChangeEnd?)Core.Rules.Changes.ChangeEnd.Unread) }));
            Assert.That(_counts.PacketReads, Is.LessThan(10 * Many), "each recipient's row is looked at once, not with every other one");
            Assert.That(_counts.MostPacketsAtOnce, Is.LessThanOrEqualTo(100), "statuses stored in one transaction");
        });
    }

    private sealed class Counts
    {
        private int _packetReads;
        private int _mostPacketsAtOnce;

        public int PacketReads => Volatile.Read(ref _packetReads);

        public int MostPacketsAtOnce => Volatile.Read(ref _mostPacketsAtOnce);

        public void Clear() => (_packetReads, _mostPacketsAtOnce) = (0, 0);

        public void Read() => Interlocked.Increment(ref _packetReads);

        public void Added(int packets) => _mostPacketsAtOnce = Math.Max(_mostPacketsAtOnce, packets);
    }

    private sealed class CountingStore(IStore inner, Counts counts) : IStore
    {
        public StoreHealth Health => inner.Health;

        public Task<T> WriteAsync<T>(Func<ISession, T> work, CancellationToken cancellationToken) => inner.WriteAsync(
            session =>
            {
                var seen = CountingProxy<ISession>.Of(session, counts);
                var result = work((ISession)(object)seen);
                counts.Added(seen.Packets?.Added ?? 0);
                return result;
            },
            cancellationToken);

        public T Read<T>(Func<ISession, T> work) => inner.Read(session => work((ISession)(object)CountingProxy<ISession>.Of(session, counts)));

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    /// <summary>Lets every call through; counts what is asked of the packets.</summary>
    public class CountingProxy<T> : DispatchProxy
        where T : class
    {
        private T _inner = null!;
        private object _counts = null!;

        /// <summary>The packets of a session, once they were asked for.</summary>
        internal CountingProxy<IPackets>? Packets { get; private set; }

        /// <summary>How many were added.</summary>
        internal int Added { get; private set; }

        internal static CountingProxy<T> Of(T inner, object counts)
        {
            var proxy = (CountingProxy<T>)(object)Create<T, CountingProxy<T>>();
            (proxy._inner, proxy._counts) = (inner, counts);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (_inner is ISession && targetMethod!.Name == "get_Packets")
            {
                return Packets ??= CountingProxy<IPackets>.Of(((ISession)_inner).Packets, _counts);
            }

            if (_inner is IPackets)
            {
                if (targetMethod!.Name.StartsWith("Find", StringComparison.Ordinal))
                {
                    ((Counts)_counts).Read();
                }
                else if (targetMethod.Name == "Add")
                {
                    Added++;
                }
            }

            try
            {
                return targetMethod!.Invoke(_inner, args);
            }
            catch (TargetInvocationException e) when (e.InnerException is { } why)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(why);
                throw;
            }
        }
    }
}
