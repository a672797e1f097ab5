using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Bearer tokens. Only a SHA-256 of the secret is kept.</summary>
public interface ITokens
{
    void Add(TokenRow token);

    TokenRow? FindByHash(Digest secretHash);

    IReadOnlyList<TokenRow> List();

    bool Revoke(string id, DateTimeOffset at);
}
