using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Axis.Cli.Secrets;
using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Joining;

/// <summary>Makes the next key of a node in its folder, in a file or by naming one on a token, and the request for its certificate.</summary>
/// <param name="folder">The folder of keys.</param>
/// <param name="node">This node.</param>
/// <param name="time">The clock.</param>
public sealed class NextKey(KeyFolder folder, NodeId node, TimeProvider time)
{
    /// <summary>Who is asked for a PIN that no file gives.</summary>
    public SecretPrompt Prompt { get; init; } = SecretPrompt.OfConsole;

    /// <summary>The pending key of the use and owner and its certificate request; one that waits already is used again, so that a lost request can be made anew.</summary>
    /// <param name="use">Tls, NodeSeal or Agency.</param>
    /// <param name="owner">Node name or agency code.</param>
    /// <param name="organization">Name of the agency, if known.</param>
    /// <param name="algorithm">For a new key in a file; <c>null</c> = that of the key in force.</param>
    /// <param name="token">The key on a token; <c>null</c> for a file.</param>
    /// <param name="pinFile">PIN file of the token; <c>null</c>: somebody at the terminal is asked.</param>
    /// <exception cref="KeyFileException">A file cannot be read or written.</exception>
    public (KeyFile File, string Request) Make(KeyUse use, string owner, string? organization, SignatureAlgorithm? algorithm, TokenUri? token, string? pinFile)
    {
        var profile = new CertificateProfile(use, owner, organization);
        if (token is not null)
        {
            return OnToken(use, owner, profile, token, pinFile);
        }

        var file = folder.List().FirstOrDefault(f => f is { Pending: true, Kind: KeyFileKind.Pem } && Is(f, use, owner))
            ?? folder.Make(use, Stored(use, owner), Label(), algorithm ?? Current(use, owner)?.Algorithm ?? SignatureAlgorithm.EcdsaP256Sha256);
        using var key = folder.OpenPending(file);
        return (file, SigningRequests.Create(key, profile));
    }

    /// <summary>Refuses when no key in force could vouch for a next one: asked before <see cref="Make"/>, so that nothing is left behind.</summary>
    /// <exception cref="CliFailureException">There is none.</exception>
    public void RequireCurrent(KeyUse use, string owner)
    {
        using var current = Current(use, owner) ?? throw NoCurrent(owner);
    }

    /// <summary>The newest key that has a certificate and has not expired; <c>null</c> when there is none. The caller does not dispose it before signing.</summary>
    public ISigningKey? Current(KeyUse use, string owner)
    {
        var now = time.GetUtcNow();
        ISigningKey? newest = null;
        foreach (var file in folder.List().Where(f => !f.Pending && Is(f, use, owner)))
        {
            var key = folder.Load(file);
            if (key.Certificate.NotAfter > now && key.Certificate.NotBefore <= now && (newest is null || key.Certificate.NotBefore > newest.Certificate.NotBefore))
            {
                newest?.Dispose();
                newest = key;
            }
            else
            {
                key.Dispose();
            }
        }

        return newest;
    }

    /// <summary>The request as the keeper of the directory wants it: vouched for by the key in force.</summary>
    /// <exception cref="CryptographicException">The key in force does not sign.</exception>
    public RenewalKey Vouch(KeyUse use, string owner, string request, DateTimeOffset startsAt, bool lostKey)
    {
        var bare = new RenewalKey(use, owner, request, startsAt, null, null);
        if (lostKey)
        {
            return bare;
        }

        using var current = Current(use, owner) ?? throw NoCurrent(owner);
        var named = bare with { CurrentCertificate = Digest.Of(current.Certificate.RawDataMemory.Span).ToString() };
        return named with { Proof = Convert.ToBase64String(current.Sign(named.Statement())) };
    }

    private (KeyFile File, string Request) OnToken(KeyUse use, string owner, CertificateProfile profile, TokenUri token, string? pinFile)
    {
        if (use == KeyUse.Tls)
        {
            throw CliFailureException.Usage("Khóa kết nối (tls) phải nằm trong tệp.", "Bỏ --token cho khóa này.");
        }

        if (pinFile is null && !Prompt.CanAsk)
        {
            throw CliFailureException.Usage("Cần --pin-file: tệp mà dòng đầu là mã PIN của thiết bị, chỉ chủ tệp đọc được.", "Tạo tệp bằng: install -m 600 /dev/null tệp.pin, rồi ghi mã PIN vào tệp.");
        }

        var pin = pinFile is null ? Prompt.Ask("Mã PIN của thiết bị ký số") : PassphraseFile.Read(pinFile);
        using var key = TokenRequestKey.Open(TokenProgramCommand.OfThisProgram, token, pin, time);
        var name = Path.Combine(folder.Path, KeyFile.NameOf(use, Stored(use, owner), Label()));
        if (pinFile is null)
        {
            // The node signs by itself, also after a restart at night: it needs the PIN that somebody typed once. Kept only when the token took it.
            pinFile = name + ".pin";
            PrivateFile.Create(pinFile, Encoding.UTF8.GetBytes(pin + "\n"));
        }

        var path = name + KeyFile.PendingExtension(KeyFileKind.Token);
        TokenKeyFile.Create(path, token, Path.GetFullPath(pinFile), key.PublicKey.ExportSubjectPublicKeyInfo());
        return (KeyFile.Of(path)!, SigningRequests.Create(key, profile));
    }

    private bool Is(KeyFile file, KeyUse use, string owner) => file.Use == use && (file.Owner == owner || (file.Owner.Length == 0 && owner == node.Value));

    private static string Stored(KeyUse use, string owner) => use is KeyUse.Tls or KeyUse.NodeSeal ? "" : owner;

    private string Label() => time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    private static CliFailureException NoCurrent(string owner) => new(
        ExitCodes.Refused,
        "NO_CURRENT_KEY",
        $"Không có khóa nào của {owner} còn hạn để bảo đảm cho khóa mới.",
        "Kiểm tra mã ở --agency ('axis cert list'). Nếu khóa cũ đã mất hoặc hết hạn: thêm --lost-key, rồi liên hệ người quản lý danh bạ qua kênh khác.");
}
