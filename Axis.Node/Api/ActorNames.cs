using Axis.Node.Storage;
using Axis.Node.Users;

namespace Axis.Node.Api;

/// <summary>Names behind the pseudonyms that rows and journal keep, for people of the same agency; a person who stands in for another is named, not the other.</summary>
internal sealed class ActorNames(IStore store)
{
    private const string Person = "user:";
    private const string Token = "token:";

    /// <summary>The name; <c>null</c> when the account or token is gone, or nobody was named.</summary>
    public string? Of(string? pseudonym) => pseudonym is null ? null : store.Read(session => Find(session, pseudonym));

    /// <summary>The same within a view of the store that is open already.</summary>
    public static string? Find(ISession session, string pseudonym)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(pseudonym);
        return pseudonym.StartsWith(Person, StringComparison.Ordinal) ? session.Users.Find(UserRights.AccountOf(pseudonym[Person.Length..]))?.FullName
            : pseudonym.StartsWith(Token, StringComparison.Ordinal) ? session.Tokens.List().FirstOrDefault(t => t.Id == pseudonym[Token.Length..])?.Name
            : null;
    }
}
