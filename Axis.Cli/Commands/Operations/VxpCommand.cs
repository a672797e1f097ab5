using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis vxp system add|list|rotate|disable|enable|agency</c>.</summary>
public static class VxpCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("vxp", "Phần mềm quản lý văn bản kết nối bằng API máy khách VXP.").With(
        new Command("system", "Các hệ thống được kết nối.").With(BuildAdd(), BuildList(), BuildRotate(), BuildDisable(), BuildEnable(), BuildAgency()));

    private static Argument<string> Id() => new("mã") { Description = "Mã hệ thống (systemid)." };

    private static Option<string> Output() => new("--out") { Description = "Tệp ghi bí mật (chỉ chủ tệp đọc được); phải chưa có.", HelpName = "tệp", Required = true };

    private static Command BuildAdd()
    {
        var id = Id();
        var name = new Option<string>("--name") { Description = "Tên hệ thống: phần mềm nào, của ai.", HelpName = "tên", Required = true };
        var agency = new Option<string[]>("--agency") { Description = "Cơ quan của nút gửi, nhận qua hệ thống này; lặp lại được.", HelpName = "mã" };
        var unsigned = new Option<bool>("--allow-unsigned") { Description = "Nhận cả gói tin không có chữ ký gói tin (phần mềm cũ)." };
        var declared = new Option<bool>("--no-state-secret") { Description = "Các cơ quan của hệ thống đã cam kết không gửi văn bản bí mật nhà nước; thiếu thì không gửi được." };
        var hash = new Option<bool>("--require-hash") { Description = "Bắt buộc có hash-file (phần mềm Java luôn có)." };
        var age = new Option<int?>("--max-age-hours") { Description = "Tuổi tối đa của dấu thời gian; bỏ trống là không giới hạn.", HelpName = "giờ" };
        var address = new Option<string[]>("--address") { Description = "Địa chỉ hoặc mạng (CIDR) được gọi từ đó; lặp lại được; bỏ trống là mọi nơi.", HelpName = "mạng" };
        var output = Output();
        return new Command("add", "Thêm hệ thống; bí mật chỉ được ghi một lần vào tệp, không in ra màn hình.").With(id, name, agency, unsigned, declared, hash, age, address, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                using var file = NewFile.Reserve(parse.GetRequiredValue(output), isSecret: true);
                var request = new AddVxpSystem
                {
                    Id = parse.GetRequiredValue(id),
                    Name = parse.GetRequiredValue(name),
                    Agencies = parse.GetValue(agency),
                    AllowUnsigned = parse.GetValue(unsigned),
                    NoStateSecret = parse.GetValue(declared),
                    RequireFileHash = parse.GetValue(hash),
                    MaxAgeHours = parse.GetValue(age),
                    Addresses = parse.GetValue(address),
                };
                var added = await client.PostAsync(Routes.Path("vxp", "systems"), request, ApiJson.Client.AddVxpSystem, ApiJson.Client.VxpSystemSecret, cancellationToken).ConfigureAwait(false);
                return Keep(terminal, file, added, "Đã thêm hệ thống");
            });
    }

    private static Command BuildList() =>
        new Command("list", "Liệt kê các hệ thống (không có bí mật).")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var systems = await client.GetAsync(Routes.Path("vxp", "systems"), ApiJson.Client.IReadOnlyListVxpSystemView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(systems, AxisJson.Pretty.IReadOnlyListVxpSystemView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Mã", "Tên", "Cơ quan", "Đã gỡ", "Gói không ký", "Gọi lần cuối", "Bị ngắt"],
                    systems.Select(static s => (IReadOnlyList<string>)
                        [s.Id, s.Name, string.Join(", ", s.Agencies), s.Barred.Count == 0 ? "–" : string.Join(", ", s.Barred), s.AllowUnsigned ? "nhận" : "không", VietnamTime.Full(s.LastCallAt), VietnamTime.Full(s.DisabledAt)]));
                return ExitCodes.Done;
            });

    private static Command BuildRotate()
    {
        var id = Id();
        var output = Output();
        var newKey = new Option<bool>("--new-key") { Description = "Tạo tệp khóa mới khi keys/vxp-secrets.key đã mất hẳn; mọi hệ thống khác cũng phải đổi bí mật." };
        return new Command("rotate", "Đổi bí mật; bí mật cũ hết hiệu lực ngay.").With(id, newKey, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                using var file = NewFile.Reserve(parse.GetRequiredValue(output), isSecret: true);
                var rotated = await client.PostAsync(Routes.Path("vxp", "systems", parse.GetRequiredValue(id), "rotate") + (parse.GetValue(newKey) ? "?newKey=true" : ""), ApiJson.Client.VxpSystemSecret, cancellationToken).ConfigureAwait(false);
                return Keep(terminal, file, rotated, "Đã đổi bí mật của hệ thống");
            });
    }

    private static Command BuildDisable()
    {
        var id = Id();
        return new Command("disable", "Ngắt hệ thống ngay lập tức; văn bản đến vẫn được giữ chờ.").With(id)
            .Calling((client, terminal, parse, cancellationToken) => SwitchAsync(client, terminal, parse.GetRequiredValue(id), "disable", "Đã ngắt hệ thống", cancellationToken));
    }

    private static Command BuildEnable()
    {
        var id = Id();
        return new Command("enable", "Cho hệ thống kết nối lại.").With(id)
            .Calling((client, terminal, parse, cancellationToken) => SwitchAsync(client, terminal, parse.GetRequiredValue(id), "enable", "Đã cho kết nối lại hệ thống", cancellationToken));
    }

    private static Command BuildAgency()
    {
        var addId = Id();
        var addCode = new Argument<string>("cơ quan") { Description = "Mã cơ quan đặt tại nút." };
        var removeId = Id();
        var removeCode = new Argument<string>("cơ quan") { Description = "Mã cơ quan." };
        return new Command("agency", "Cơ quan gửi, nhận qua hệ thống.").With(
            new Command("add", "Gắn một cơ quan với hệ thống, kể cả cơ quan đã gỡ trước đây.").With(addId, addCode).Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var body = new VxpAgency(parse.GetRequiredValue(addCode));
                var view = await client.PostAsync(Routes.Path("vxp", "systems", parse.GetRequiredValue(addId), "agencies"), body, ApiJson.Client.VxpAgency, ApiJson.Client.VxpSystemView, cancellationToken).ConfigureAwait(false);
                return Show(terminal, view, $"Đã gắn {SafeText.Of(body.Agency)} với hệ thống");
            }),
            new Command("remove", "Gỡ một cơ quan khỏi hệ thống; phải lấy hết văn bản đang chờ trước. Hệ thống không tự đăng ký lại được, chỉ 'agency add' gắn lại.").With(removeId, removeCode).Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var (system, agency) = (parse.GetRequiredValue(removeId), parse.GetRequiredValue(removeCode));
                await client.CallAsync(HttpMethod.Delete, Routes.Path("vxp", "systems", system, "agencies", agency), cancellationToken).ConfigureAwait(false);
                var view = (await client.GetAsync(Routes.Path("vxp", "systems"), ApiJson.Client.IReadOnlyListVxpSystemView, cancellationToken).ConfigureAwait(false)).First(s => s.Id == system);
                return Show(terminal, view, $"Đã gỡ {SafeText.Of(agency)}; phần mềm không tự đăng ký lại được cho tới khi chạy 'axis vxp system agency add'. Hệ thống");
            }));
    }

    private static async Task<int> SwitchAsync(NodeClient client, Terminal terminal, string id, string verb, string said, CancellationToken cancellationToken)
    {
        var view = await client.PostAsync(Routes.Path("vxp", "systems", id, verb), ApiJson.Client.VxpSystemView, cancellationToken).ConfigureAwait(false);
        return Show(terminal, view, said);
    }

    private static int Keep(Terminal terminal, NewFile file, VxpSystemSecret secret, string said)
    {
        file.Fill(System.Text.Encoding.ASCII.GetBytes(secret.Secret + "\n"));
        return Show(terminal, secret.View, $"Bí mật nằm trong {file.FullPath}. {said}");
    }

    private static int Show(Terminal terminal, VxpSystemView view, string said)
    {
        if (terminal.Json)
        {
            terminal.WriteJson(view, AxisJson.Pretty.VxpSystemView);
        }
        else
        {
            terminal.Line($"{said} {SafeText.Of(view.Id)}.");
        }

        return ExitCodes.Done;
    }
}
