using Axis.Core.Contracts;

namespace Axis.Cli.Client;

/// <summary>The API's contracts as a client reads and writes them.</summary>
public static class ApiJson
{
    /// <summary>
    /// As <see cref="AxisJson.Web"/>, but a nullable value that an answer leaves out is simply not there: the API writes nothing for <c>null</c>.
    /// </summary>
    public static AxisJson Client => AxisJson.Client;
}
