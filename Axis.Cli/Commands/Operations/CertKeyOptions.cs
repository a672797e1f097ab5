using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Commands.Operations;

/// <summary>The options that say which key a <c>cert</c> command is about.</summary>
internal sealed class CertKeyOptions
{
    private readonly Option<string> _use = new("--use") { Description = "Khóa nào: tls (kết nối), node-seal (niêm ký biên nhận), agency (ký văn bản).", HelpName = "loại", Required = true };
    private readonly Option<string?> _agency = new("--agency") { Description = "Mã cơ quan (với --use agency).", HelpName = "mã" };
    private readonly Option<string?> _keyType = new("--key-type") { Description = "Loại khóa mới trong tệp: rsa (RSA-2048) hoặc p256; mặc định như khóa đang dùng.", HelpName = "loại" };
    private readonly Option<string?> _token = new("--token") { Description = "Khóa đã tạo trên thiết bị ký số (PKCS#11), dạng pkcs11:token=…;object=…; không được chứa mã PIN.", HelpName = "URI" };
    private readonly Option<string?> _pinFile = new("--pin-file") { Description = "Tệp mà dòng đầu là mã PIN của thiết bị; chỉ chủ tệp đọc được. Không nêu thì mã PIN được hỏi tại màn hình và cất vào thư mục khóa, để nút tự ký được.", HelpName = "tệp" };

    public CertKeyOptions()
    {
        _use.AcceptOnlyFromAmong("tls", "node-seal", "agency");
        _keyType.AcceptOnlyFromAmong("rsa", "p256");
    }

    public Symbol[] Symbols => [_use, _agency, _keyType, _token, _pinFile];

    /// <summary>What was asked for.</summary>
    /// <exception cref="CliFailureException">The options do not fit.</exception>
    public CertKeyChoice Read(ParseResult parse)
    {
        var data = GlobalOptions.DataFolder(parse);
        var node = LocalNode.IdOf(data);
        var use = parse.GetRequiredValue(_use) switch
        {
            "tls" => KeyUse.Tls,
            "node-seal" => KeyUse.NodeSeal,
            _ => KeyUse.Agency,
        };
        var agency = parse.GetValue(_agency);
        if (use == KeyUse.Agency != agency is not null)
        {
            throw CliFailureException.Usage("--agency đi cùng, và chỉ đi cùng, --use agency.", "Ví dụ: --use agency --agency H99.21.31.");
        }

        var code = default(OrganId);
        if (agency is not null && !OrganId.TryParse(agency, out code))
        {
            throw CliFailureException.Usage($"'{agency}' không phải mã định danh cơ quan.");
        }

        var snapshot = new DirectoryFolder(data).Open().Snapshot;
        var owned = use != KeyUse.Agency || snapshot.FindAgency(code)?.Host == node;
        var folder = new KeyFolder(Path.Combine(data, "keys"), TokenProgramCommand.OfThisProgram, TimeProvider.System);
        return new CertKeyChoice(
            data,
            node,
            new NextKey(folder, node, TimeProvider.System),
            use,
            use == KeyUse.Agency ? code.Value : node.Value,
            use == KeyUse.Agency ? snapshot.FindAgency(code)?.Name : null,
            parse.GetValue(_keyType) switch
            {
                "rsa" => SignatureAlgorithm.RsaSha256,
                "p256" => SignatureAlgorithm.EcdsaP256Sha256,
                _ => null,
            },
            parse.GetValue(_token) is { } uri ? TokenUri.Parse(uri) : null,
            parse.GetValue(_pinFile),
            owned);
    }
}

/// <summary>Which key, read and checked. <c>IsOwn</c>: the directory says that the owner is this node or an agency hosted here.</summary>
internal sealed record CertKeyChoice(
    string Data, NodeId Node, NextKey Next, KeyUse Use, string Owner, string? Organization, SignatureAlgorithm? Algorithm, TokenUri? Token, string? PinFile, bool IsOwn)
{
    /// <summary>Makes the pending key and its request.</summary>
    public (KeyFile File, string Request) Make() => Next.Make(Use, Owner, Organization, Algorithm, Token, PinFile);
}
