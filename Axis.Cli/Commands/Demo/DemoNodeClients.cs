using Axis.Cli.Client;
using Axis.Core.Contracts;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Demo;

/// <summary>API clients of one running node: the operator's, and a clerk's for the agencies hosted there.</summary>
public sealed class DemoNodeClients : IDisposable
{
    private DemoNodeClients(NodeProcess process, NodeClient operatorClient, NodeClient clerk, string clerkTokenFile) =>
        (Process, Operator, Clerk, ClerkTokenFile) = (process, operatorClient, clerk, clerkTokenFile);

    /// <summary>The node.</summary>
    public NodeProcess Process { get; }

    /// <summary>With the first token of the node.</summary>
    public NodeClient Operator { get; }

    /// <summary>With a token of role clerk.</summary>
    public NodeClient Clerk { get; }

    /// <summary>File of the clerk's token.</summary>
    public string ClerkTokenFile { get; }

    /// <summary>Asks the node for a clerk's token, as an operator does.</summary>
    public static async Task<DemoNodeClients> OpenAsync(NodeProcess process, IEnumerable<DemoAgency> agencies, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(process);
        var operatorClient = new NodeClient(new NodeConnection(process.Url, Path.Combine(process.DataFolder, "operator.token")));
        var request = new IssueToken { Name = "Văn thư (trình diễn)", Role = "clerk", Agencies = [.. agencies.Select(static a => a.Code)] };
        var issued = await operatorClient.PostAsync(Routes.Path("tokens"), request, ApiJson.Client.IssueToken, ApiJson.Client.IssuedToken, cancellationToken).ConfigureAwait(false);
        var file = Path.Combine(process.DataFolder, "clerk.token");
        PrivateFile.Create(file, System.Text.Encoding.ASCII.GetBytes(issued.Token + "\n"));
        return new DemoNodeClients(process, operatorClient, new NodeClient(new NodeConnection(process.Url, file)), file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Operator.Dispose();
        Clerk.Dispose();
    }
}
