using Axis.Node.Users;

namespace Axis.Node.Tests.Users;

/// <summary>Which passwords are taken.</summary>
public sealed class PasswordRulesTests
{
    [TestCase("ngắn quá 12")]
    [TestCase("aaaaaaaaaaaaaaaa")]
    [TestCase("vanthu123456")]
    [TestCase("của lan.nguyen đây")]
    public void a_weak_one_is_refused_with_its_reason(string password) => Assert.That(PasswordRules.Check(password, "lan.nguyen")?.Code, Is.EqualTo("PASSWORD_RULE"));

    [TestCase("mùa gặt đến sớm")]
    [TestCase("Correct horse battery staple")]
    public void a_phrase_is_taken(string password) => Assert.That(PasswordRules.Check(password, "lan.nguyen"), Is.Null);

    [Test]
    public void one_longer_than_what_is_hashed_is_refused() => Assert.That(PasswordRules.Check(string.Concat(Enumerable.Repeat("abcdefgh", 17)), "lan.nguyen"), Is.Not.Null);

    [Test]
    public void first_passwords_keep_the_rules_and_differ()
    {
        var made = Enumerable.Range(0, 50).Select(static _ => PasswordRules.NewInitial()).ToList();

        Assert.That(made.Select(static p => PasswordRules.Check(p, "lan.nguyen")), Is.All.Null);
        Assert.That(made, Is.Unique);
    }
}
