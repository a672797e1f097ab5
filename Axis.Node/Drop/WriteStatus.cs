using System.Text;
using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Storage;

namespace Axis.Node.Drop;

/// <summary>
/// Writes the sidecar that says where a dropped document is. It always states what the node knows now, so its order and repeats do not matter (STA-06).
/// </summary>
internal sealed class WriteStatus(IStore store, NodeDirectory directory, TimeProvider time)
{
    private const int MostNameBytes = 1024;

    /// <summary>From now on the document's states go to the sidecar of this name; the first one is written at once.</summary>
    public void Begin(DropFolder folder, Digest packet, string name)
    {
        lock (folder.Sidecars)
        {
            // Software that cleared sent/ may use a name again: what bore it before has no sidecar any more.
            var holder = Path.Combine(folder.Index, "name-" + Digest.Of(Encoding.UTF8.GetBytes(name)));
            if (Read(folder, holder) is { } earlier && Digest.TryParse(earlier, out var before) && before != packet && NameOf(folder, before) == name)
            {
                File.Delete(IndexOf(folder, before));
            }

            folder.Replace(holder, Encoding.UTF8.GetBytes(packet.ToString()));
            folder.Replace(IndexOf(folder, packet), Encoding.UTF8.GetBytes(name));
        }

        Run(folder, packet);
    }

    /// <summary>Writes it; nothing for a document that was not sent through the folder.</summary>
    public void Run(DropFolder folder, Digest packet)
    {
        lock (folder.Sidecars)
        {
            if (NameOf(folder, packet) is not { } name)
            {
                return;
            }

            var status = store.Read(session => session.Packets.Find(packet) is { Kind: PacketKind.Document } document
                ? new DropStatus(
                    name,
                    time.GetUtcNow(),
                    packet.ToString(),
                    document.DocumentId,
                    [.. session.Tracking.ListFor(packet).Select(row => TrackingViews.Line(row, session, directory, time.GetUtcNow()))])
                : null);
            if (status is not null)
            {
                folder.Replace(folder.StatusOf(name), JsonSerializer.SerializeToUtf8Bytes(status, AxisJson.Pretty.DropStatus));
            }
        }
    }

    private static string IndexOf(DropFolder folder, Digest packet) => Path.Combine(folder.Index, packet.ToString());

    private static string? NameOf(DropFolder folder, Digest packet)
    {
        var path = IndexOf(folder, packet);
        var name = Read(folder, path);

        // It becomes a path: whoever could write here must not lead it elsewhere.
        return name is null || SafeFileName.From(name) == name ? name : throw new InvalidDataException($"'{path}' holds no name.");
    }

    private static string? Read(DropFolder folder, string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = folder.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, MostNameBytes)];
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
