using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Joining;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Cli.Commands.Node;

/// <summary>What can be found out from the data folder alone, with the node stopped.</summary>
public static class LocalChecks
{
    /// <summary>A certificate has ended.</summary>
    public const string CertificateExpired = "CERTIFICATE_EXPIRED";

    /// <summary>A certificate ends soon.</summary>
    public const string CertificateEnds = "CERTIFICATE_ENDS";

    /// <summary>The node waits for its parent's answer.</summary>
    public const string NotJoined = "NOT_JOINED";

    /// <summary>What <see cref="NotJoined"/> says.</summary>
    public const string NotJoinedSentence = "Nút đã có khóa nhưng chưa gia nhập.";

    private const long LittleSpace = 1L << 30;
    private const int WarnDays = 30;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>All checks.</summary>
    public static IEnumerable<Finding> Run(NodeFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (ForeignFile.IsDenied(folder.Settings))
        {
            return [Error("NO_ACCESS", $"Tài khoản đang chạy lệnh không được đọc {folder.Settings}: chỉ tài khoản của nút vào được thư mục này.", ForeignFile.Advice)];
        }

        if (!File.Exists(folder.Settings))
        {
            return [Error("NO_NODE", $"Thư mục {folder.Root} chưa có nút.", "Chỉ đúng thư mục bằng --data, hoặc tạo nút bằng 'axis node init'.")];
        }

        if (!File.Exists(Path.Combine(folder.Directory, RootKeyFile.Name)))
        {
            return [Error(NotJoined, NotJoinedSentence, NotJoinedAdvice(folder))];
        }

        return
        [
            .. Guarded(folder, Permissions),
            .. Guarded(folder, Space),
            .. System.IO.Directory.Exists(folder.Keys) ? Guarded(folder, KeyFiles) : [Error("KEYS_MISSING", $"Không có thư mục khóa {folder.Keys}.", "Khôi phục keys/ từ bản sao lưu khóa; không còn bản nào thì tạo nút mới và xin gia nhập lại.")],
            .. Guarded(folder, Sections),
            .. Writable(folder),
        ];
    }

    // A check that cannot be made is a finding; the others are made all the same.
    private static List<Finding> Guarded(NodeFolder folder, Func<NodeFolder, IEnumerable<Finding>> check)
    {
        try
        {
            return [.. check(folder)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Error("NOT_READABLE", $"Không đọc hết được {folder.Root}: {e.Message}", ForeignFile.Advice + "; kiểm tra chủ sở hữu và ổ đĩa.")];
        }
    }

    /// <summary>What to do about <see cref="NotJoined"/>.</summary>
    public static string NotJoinedAdvice(NodeFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return $"Gửi {folder.JoinRequest} cho cấp trên, nhận lại welcome.json, rồi chạy: axis node join welcome.json --data {folder.Root} --fingerprint \"…\" (đọc qua điện thoại).";
    }

    private static IEnumerable<Finding> Permissions(NodeFolder folder)
    {
        if (OperatingSystem.IsWindows())
        {
            yield break;
        }

        foreach (var path in new[] { folder.Root, folder.Keys }.Where(System.IO.Directory.Exists))
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
            {
                yield return Warning("OPEN_FOLDER", $"Người dùng khác của máy vào được {path}.", $"chmod 700 {path}");
            }
        }

        foreach (var path in (System.IO.Directory.Exists(folder.Keys) ? System.IO.Directory.EnumerateFiles(folder.Keys) : []).Append(Path.Combine(folder.Root, "operator.token")).Where(File.Exists))
        {
            if ((File.GetUnixFileMode(path) & Others) != 0)
            {
                yield return Error("EXPOSED_SECRET", $"Người khác đọc được tệp bí mật {path}.", $"chmod 600 {path}; nếu nghi đã lộ: {KeyFileException.IfExposed} Thẻ truy cập thì thu hồi.");
            }
        }
    }

    private static IEnumerable<Finding> Space(NodeFolder folder)
    {
        var drive = new DriveInfo(folder.Root);
        if (drive.AvailableFreeSpace < LittleSpace)
        {
            yield return Warning(
                "DISK_LOW",
                $"Ổ đĩa chứa {folder.Root} chỉ còn {Output.Sizes.Format(drive.AvailableFreeSpace)}.",
                "Dọn hoặc mở rộng ổ đĩa; khi đầy, nút ngừng nhận (không mất gì) và tự chạy lại khi có chỗ.");
        }
    }

    private static IEnumerable<Finding> KeyFiles(NodeFolder folder)
    {
        var keys = new KeyFolder(folder.Keys, TokenProgramCommand.OfThisProgram, TimeProvider.System);
        var files = keys.List();
        foreach (var use in new[] { KeyUse.Tls, KeyUse.NodeSeal }.Where(u => !files.Any(f => f.Use == u && !f.Pending)))
        {
            yield return Error("KEY_MISSING", $"Không có khóa {KeyFile.NameOf(use, "", "")} trong {folder.Keys}.", "Khôi phục từ bản sao lưu khóa, hoặc tạo khóa mới và xin gia nhập lại.");
        }

        foreach (var file in files)
        {
            if (KeyFinding(keys, files, file) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static Finding? KeyFinding(KeyFolder folder, IReadOnlyList<KeyFile> files, KeyFile file)
    {
        try
        {
            if (file.Pending)
            {
                return new Finding("KEY_PENDING", "info", $"Khóa {file.Path} đang chờ chứng thư.", "Nút tự nhận chứng thư khi danh bạ công bố; hoặc nhận bằng 'axis cert import'.");
            }

            using var key = folder.Load(file);
            var days = (key.Certificate.NotAfter.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime).TotalDays;
            var until = key.Certificate.NotAfter.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
            // A key that was replaced stays in the folder until somebody takes it away; its end concerns nobody.
            var replaced = files.Any(f => f != file && !f.Pending && (f.Use, f.Owner) == (file.Use, file.Owner) && string.CompareOrdinal(f.Label, file.Label) > 0);
            return replaced || days >= WarnDays ? null
                : days < 0 ? Error(CertificateExpired, $"Chứng thư của {file.Path} đã hết hạn ngày {until}.", "Thay khóa: axis cert renew.")
                : Warning(CertificateEnds, $"Chứng thư của {file.Path} hết hạn ngày {until}.", "Thay khóa trước ngày đó: axis cert renew.");
        }
        catch (KeyFileException e)
        {
            return Error(e.Code, e.Message, e.Action);
        }
    }

    private static IEnumerable<Finding> Sections(NodeFolder folder)
    {
        if (!System.IO.Directory.Exists(folder.Directory) || !System.IO.Directory.EnumerateFiles(folder.Directory, "*.section").Any())
        {
            yield return Error("NO_DIRECTORY", "Nút chưa có danh bạ.", "Gia nhập bằng 'axis node join welcome.json', hoặc chép các tệp .section từ bản sao lưu.");
        }
    }

    private static IEnumerable<Finding> Writable(NodeFolder folder)
    {
        var probe = Path.Combine(folder.Root, ".doctor-" + Guid.NewGuid().ToString("N"));
        Finding? finding = null;
        try
        {
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            finding = Error("NOT_WRITABLE", $"Không ghi được vào {folder.Root}: {e.Message}", "Kiểm tra chủ sở hữu thư mục, ổ đĩa đầy hoặc bị gắn chỉ đọc.");
        }

        if (finding is not null)
        {
            yield return finding;
        }
    }

    private static Finding Error(string code, string text, string advice) => new(code, "error", text, advice);

    private static Finding Warning(string code, string text, string advice) => new(code, "warning", text, advice);
}
