using Axis.Node.Storage;

namespace Axis.Node.Api;

/// <summary>Names behind the pseudonyms that rows and journal keep, for people of the same agency; a person who stands in for another is named, not the other.</summary>
internal sealed class ActorNames(IStore store)
{
    private const string Person = "user:";
    private const string Token = "token:";

    /// <summary>The name; <c>null</c> when the account or token is gone, or nobody was named.</summary>
    public string? Of(string? pseudonym)
    {
        if (pseudonym is null)
        {
            return null;
        }

        if (pseudonym.StartsWith(Person, StringComparison.Ordinal))
        {
            var id = pseudonym[Person.Length..].Split('+')[0];
            return store.Read(s => s.Users.Find(id))?.FullName;
        }

        return pseudonym.StartsWith(Token, StringComparison.Ordinal) ? store.Read(static s => s.Tokens.List()).FirstOrDefault(t => t.Id == pseudonym[Token.Length..])?.Name : null;
    }
}
