using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Options;

namespace Axis.Node.Links;

/// <summary>One calling side per neighbour, and its circuit. A client is made anew when the directory changes the neighbour's addresses or this node's key.</summary>
public sealed class LinkClients : IDisposable
{
    // A client that was replaced may still have calls under way: longer than the longest of them it is not kept.
    private static readonly TimeSpan Lingering = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<NodeId, Entry> _entries = new();
    private readonly ConcurrentDictionary<LinkClient, ITimer> _replaced = new();
    private readonly ConcurrentDictionary<NodeId, LinkCircuit> _circuits = new();
    private readonly LiveDirectory _directory;
    private readonly Func<X509Certificate2> _certificate;
    private readonly LinkPins _pins;
    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Opens nothing yet.</summary>
    public LinkClients(LiveDirectory directory, Func<X509Certificate2> certificate, LinkPins pins, DeliveryOptions options, TimeProvider time)
    {
        _directory = directory;
        _certificate = certificate;
        _pins = pins;
        _options = options;
        _time = time;
    }

    /// <summary>The client towards a neighbour.</summary>
    /// <exception cref="LinkUnreachableException">The directory knows no such neighbour.</exception>
    public LinkClient For(NodeId id)
    {
        var neighbour = _directory.FindNeighbour(id)
            ?? throw new LinkUnreachableException($"Nút {id} không còn là láng giềng trong danh bạ hiện hành.") { NothingSent = true };
        var entry = _entries.AddOrUpdate(
            id,
            _ => Create(neighbour),
            (_, existing) => existing.Matches(neighbour, _certificate()) ? existing : Replace(existing, neighbour));
        return entry.Client;
    }

    /// <summary>The circuit of a neighbour; kept over changes of the client.</summary>
    public LinkCircuit Circuit(NodeId id) => _circuits.GetOrAdd(id, _ => new LinkCircuit(_time, TimeSpan.FromSeconds(_options.FirstRetrySeconds), TimeSpan.FromSeconds(_options.MaxRetrySeconds)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            entry.Client.Dispose();
        }

        foreach (var (client, timer) in _replaced)
        {
            timer.Dispose();
            client.Dispose();
        }
    }

    private Entry Replace(Entry old, Neighbour neighbour)
    {
        // The factory of AddOrUpdate may run more than once; one timer per client does.
        _replaced.GetOrAdd(old.Client, client => _time.CreateTimer(_ => End(client), null, Lingering, Timeout.InfiniteTimeSpan));
        return Create(neighbour);
    }

    private void End(LinkClient client)
    {
        if (_replaced.TryRemove(client, out var timer))
        {
            timer.Dispose();
            client.Dispose();
        }
    }

    private Entry Create(Neighbour neighbour)
    {
        var certificate = _certificate();
        return new Entry(new LinkClient(neighbour, certificate, _pins, TimeSpan.FromSeconds(_options.LongPollSeconds + _options.IdleTimeoutSeconds), _options.SlowestBytesPerSecond, _time), neighbour, certificate);
    }

    private sealed record Entry(LinkClient Client, Neighbour Neighbour, X509Certificate2 Certificate)
    {
        public bool Matches(Neighbour neighbour, X509Certificate2 certificate) =>
            Neighbour.Endpoints.SequenceEqual(neighbour.Endpoints) && ReferenceEquals(Certificate, certificate);
    }
}
