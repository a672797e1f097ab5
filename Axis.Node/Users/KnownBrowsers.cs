using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Node.Users;

/// <summary>
/// Browsers in which somebody signed in before hold a sealed mark of it (device cookie). Wrong attempts from such a browser count against that browser alone, and those of
/// strangers do not keep it out: whoever knows a name can lock the account for other strangers, not for its owner. A new password voids every mark.
/// </summary>
internal sealed class KnownBrowsers(ConsoleSecrets secrets, ConsoleOptions options, TimeProvider time)
{
    /// <summary>Longest text of marks that is looked at.</summary>
    public const int Longest = 600;

    // People who share one computer.
    private const int MostMarks = 5;

    private const int MostCounted = 4096;
    private const int IdBytes = 16;
    private const int MarkBytes = (2 * sizeof(long)) + IdBytes;
    private const char Parting = '.';

    /// <summary>How long a mark is good, renewed by each sign-in.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(90);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (int Failures, DateTimeOffset Since)> _wrong = [];

    /// <summary>The marks of a browser with a fresh one of the account's in front.</summary>
    public string Add(string? marks, UserRow user)
    {
        var mark = new byte[MarkBytes];
        BinaryPrimitives.WriteInt64BigEndian(mark, user.PasswordAt.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(mark.AsSpan(sizeof(long)), (time.GetUtcNow() + Age).UtcTicks);
        RandomNumberGenerator.Fill(mark.AsSpan(2 * sizeof(long)));
        var others = Split(marks).Where(m => Open(m, user) is null).Take(MostMarks - 1);
        return string.Join(Parting, others.Prepend(Base64Url.EncodeToString(secrets.Box.Seal(Owner(user), mark, create: true))));
    }

    /// <summary>Which browser the marks name for the account; <c>null</c> when it is a stranger's.</summary>
    public Guid? Find(string? marks, UserRow user) => Split(marks).Select(m => Open(m, user)).FirstOrDefault(static id => id is not null);

    /// <summary>Whether nothing from the browser is looked at now.</summary>
    public bool IsShut(Guid browser, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _wrong.TryGetValue(browser, out var seen) && seen.Failures >= options.MaxFailures && now - seen.Since < Window;
        }
    }

    /// <summary>Counts a wrong attempt.</summary>
    /// <returns>Whether the browser is shut by it.</returns>
    public bool Count(Guid browser, DateTimeOffset now)
    {
        lock (_gate)
        {
            var failures = _wrong.TryGetValue(browser, out var seen) && now - seen.Since < Window ? seen.Failures + 1 : 1;
            if (_wrong.Count >= MostCounted && !_wrong.ContainsKey(browser))
            {
                _wrong.Remove(_wrong.MinBy(static s => s.Value.Since).Key);
            }

            // The last one counts, as for an account: who is shut out waits the whole time from there.
            _wrong[browser] = (failures, now);
            return failures >= options.MaxFailures;
        }
    }

    /// <summary>A good attempt clears what went wrong before it.</summary>
    public void Clear(Guid browser)
    {
        lock (_gate)
        {
            _wrong.Remove(browser);
        }
    }

    private TimeSpan Window => TimeSpan.FromMinutes(options.LockMinutes);

    private static string Owner(UserRow user) => "known-browser/" + user.Id;

    private static string[] Split(string? marks) => marks is { Length: > 0 and <= Longest } ? marks.Split(Parting, MostMarks + 1) : [];

    private Guid? Open(string text, UserRow user)
    {
        byte[] mark;
        try
        {
            mark = secrets.Box.Open(Owner(user), Base64Url.DecodeFromChars(text));
        }
        catch (Exception e) when (e is FormatException or CryptographicException or KeyFileException)
        {
            // Another account's, made up, or sealed under a key that is gone: a stranger's browser either way.
            return null;
        }

        return mark.Length == MarkBytes && BinaryPrimitives.ReadInt64BigEndian(mark) == user.PasswordAt.UtcTicks
            && BinaryPrimitives.ReadInt64BigEndian(mark.AsSpan(sizeof(long))) > time.GetUtcNow().UtcTicks
            ? new Guid(mark.AsSpan(2 * sizeof(long)))
            : null;
    }
}
