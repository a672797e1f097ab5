using Axis.Cli.Commands.Operations;
using Axis.Core.Contracts;

namespace Axis.Cli.Tests.Commands.Operations;

/// <summary>What <c>axis user list</c> says of an account.</summary>
public sealed class UserStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [TestCase(1, "tạm khóa")]
    [TestCase(-1, "hoạt động")]
    public void a_lock_of_wrong_attempts_is_told_only_while_it_lasts(int minutes, string told) => Assert.That(
        UserCommand.State(new UserView { Id = "a", Name = "lan", FullName = "Lan", Grants = [], CreatedAt = Now.AddDays(-9), LockedUntil = Now.AddMinutes(minutes) }, Now),
        Is.EqualTo(told));
}
