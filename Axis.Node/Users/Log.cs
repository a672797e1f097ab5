using Microsoft.Extensions.Logging;

namespace Axis.Node.Users;

/// <summary>Events 8100–8109. No names, no secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(8100, LogLevel.Error, "The second factor of account {Account} does not open under this node's key file: restore keys/console-secrets.key, or reset the account")]
    public static partial void FactorSealedElsewhere(ILogger logger, string account, Exception exception);
}
