using System.CommandLine;
using Axis.Core.Agencies;
using Axis.Cli.Joining;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Node;

/// <summary>The options of <c>node init</c> that say who the node is.</summary>
public sealed class NodeIdentity
{
    private static readonly Dictionary<string, Tier> Tiers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trung-uong"] = Tier.Central,
        ["tinh"] = Tier.Province,
        ["huyen"] = Tier.District,
        ["xa"] = Tier.Commune,
        ["ngoai"] = Tier.Outside,
    };

    private readonly Option<string> _id = new("--id") { Description = "Tên nút trong danh bạ: a–z, 0–9, '-', '.'.", HelpName = "tên", Required = true };
    private readonly Option<string> _name = new("--name") { Description = "Tên hiển thị.", HelpName = "tên", Required = true };
    private readonly Option<string> _tier = new("--tier") { Description = "Cấp: trung-uong, tinh, huyen, xa, ngoai.", HelpName = "cấp", Required = true };
    private readonly Option<string[]> _agencies = new("--agency") { Description = "Cơ quan đặt tại nút, dạng \"MÃ=Tên\" hoặc \"MÃ=Tên=mã cấp trên\"; lặp lại được.", HelpName = "cơ quan" };
    private readonly Option<string[]> _endpoints = new("--endpoint") { Description = "Địa chỉ https mà nút khác gọi tới; lặp lại được.", HelpName = "địa chỉ" };
    private readonly Option<bool> _pullOnly = new("--pull-only") { Description = "Nút không mở cổng ra ngoài, tự kéo văn bản về." };
    private readonly Option<string> _keyType = new("--key-type") { Description = "Loại khóa cơ quan: rsa (RSA-2048) hoặc p256.", HelpName = "loại", DefaultValueFactory = static _ => "rsa" };
    private readonly Option<string[]> _api = new("--api") { Description = "Địa chỉ API; mặc định http://127.0.0.1:8080 và http://[::1]:8080.", HelpName = "địa chỉ" };
    private readonly Option<string?> _link = new("--link") { Description = "Địa chỉ nghe kết nối giữa các nút; mặc định https://[::]:8443.", HelpName = "địa chỉ" };

    public NodeIdentity()
    {
        _tier.AcceptOnlyFromAmong([.. Tiers.Keys]);
        _keyType.AcceptOnlyFromAmong("rsa", "p256");
    }

    /// <summary>All options, in the order of the help.</summary>
    public Symbol[] Symbols => [_id, _name, _tier, _agencies, _endpoints, _pullOnly, _keyType, _api, _link];

    /// <summary>Reads and checks them.</summary>
    /// <exception cref="CliFailureException">One is wrong.</exception>
    public NodePlan Read(ParseResult parse)
    {
        ArgumentNullException.ThrowIfNull(parse);
        var id = parse.GetRequiredValue(_id);
        if (!NodeId.TryParse(id, out _))
        {
            throw CliFailureException.Usage($"'{id}' không phải là tên nút.", "Dùng 3 đến 63 ký tự a–z, 0–9, '-', '.', bắt đầu bằng chữ cái.");
        }

        var tier = Tiers[parse.GetRequiredValue(_tier)];
        var pullOnly = parse.GetValue(_pullOnly);
        var endpoints = parse.GetValue(_endpoints) ?? [];
        if (endpoints.FirstOrDefault(static e => !IsEndpoint(e)) is { } wrong)
        {
            throw CliFailureException.Usage($"'{wrong}' không phải là địa chỉ https.", "Ghi dạng https://tên-máy:8443 hoặc https://192.0.2.10:8443.");
        }

        if (!pullOnly && endpoints.Length == 0)
        {
            throw CliFailureException.Usage("Cần --endpoint: địa chỉ mà các nút khác gọi tới.", "Nếu nút không mở được cổng ra ngoài, dùng --pull-only.");
        }

        return new NodePlan(
            new JoiningNode(id, parse.GetRequiredValue(_name), tier, endpoints, pullOnly),
            [.. (parse.GetValue(_agencies) ?? []).Select(a => Agency(a, tier))],
            parse.GetValue(_keyType) == "p256" ? SignatureAlgorithm.EcdsaP256Sha256 : SignatureAlgorithm.RsaSha256,
            parse.GetValue(_api) ?? [],
            pullOnly ? "" : parse.GetValue(_link) ?? "https://[::]:8443");
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.PathAndQuery == "/" && url.UserInfo.Length == 0;

    private static JoiningAgency Agency(string text, Tier tier)
    {
        var parts = text.Split('=', 3, StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[1].Length == 0 || !OrganId.TryParse(parts[0], out var code))
        {
            throw CliFailureException.Usage($"'{text}' không đúng dạng \"MÃ=Tên cơ quan\".", "Ví dụ: --agency \"H99.21.31=UBND xã Đồi Thông\".");
        }

        if (parts.Length == 3 && !OrganId.TryParse(parts[2], out _))
        {
            throw CliFailureException.Usage($"Mã cấp trên '{parts[2]}' không hợp lệ.");
        }

        return new JoiningAgency(code.Value, parts[1], tier, parts.Length == 3 ? OrganId.Parse(parts[2]).Value : null);
    }
}
