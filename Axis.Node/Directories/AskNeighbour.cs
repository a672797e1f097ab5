using System.Collections.Concurrent;
using Axis.Core.Agencies;
using Axis.Node.Links;
using Axis.Signing.Sections;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Directories;

/// <summary>
/// Asks a neighbour for newer sections: the parent for any, a child for those that the root delegates to somebody, for what a province signs goes up before it can
/// go down to the others. Who brings a section does not matter; its signature and the root's delegation do.
/// </summary>
public sealed class AskNeighbour(DirectoryBook book, LiveDirectory directory, LinkClients clients, DirectoryFolder folder, TakeSection take, TimeProvider time, ILogger<AskNeighbour> logger)
{
    // What was refused is refused again until the directory here or the clock is another: the line of a commune does not carry it every time.
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);
    private static readonly TimeSpan RestOfFuture = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(NodeId Neighbour, string Section), Refusal> _refused = [];

    /// <summary>Asks once; a neighbour that is away is asked another time.</summary>
    public async Task RunAsync(Neighbour neighbour, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(neighbour);
        try
        {
            var client = clients.For(neighbour.Id);
            var theirs = await client.PingAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (name, version) in theirs.Directory.Where(s => MayBring(neighbour, s.Key)).OrderBy(static s => s.Key != SectionHead.RootName))
            {
                var known = directory.Versions.GetValueOrDefault(name);
                if (version > known && !Rests(neighbour.Id, name, version) && await FetchAsync(client, neighbour.Id, name, known, cancellationToken).ConfigureAwait(false) is { } bytes)
                {
                    var check = await take.RunAsync(bytes, neighbour.Id.Value, cancellationToken).ConfigureAwait(false);
                    Remember(neighbour.Id, name, version, check);
                    if (check is SectionAccepted { Section: var section })
                    {
                        folder.Put(section);
                    }
                }
            }
        }
        catch (Exception e) when (e is LinkUnreachableException or LinkAnswerException)
        {
            Log.NotAsked(logger, neighbour.Relation == NeighbourRelation.Parent ? LogLevel.Information : LogLevel.Debug, neighbour.Id.Value, e.Message);
        }
    }

    private bool MayBring(Neighbour neighbour, string section) => neighbour.Relation == NeighbourRelation.Parent || book.Delegates(section);

    // Only what changed, where both sides have the version in between; the whole when the change does not fit what is held here.
    private async Task<byte[]?> FetchAsync(LinkClient client, NodeId neighbour, string name, long known, CancellationToken cancellationToken)
    {
        var answer = await client.SectionAsync(name, known, delta: known > 0, cancellationToken).ConfigureAwait(false);
        if (answer is null || !SectionDelta.Is(answer))
        {
            return answer;
        }

        try
        {
            if (book.Find(name) is { } held && held.Head.Version == known)
            {
                return SectionDelta.Apply(held.Bytes, answer);
            }
        }
        catch (SectionFormatException e)
        {
            Log.SectionRefused(logger, neighbour.Value, e.Code, e.Message);
        }

        return await client.SectionAsync(name, known, delta: false, cancellationToken).ConfigureAwait(false);
    }

    private bool Rests(NodeId neighbour, string section, long version) =>
        _refused.TryGetValue((neighbour, section), out var refusal)
        && refusal.Version >= version
        && ReferenceEquals(refusal.Judged, book.Snapshot)
        && time.GetElapsedTime(refusal.At) < (refusal.Code == SectionCodes.Future ? RestOfFuture : Rest);

    private void Remember(NodeId neighbour, string section, long version, SectionCheck check)
    {
        if (check is SectionRefused refused)
        {
            _refused[(neighbour, section)] = new Refusal(version, refused.Code, book.Snapshot, time.GetTimestamp());
        }
        else
        {
            _refused.TryRemove((neighbour, section), out _);
        }
    }

    private sealed record Refusal(long Version, string Code, DirectorySnapshot Judged, long At);
}
