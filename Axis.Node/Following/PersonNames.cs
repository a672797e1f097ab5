using Axis.Node.Storage;

namespace Axis.Node.Following;

/// <summary>Names of the people behind the journal's pseudonyms, as far as their accounts are still here.</summary>
internal static class PersonNames
{
    private const string User = "user:";
    private const string Token = "token:";

    /// <summary>The name; the pseudonym itself when nobody is known by it.</summary>
    public static string Of(ISession session, string pseudonym)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(pseudonym);
        if (pseudonym.StartsWith(User, StringComparison.Ordinal))
        {
            // Whoever stands in for a colleague acts under an id of both.
            var id = pseudonym[User.Length..].Split('+')[0];
            return session.Users.Find(id)?.FullName ?? pseudonym;
        }

        return pseudonym.StartsWith(Token, StringComparison.Ordinal) && session.Tokens.List().FirstOrDefault(t => t.Id == pseudonym[Token.Length..]) is { } token ? token.Name : pseudonym;
    }
}
