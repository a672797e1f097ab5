using Axis.Core.Agencies;
using Axis.Core.Routing;
using Axis.Node.Api;
using Axis.Node.Options;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>Finds whom to send to: by code or near name without minding diacritics, closed agencies explained with those that continue them (REF-12), and whole groups.</summary>
internal sealed class RecipientSearch(NodeDirectory directory, AgencySearch search, AgencyResolver resolver, LimitOptions limits, TimeProvider time)
{
    private const int MaxText = AgencyNames.MaxText;
    private const int Shown = 12;

    /// <summary>Near names, nearest first.</summary>
    public IReadOnlyList<RecipientChoice> Find(string text)
    {
        var now = time.GetUtcNow();
        return string.IsNullOrWhiteSpace(text) || text.Length > MaxText ? [] : [.. search.Find(text, Shown).Select(a => Choice(a, now))];
    }

    /// <summary>Everybody of a group, seen from the sender: its subtree where the directory states one, else all.</summary>
    /// <param name="group"><c>central</c>, <c>province</c>, <c>district</c> or <c>commune</c>.</param>
    /// <param name="from">The sender.</param>
    public IReadOnlyList<RecipientChoice> Group(string group, string from)
    {
        var now = time.GetUtcNow();
        var tier = group switch
        {
            "central" => Tier.Central,
            "province" => Tier.Province,
            "district" => Tier.District,
            "commune" => Tier.Commune,
            _ => throw new RefusedException(ApiRefusals.Parameter("group", "central, province, district hoặc commune", "central, province, district or commune")),
        };
        var snapshot = directory.Current();
        var sender = OrganId.TryParse(from, out var code) ? snapshot.FindAgency(code, now) : null;
        var open = snapshot.Agencies.Where(a => a.IsOpenAt(now) && a.Tier == tier && a.Code != sender?.Code).DistinctBy(static a => a.Code).ToList();
        var below = sender is null ? [] : open.Where(a => IsBelow(snapshot, a, sender.Code, now)).ToList();
        return [.. (below.Count > 0 ? below : open).OrderBy(static a => a.Name, VietnameseOrder.Comparer).ThenBy(static a => a.Code).Take(limits.MaxRecipients).Select(a => Choice(a, now))];
    }

    private static bool IsBelow(DirectorySnapshot snapshot, Agency agency, OrganId top, DateTimeOffset at)
    {
        var current = agency;
        for (var depth = 0; depth < NodeTree.MaxDepth && current.Parent is { } parent; depth++)
        {
            if (parent == top)
            {
                return true;
            }

            if (snapshot.FindAgency(parent, at) is not { } above)
            {
                return false;
            }

            current = above;
        }

        return false;
    }

    private RecipientChoice Choice(Agency agency, DateTimeOffset now)
    {
        if (agency.IsOpenAt(now))
        {
            return new RecipientChoice(agency.Code.Value, agency.Name, agency.Tier.ToString().ToLowerInvariant(), null, []);
        }

        var resolution = resolver.Run(agency.Code, now);
        var heirs = resolution?.Receiver is { } receiver ? [receiver] : resolution?.Candidates ?? [];
        return new RecipientChoice(
            agency.Code.Value, agency.Name, agency.Tier.ToString().ToLowerInvariant(), resolution?.Sentence ?? $"{agency.Name} đã đóng.", [.. heirs.Select(static h => new RecipientHeir(h.Code, h.Name))]);
    }
}
