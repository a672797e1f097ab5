using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>Passwords as they are kept.</summary>
public sealed class PasswordHashesTests
{
    private readonly PasswordHashes _hashes = new();

    [OneTimeTearDown]
    public void Stop() => _hashes.Dispose();

    [Test]
    public async Task a_password_is_the_same_however_the_keyboard_puts_its_letters_together()
    {
        const string Typed = "mùa gặt đến sớm";
        var hash = await _hashes.HashAsync(Typed, CancellationToken.None);

        Assert.That(await _hashes.MatchesAsync(UserRows.With(hash), Typed.Normalize(System.Text.NormalizationForm.FormD), CancellationToken.None), Is.True);
    }

    [Test]
    public async Task half_a_surrogate_pair_is_nobodys_password()
    {
        var hash = await _hashes.HashAsync("mùa gặt đến sớm", CancellationToken.None);

        Assert.That(await _hashes.MatchesAsync(UserRows.With(hash), "mùa gặt \ud800 sớm", CancellationToken.None), Is.False);
    }

    [Test]
    public void half_a_surrogate_pair_is_not_taken() => Assert.That(PasswordRules.Check("mùa gặt \ud800 đến sớm", "lan.nguyen"), Is.Not.Null);

    [Test]
    public async Task more_than_a_few_at_once_are_sent_away()
    {
        var refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            try
            {
                await _hashes.HashAsync("mùa gặt đến sớm", CancellationToken.None);
            }
            catch (RefusedException e) when (e.Refusal.Kind == RefusalKind.Unavailable)
            {
                Interlocked.Increment(ref refused);
            }
        })));

        Assert.That(refused, Is.Positive);
    }

    private static class UserRows
    {
        public static Node.Storage.UserRow With(string hash) => new("id", "lan.nguyen", "Lan", hash, false, default, null, null, null, 0, null, default, null, null);
    }
}
