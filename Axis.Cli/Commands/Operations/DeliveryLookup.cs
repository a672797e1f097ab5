using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Operations;

/// <summary>Finds a delivery by its whole identifier or the end that lists show.</summary>
public static class DeliveryLookup
{
    /// <summary>The delivery's identifier.</summary>
    /// <param name="client">The node.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="state">State of the deliveries looked at, as the API names it.</param>
    /// <param name="list">The command that lists them, for the advice.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CliFailureException">None, or more than one.</exception>
    public static Task<Guid> FindAsync(NodeClient client, string text, string state, string list, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return PagedLookup.FindAsync(text, PageAsync, "lượt chuyển", $"Xem '{list}'; mã là 8 chữ số cuối ở cột đầu, hoặc cả UUID.", "Dùng cả UUID.");

        async Task<(IEnumerable<Guid> Meant, string? Next)> PageAsync(string? after)
        {
            var path = Routes.Query(Routes.Path("queue"), ("state", state), ("limit", PagedLookup.PageSize), ("after", after));
            var page = await client.GetAsync(path, ApiJson.Client.QueueView, cancellationToken).ConfigureAwait(false);
            return (page.Items.Select(static (DeliveryView d) => d.Id).Where(id => ShortId.Means(id, text)), page.Next);
        }
    }
}
