using Axis.Node.Keys;


namespace Axis.Node.Users;

/// <summary>Seals what the console keeps of secrets under a key file of its own: second factors in the database, and what its forms carry through the browser.</summary>
/// <param name="Box">The box.</param>
internal sealed record ConsoleSecrets(SecretBox Box) : IDisposable
{
    /// <summary>Name of the key file in the node's key folder.</summary>
    public const string FileName = "console-secrets.key";

    /// <summary>What they are sealed for.</summary>
    public const string Purpose = "docaxis-console-secret-1";

    public void Dispose() => Box.Dispose();
}
