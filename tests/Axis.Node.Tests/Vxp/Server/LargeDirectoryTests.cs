using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Vxp.Server;
using Microsoft.AspNetCore.Http;

namespace Axis.Node.Tests.Vxp.Server;

/// <summary>The whole country in one list.</summary>
[NonParallelizable]
public sealed class LargeDirectoryTests
{
    private const int Agencies = 123_000;
    private static readonly NodeId Self = NodeId.Parse("trung-uong");

    [Test]
    public async Task a_hundred_and_twenty_three_thousand_agencies_cost_no_memory()
    {
        var calls = new DirectoryCalls(new LiveDirectory(Self, new LinkOptions(), Directory()), new NoStore(), TimeProvider.System);
        var context = new DefaultHttpContext();
        var body = new CountingStream();
        context.Response.Body = body;
        var system = new VxpSystemRow("s", "S", default, true, true, false, null, [], DateTimeOffset.UnixEpoch, null, null, null);

        await calls.ListAsync(context, new SignedCall(system, [], new Dictionary<string, string>()), CancellationToken.None);

        Assert.That(body.Objects, Is.EqualTo(Agencies));
        Assert.That(body.LargestWrite, Is.LessThan(256 * 1024));
        Assert.That(body.LargestGrowth, Is.LessThan(48L << 20));
    }

    private static DirectorySnapshot Directory()
    {
        var now = DateTimeOffset.UnixEpoch;
        var agencies = Enumerable.Range(0, Agencies)
            .Select(i => new Agency(OrganId.Parse($"H{i % 100:00}.{i / 100:0000}"), $"Ủy ban nhân dân xã {i}", Tier.Commune, OrganId.Parse($"H{i % 100:00}"), Self, AgencyStatus.Active, now, null, [], []))
            .ToList();
        return new DirectorySnapshot(agencies, [], [], [], new Dictionary<string, SectionVersion>());
    }

    /// <summary>Looks at what passes and keeps none of it.</summary>
    private sealed class CountingStream : MemoryStream
    {
        private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
        private int _since;

        public int Objects { get; private set; }

        public int LargestWrite { get; private set; }

        public long LargestGrowth { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            Objects += buffer.Span.Count("\"code\":"u8);
            if (++_since % 100 == 0)
            {
                LargestGrowth = Math.Max(LargestGrowth, GC.GetTotalMemory(forceFullCollection: true) - _before);
            }

            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    private sealed class NoStore : IStore
    {
        public StoreHealth Health => throw new NotSupportedException();

        public Task<T> WriteAsync<T>(Func<Axis.Node.Storage.ISession, T> work, CancellationToken cancellationToken) => throw new NotSupportedException();

        public T Read<T>(Func<Axis.Node.Storage.ISession, T> work) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
