using System.CommandLine;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Inbox;

/// <summary>Finds an inbox item by what people have at hand: its identifier or the end that lists show, its packet, its document, its số/ký hiệu.</summary>
public static class InboxLookup
{
    private const int PageSize = 200;
    private const int MostPages = 50;
    private const int ShortestPacket = 8;

    /// <summary>The argument that names an item.</summary>
    public static Argument<string> Argument() => new("mã") { Description = "Mã văn bản đến như 'axis inbox list' in ra (hoặc cả UUID), mã gói tin (hoặc phần đầu), mã văn bản, số/ký hiệu." };

    /// <summary>The item's key.</summary>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static async Task<Guid> FindAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (Guid.TryParse(text, out var whole))
        {
            return whole;
        }

        var found = new HashSet<Guid>();
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var path = Routes.Query(Routes.Path("inbox"), ("limit", PageSize), ("after", after));
            var answer = await client.GetAsync(path, ApiJson.Client.PageInboxItemView, cancellationToken).ConfigureAwait(false);
            found.UnionWith(answer.Items.Where(i => Means(i, text)).Select(static i => i.Id));
            after = answer.Next;
            if (after is null)
            {
                break;
            }
        }

        return found.Count switch
        {
            1 => found.Single(),
            0 => throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"Không thấy văn bản đến '{text}'.", "Xem 'axis inbox list'."),
            _ => throw new CliFailureException(ExitCodes.Refused, "AMBIGUOUS", $"Có {found.Count} văn bản đến ứng với '{text}'.", "Dùng mã ở cột đầu của 'axis inbox list'.")
            {
                Details = [.. found.Take(10).Select(static id => ShortId.Of(id))],
            },
        };
    }

    private static bool Means(InboxItemView item, string text) =>
        ShortId.Means(item.Id, text)
        || (text.Length >= ShortestPacket && item.Packet.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        || string.Equals(item.Document.DocumentId, text, StringComparison.Ordinal)
        || string.Equals(item.Document.Code, text, StringComparison.OrdinalIgnoreCase);
}
