using Axis.Core.Packets;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Bearer tokens by the hash of their secret.</summary>
internal sealed class TokenTable(Database database) : ITokens
{
    private const string Columns = "id, name, secret_hash, role, agencies, created_at, expires_at, revoked_at";

    private readonly Statement _add = database.Prepare($"INSERT INTO token ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    private readonly Statement _find = database.Prepare($"SELECT {Columns} FROM token WHERE secret_hash = ?");
    private readonly Statement _list = database.Prepare($"SELECT {Columns} FROM token ORDER BY created_at, id");
    private readonly Statement _revoke = database.Prepare("UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL");

    public void Add(TokenRow token)
    {
        ArgumentNullException.ThrowIfNull(token);
        _add.Start().With(token.Id).With(token.Name).With(token.SecretHash).With(token.Role).With(StoreJson.Write(token.Agencies)).With(token.CreatedAt)
            .With(token.ExpiresAt).With(token.RevokedAt).Execute();
    }

    public TokenRow? FindByHash(Digest secretHash) => _find.Start().With(secretHash).Single(Read);

    public IReadOnlyList<TokenRow> List() => _list.Start().List(Read);

    public bool Revoke(string id, DateTimeOffset at) => _revoke.Start().With(at).With(id).Execute() > 0;

    private static TokenRow Read(Statement s) => new(
        s.Text(0), s.Text(1), s.Digest(2), s.Text(3), StoreJson.ReadOrgans(s.Text(4)), s.Time(5), s.TimeOrNull(6), s.TimeOrNull(7));
}
