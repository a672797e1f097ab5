using System.CommandLine;
using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Inbox;

/// <summary>Finds an inbox item by what people have at hand: its identifier or the end that lists show, its packet, its document, its số/ký hiệu.</summary>
public static class InboxLookup
{
    private const int ShortestPacket = 8;

    /// <summary>The argument that names an item.</summary>
    public static Argument<string> Argument() => new("mã") { Description = "Mã văn bản đến như 'axis inbox list' in ra (hoặc cả UUID), mã gói tin (hoặc phần đầu), mã văn bản, số/ký hiệu." };

    /// <summary>The path of what is posted about the item that the command line names.</summary>
    public static Func<NodeClient, ParseResult, CancellationToken, Task<string>> PathOf(Argument<string> id, string part) =>
        async (client, parse, cancellationToken) => Routes.Path("inbox", (await FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false)).ToString(), part);

    /// <summary>The item's key.</summary>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static Task<Guid> FindAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return PagedLookup.FindAsync(text, PageAsync, "văn bản đến", "Xem 'axis inbox list'.", "Dùng cả mã (UUID) trong các mã này, hoặc mã ở cột đầu của 'axis inbox list'.");

        async Task<(IEnumerable<Guid> Meant, string? Next)> PageAsync(string? after)
        {
            var path = Routes.Query(Routes.Path("inbox"), ("limit", PagedLookup.PageSize), ("after", after));
            var page = await client.GetAsync(path, ApiJson.Client.PageInboxItemView, cancellationToken).ConfigureAwait(false);
            return (page.Items.Where(i => Means(i, text)).Select(static i => i.Id), page.Next);
        }
    }

    private static bool Means(InboxItemView item, string text) =>
        ShortId.Means(item.Id, text)
        || (text.Length >= ShortestPacket && item.Packet.StartsWith(text, StringComparison.OrdinalIgnoreCase))
        || string.Equals(item.Document.DocumentId, text, StringComparison.Ordinal)
        || string.Equals(item.Document.Code, text, StringComparison.OrdinalIgnoreCase);
}
