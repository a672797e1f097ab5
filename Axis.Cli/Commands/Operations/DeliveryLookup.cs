using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Operations;

/// <summary>Finds a delivery by its whole identifier or the end that lists show.</summary>
public static class DeliveryLookup
{
    private const int PageSize = 200;
    private const int MostPages = 50;

    /// <summary>The delivery's identifier.</summary>
    /// <param name="client">The node.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="state">State of the deliveries looked at, as the API names it.</param>
    /// <param name="list">The command that lists them, for the advice.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static async Task<Guid> FindAsync(NodeClient client, string text, string state, string list, CancellationToken cancellationToken)
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
            var path = Routes.Query(Routes.Path("queue"), ("state", state), ("limit", PageSize), ("after", after));
            var view = await client.GetAsync(path, ApiJson.Client.QueueView, cancellationToken).ConfigureAwait(false);
            found.UnionWith(view.Items.Select(static (DeliveryView d) => d.Id).Where(id => ShortId.Means(id, text)));
            after = view.Next;
            if (after is null)
            {
                break;
            }
        }

        return found.Count switch
        {
            1 => found.Single(),
            0 => throw new CliFailureException(ExitCodes.Refused, "NOT_FOUND", $"Không thấy lượt chuyển '{text}'.", $"Xem '{list}'; mã là 8 chữ số cuối ở cột đầu, hoặc cả UUID."),
            _ => throw new CliFailureException(ExitCodes.Refused, "AMBIGUOUS", $"Có {found.Count} lượt chuyển ứng với '{text}'.", "Dùng cả UUID.") { Details = [.. found.Take(10).Select(static id => id.ToString())] },
        };
    }
}
