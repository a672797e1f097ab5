using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Documents;

/// <summary>Finds a sent document by what people have at hand.</summary>
public static class PacketLookup
{
    private const int DigestLength = 64;
    private const int PageSize = 200;
    private const int MostPages = 50;

    /// <summary>The digest of the packet that the text means.</summary>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static async Task<string> FindAsync(NodeClient client, string text, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == DigestLength && text.All(char.IsAsciiHexDigit))
        {
            return text.ToLowerInvariant();
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        string? after = null;
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await client.GetAsync(
                Routes.Query(Routes.Path("tracking"), ("limit", PageSize), ("after", after)), ApiJson.Client.PageTrackingLine, cancellationToken).ConfigureAwait(false);
            found.UnionWith(answer.Items.Where(i => Means(i, text)).Select(static i => i.Packet!));
            after = answer.Next;
            if (after is null)
            {
                break;
            }
        }

        return found.Count switch
        {
            1 => found.Single(),
            0 => throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"Không thấy văn bản nào ứng với '{text}'.", "Xem 'axis outbox list'."),
            _ => throw new CliFailureException(ExitCodes.Refused, "AMBIGUOUS", $"Có {found.Count} văn bản ứng với '{text}'.", "Dùng mã gói tin đầy đủ.")
            {
                Details = [.. found.Take(10)],
            },
        };
    }

    private static bool Means(TrackingLine line, string text) =>
        line.Packet is { } packet
        && (packet.StartsWith(text, StringComparison.OrdinalIgnoreCase)
            || string.Equals(line.DocumentId, text, StringComparison.Ordinal)
            || string.Equals(line.Code, text, StringComparison.OrdinalIgnoreCase));
}
