using Axis.Node.Hosting;
using Axis.Node.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Axis.Node.Users;

/// <summary>Registers the people who sign in.</summary>
internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services) => services
        .AddSingleton<PasswordHashes>()
        .AddSingleton<UserAccounts>()
        .AddSingleton(static p => new ConsoleSecrets(new SecretBox(Path.Combine(p.GetRequiredService<NodePaths>().Keys, ConsoleSecrets.FileName), ConsoleSecrets.Purpose)))
        .AddSingleton<SecondFactor>()
        .AddSingleton<WrongAttempts>()
        .AddSingleton<PasswordProof>()
        .AddSingleton<AddressThrottle>()
        .AddSingleton<KnownBrowsers>()
        .AddSingleton<SignIn>()
        .AddSingleton<UserSessions>()
        .AddSingleton<OwnAccount>()
        .AddSingleton<StandIns>();
}
