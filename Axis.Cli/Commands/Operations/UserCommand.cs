using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Cli.Secrets;
using Axis.Core.Contracts;
using Axis.Core.Rules;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis user add|list|change|reset|disable|enable</c>: people who sign in to the console.</summary>
public static class UserCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("user", "Người dùng đăng nhập giao diện trên trình duyệt.").With(
        BuildAdd(), BuildList(), BuildChange(), BuildReset(),
        BuildSwitch("disable", "Khóa người dùng ngay và kết thúc mọi phiên của người đó.", "Đã khóa người dùng {0}."),
        BuildSwitch("enable", "Mở lại người dùng đã khóa, hoặc đang tạm khóa vì sai mật khẩu nhiều lần.", "Đã mở lại người dùng {0}."));

    private static Command BuildAdd()
    {
        var name = Name();
        var fullName = new Option<string>("--full-name") { Description = "Họ tên.", HelpName = "họ tên", Required = true };
        var grants = Grants(required: true);
        var password = PasswordFile();
        var ask = Ask();
        return new Command("add", "Thêm người dùng. Không đưa mật khẩu thì nút tự tạo và in một lần; người dùng phải đổi ở lần đăng nhập đầu.").With(name, fullName, grants, password, ask)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var request = new AddUser
                {
                    Name = parse.GetRequiredValue(name),
                    FullName = parse.GetRequiredValue(fullName),
                    Grants = [.. parse.GetRequiredValue(grants).Select(Grant)],
                    Password = Password(parse.GetValue(password), parse.GetValue(ask)),
                };
                var added = await client.PostAsync(Routes.Path("users"), request, ApiJson.Client.AddUser, ApiJson.Client.UserPassword, cancellationToken).ConfigureAwait(false);
                return Tell(terminal, added, $"Đã thêm người dùng {added.View.Name} ({RolesOf(added.View)}).");
            });
    }

    private static Command BuildList() => new Command("list", "Liệt kê người dùng (không có bí mật).")
        .Calling(async (client, terminal, _, cancellationToken) =>
        {
            var users = await client.GetAsync(Routes.Path("users"), ApiJson.Client.IReadOnlyListUserView, cancellationToken).ConfigureAwait(false);
            if (terminal.Json)
            {
                terminal.WriteJson(users, AxisJson.Pretty.IReadOnlyListUserView);
                return ExitCodes.Done;
            }

            terminal.Table(
                ["Tên", "Họ tên", "Vai trò", "Xác thực", "Đăng nhập", "Tình trạng"],
                users.Select(static u => (IReadOnlyList<string>)[u.Name, u.FullName, RolesOf(u), Means(u), VietnamTime.Full(u.SignedInAt), State(u, TimeProvider.System.GetUtcNow())]));
            return ExitCodes.Done;
        });

    private static Command BuildChange()
    {
        var name = Name();
        var fullName = new Option<string?>("--full-name") { Description = "Họ tên mới.", HelpName = "họ tên" };
        var grants = Grants(required: false);
        var certificate = new Option<string?>("--certificate") { Description = "Tệp chứng thư (PEM hoặc DER) dùng để đăng nhập; 'none' là gỡ.", HelpName = "tệp" };
        return new Command("change", "Đổi họ tên, vai trò hoặc chứng thư đăng nhập; vai trò nêu ra thay cho toàn bộ vai trò cũ.").With(name, fullName, grants, certificate)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var wanted = parse.GetValue(grants) is { Length: > 0 } given ? given.Select(Grant).ToList() : null;
                var request = new ChangeUser { FullName = parse.GetValue(fullName), Grants = wanted, Certificate = Certificate(parse.GetValue(certificate)) };
                var changed = await client.PostAsync(Routes.Path("users", parse.GetRequiredValue(name), "change"), request, ApiJson.Client.ChangeUser, ApiJson.Client.UserView, cancellationToken).ConfigureAwait(false);
                return Tell(terminal, changed, $"Đã đổi người dùng {changed.Name} ({RolesOf(changed)}).");
            });
    }

    private static Command BuildReset()
    {
        var name = Name();
        var password = PasswordFile();
        var ask = Ask();
        return new Command("reset", "Cấp lại mật khẩu, tắt mã xác thực, kết thúc mọi phiên và mọi uỷ quyền đã đặt; người dùng phải đổi ở lần đăng nhập sau.").With(name, password, ask)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var request = new ResetUser { Password = Password(parse.GetValue(password), parse.GetValue(ask)) };
                var reset = await client.PostAsync(Routes.Path("users", parse.GetRequiredValue(name), "reset"), request, ApiJson.Client.ResetUser, ApiJson.Client.UserPassword, cancellationToken).ConfigureAwait(false);
                return Tell(terminal, reset, $"Đã cấp lại mật khẩu cho {reset.View.Name}.");
            });
    }

    private static Command BuildSwitch(string verb, string description, string done)
    {
        var name = Name();
        return new Command(verb, description).With(name)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var changed = await client.PostAsync(Routes.Path("users", parse.GetRequiredValue(name), verb), ApiJson.Client.UserView, cancellationToken).ConfigureAwait(false);
                return Tell(terminal, changed, string.Format(System.Globalization.CultureInfo.InvariantCulture, done, changed.Name));
            });
    }

    private static int Tell(Terminal terminal, UserPassword answer, string sentence)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(answer, AxisJson.Pretty.UserPassword);
            return ExitCodes.Done;
        }

        terminal.Line(sentence);
        if (answer.Password is { } password)
        {
            terminal.Line($"Mật khẩu dùng một lần (chỉ hiện lần này): {password}");
        }

        return ExitCodes.Done;
    }

    private static int Tell(Terminal terminal, UserView user, string sentence)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(user, AxisJson.Pretty.UserView);
        }
        else
        {
            terminal.Line(sentence);
        }

        return ExitCodes.Done;
    }

    private static Argument<string> Name() => new("tên") { Description = "Tên đăng nhập: 3 đến 40 ký tự a–z, 0–9, '.', '-', '_'." };

    private static Option<string[]> Grants(bool required) => new("--role")
    {
        Description = "Vai trò, kèm cơ quan sau dấu hai chấm: clerk:H37.61,H37.62 · leader:MÃ · operator · auditor · security; lặp lại được.",
        HelpName = "vai trò[:mã,…]",
        Required = required,
    };

    private static Option<string?> PasswordFile() => new("--password-file") { Description = "Tệp có dòng đầu là mật khẩu đầu tiên (chỉ chủ tệp đọc được).", HelpName = "tệp" };

    private static Option<bool> Ask() => new("--ask") { Description = "Hỏi mật khẩu đầu tiên ở màn hình, không hiện chữ." };

    private static UserGrantView Grant(string text)
    {
        var parts = text.Split(':', 2);
        return new UserGrantView(parts[0], parts.Length == 1 ? null : parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private static string? Password(string? file, bool ask) =>
        file is not null ? PassphraseFile.Read(Path.GetFullPath(file)) : ask ? SecretPrompt.OfConsole.AskNew("Mật khẩu đầu tiên") : null;

    private static string? Certificate(string? file)
    {
        if (file is null or "none")
        {
            return file is null ? null : "";
        }

        try
        {
            using var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(Path.GetFullPath(file));
            return Convert.ToBase64String(certificate.RawDataMemory.Span);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw CliFailureException.Usage($"Không đọc được chứng thư {file}: {e.Message}", "Đưa tệp chứng thư X.509 dạng PEM hoặc DER.");
        }
    }

    private static string RolesOf(UserView user) => string.Join("; ", user.Grants.Select(static g => g.Agencies is { Count: > 0 } agencies ? $"{g.Role} {string.Join(", ", agencies)}" : g.Role));

    private static string Means(UserView user) => (user.SecondFactor, user.Certificate) switch
    {
        (true, true) => "mã, chứng thư",
        (true, false) => "mã",
        (false, true) => "chứng thư",
        _ => "mật khẩu",
    };

    /// <summary>What the list says of an account.</summary>
    /// <param name="user">The account.</param>
    /// <param name="now">When: a lock of wrong attempts ends by itself.</param>
    public static string State(UserView user, DateTimeOffset now) => user.DisabledAt is not null ? "đã khóa" : user.LockedUntil > now ? "tạm khóa" : user.MustChange ? "chưa đổi mật khẩu" : "hoạt động";
}
