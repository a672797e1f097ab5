using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Packets;
using Axis.Node.Options;
using Axis.Node.Storage;

namespace Axis.Node.Users;

/// <summary>
/// Sessions of people: the browser holds a secret of 256 random bits, the store its SHA-256. Looked up at every request, so that an account that is shut, or a session
/// that is ended elsewhere, is out at once.
/// </summary>
internal sealed class UserSessions(IStore store, UserRights rights, ConsoleOptions options, TimeProvider time)
{
    private const int SecretBytes = 32;
    private const int MaxClient = 120;
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session inside a running write.</summary>
    /// <returns>The secret for the cookie.</returns>
    public string Open(ISession session, UserRow user, string? client, DateTimeOffset now)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        session.Users.SweepSessions(now);
        session.Users.AddSession(new UserSessionRow(IdOf(secret), user.Id, "", Shorten(client), now, now, now + TimeSpan.FromHours(options.SessionHours)));
        return secret;
    }

    /// <summary>Whether there is anything left that the person may act as; nothing is when every agency of theirs has ended and others continue it (REF-09).</summary>
    public bool MayAct(ISession session, UserRow user, DateTimeOffset now) => rights.Choices(session, user, now).Count > 0;

    /// <summary>Who holds the cookie, without a sign that anybody is there: what a page asks by itself keeps no session open.</summary>
    public SignedIn? Look(string cookie)
    {
        var now = time.GetUtcNow();
        return store.Read(session => Read(session, IdOf(cookie), now));
    }

    /// <summary>Who holds the cookie; <c>null</c> when the session is over or its account shut.</summary>
    public async Task<SignedIn?> FindAsync(string cookie, CancellationToken cancellationToken)
    {
        var id = IdOf(cookie);
        var now = time.GetUtcNow();
        var found = store.Read(session => Read(session, id, now));
        if (found is not null && now - found.Session.SeenAt >= SeenEvery)
        {
            await store.WriteAsync(
                session =>
                {
                    session.Users.SetSeen(id, now);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    /// <summary>The person's sessions that are still open, newest first.</summary>
    public IReadOnlyList<UserSessionRow> List(SignedIn who)
    {
        var now = time.GetUtcNow();
        return [.. store.Read(s => s.Users.Sessions(who.User.Id)).Where(r => IsOpen(r, now))];
    }

    /// <summary>Ends the session that the person uses.</summary>
    public Task<bool> SignOutAsync(SignedIn who, CancellationToken cancellationToken) => EndAsync(who, who.Session.Id, cancellationToken);

    /// <summary>Ends one of the person's sessions.</summary>
    public Task<bool> EndAsync(SignedIn who, Digest session, CancellationToken cancellationToken) => store.WriteAsync(
        s =>
        {
            var ended = s.Users.FindSession(session) is { } row && row.Account == who.User.Id && s.Users.EndSession(session);
            if (ended)
            {
                s.Journal.Append(new JournalEntry(time.GetUtcNow(), "user-signed-out", Actor: "user:" + who.User.Id));
            }

            return ended;
        },
        cancellationToken);

    /// <summary>Acts as something else the person may act as; journalled, for what follows is done in that role.</summary>
    public async Task<Outcome<ActingChoice>> ActAsAsync(SignedIn who, string key, CancellationToken cancellationToken)
    {
        if (who.Choices.FirstOrDefault(c => c.Key == key) is not { } choice)
        {
            return UserRefusals.Field("key", "ACTING_UNKNOWN", "Vai trò này không còn dành cho bạn.", "This role is not yours any more.");
        }

        await store.WriteAsync(
            session =>
            {
                session.Users.SetActing(who.Session.Id, key);
                session.Journal.Append(new JournalEntry(time.GetUtcNow(), "user-acts-as", Actor: "user:" + who.User.Id, From: who.Acting.Key, To: key));
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return choice;
    }

    private static Digest IdOf(string secret) => Digest.Of(Encoding.UTF8.GetBytes(secret));

    private static string Shorten(string? client) => client is null ? "" : new string([.. client.Where(static c => !char.IsControl(c)).Take(MaxClient)]);

    private bool IsOpen(UserSessionRow row, DateTimeOffset now) => row.EndsAt > now && row.SeenAt + TimeSpan.FromMinutes(options.IdleMinutes) > now;

    private SignedIn? Read(ISession session, Digest id, DateTimeOffset now)
    {
        if (session.Users.FindSession(id) is not { } row || !IsOpen(row, now) || session.Users.Find(row.Account) is not { DisabledAt: null } user)
        {
            return null;
        }

        var choices = rights.Choices(session, user, now);
        if (choices.Count == 0)
        {
            return null;
        }

        var acting = choices.FirstOrDefault(c => c.Key == row.Acting) ?? choices[0];
        return rights.ActorOf(user, acting, now) is { } actor ? new SignedIn(user, row, choices, acting, actor) : null;
    }
}
