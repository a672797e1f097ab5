using Axis.Core.Contracts;
using Axis.Core.Edxml.Files;
using Axis.Node.Api;
using Axis.Node.Storage;

namespace Axis.Node.Drop;

/// <summary>What an operator sees and does about the folders. It shows what lies there, not what was remembered.</summary>
internal sealed class DropControl(DropFolders folders, IStore store, TimeProvider time)
{
    private const int MostRefused = 100;
    private const int MaxReasonBytes = 64 * 1024;

    private static readonly Refusal Unknown = ApiRefusals.NotFound("DROP_UNKNOWN", "Cơ quan này không có thư mục trao đổi; xem 'axis drop list'.", "The agency has no drop folder.");
    private static readonly Refusal Nothing = ApiRefusals.NotFound("DROP_NOT_REFUSED", "Không có gì dưới tên này trong refused/; xem 'axis drop list'.", "Nothing of that name was refused.");

    /// <summary>All folders.</summary>
    public async Task<IReadOnlyList<DropFolderView>> ListAsync(CancellationToken cancellationToken)
    {
        var views = new List<DropFolderView>();
        foreach (var folder in folders.All)
        {
            var health = folder.Health.Now;
            views.Add(new DropFolderView(folder.Agency.Value, folder.Root)
            {
                Waiting = Count(folder.Out),
                Working = Count(folder.Work),
                Delivered = Count(folder.In),
                Refused = await RefusedAsync(folder, cancellationToken).ConfigureAwait(false),
                ScannedAt = health.ScannedAt,
                FailingSince = health.FailingSince,
                LastError = health.LastError,
            });
        }

        return views;
    }

    /// <summary>Takes up again what was refused, as it lies in <c>refused/</c> now.</summary>
    public async Task<Outcome<RetriedDrops>> RetryAsync(string agency, RetryDrop request, Actor actor, CancellationToken cancellationToken)
    {
        if (folders.All.FirstOrDefault(f => f.Agency.Value == agency) is not { } folder)
        {
            return Unknown;
        }

        try
        {
            var names = request.Name is { } one
                ? SafeFileName.From(one) == one && Path.Exists(Path.Combine(folder.Refused, one)) && File.Exists(folder.ReasonOf(one)) ? [one] : []
                : Reasons(folder).Select(static r => Path.GetFileNameWithoutExtension(r)).Where(n => Path.Exists(Path.Combine(folder.Refused, n))).Take(ClaimDropped.AtOnce).ToList();
            if (names.Count == 0)
            {
                return Nothing;
            }

            await store.WriteAsync(
                session =>
                {
                    session.Journal.Append(new JournalEntry(time.GetUtcNow(), "drop-retried", Agency: agency, Actor: actor.Pseudonym, Detail: string.Join(", ", names)));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return new RetriedDrops(agency, [.. names.Where(n => Again(folder, n))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Unavailable, "DROP_FAILING", $"Thư mục '{folder.Root}' không dùng được: {e.Message}", "The folder cannot be used now.");
        }
    }

    private static int Count(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Take(DropFolderView.MostCounted).Count();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // FailingSince and LastError say so
        }
    }

    /// <summary>Notes of what still lies in <c>refused/</c>, newest first.</summary>
    internal static IEnumerable<string> Reasons(DropFolder folder) => Directory.Exists(folder.Refused)
        ? Directory.EnumerateFiles(folder.Refused, "*.json").Where(static r => Path.Exists(r[..^".json".Length])).OrderByDescending(File.GetLastWriteTimeUtc)
        : [];

    private static bool Again(DropFolder folder, string name)
    {
        var from = Path.Combine(folder.Refused, name);
        var to = Path.Combine(folder.Work, name);
        if (Path.Exists(to))
        {
            return false;
        }

        PlainFile.Move(from, to);
        File.Delete(folder.ReasonOf(name));
        return true;
    }

    private static async Task<IReadOnlyList<DropRefusal>> RefusedAsync(DropFolder folder, CancellationToken cancellationToken)
    {
        var refused = new List<DropRefusal>();
        foreach (var reason in Reasons(folder).Take(MostRefused))
        {
            try
            {
                refused.Add(await ReadJson.RunAsync(folder, reason, AxisJson.Web.DropRefusal, MaxReasonBytes, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or RefusedException)
            {
                // Somebody changed the note: what it is about is shown all the same.
                var name = Path.GetFileNameWithoutExtension(reason);
                refused.Add(new DropRefusal(name, File.GetLastWriteTimeUtc(reason), "DROP_REASON_UNREADABLE", $"Tệp lý do cạnh '{name}' không đọc được: {e.Message}", $"The note beside '{name}' cannot be read.", []));
            }
        }

        return refused;
    }
}
