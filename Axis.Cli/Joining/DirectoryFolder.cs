using Axis.Cli.Commands.Node;
using Axis.Cli.Secrets;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Joining;

/// <summary>The signed sections of a data folder, read and changed by hand while the node runs or not.</summary>
public sealed class DirectoryFolder
{
    private const string Extension = ".section";
    private const string KeyPrefix = "directory-";

    private readonly string _data;
    private readonly string _folder;
    private readonly string _keys;

    /// <param name="dataFolder">The node's data folder.</param>
    public DirectoryFolder(string dataFolder)
    {
        _data = dataFolder;
        _folder = Path.Combine(dataFolder, "directory");
        _keys = Path.Combine(dataFolder, "keys");
        RootKey = RootKeyFile.Read(_folder);
    }

    /// <summary>SubjectPublicKeyInfo of the root's key as this node believes it.</summary>
    public ReadOnlyMemory<byte> RootKey { get; }

    /// <summary>All section files, checked against the root's key.</summary>
    /// <exception cref="CliFailureException">One does not hold.</exception>
    public DirectoryBook Open()
    {
        var book = new DirectoryBook(RootKey);
        var refused = book.Restore(Directory.EnumerateFiles(_folder, "*" + Extension).Select(static f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f)));
        return refused.Count == 0
            ? book
            : throw new CliFailureException(ExitCodes.Refused, refused[0].Code, refused[0].Reason, $"Kiểm tra các tệp trong {_folder}.");
    }

    /// <summary>The sections in force, the root's first.</summary>
    public static IReadOnlyList<DirectorySection> SectionsOf(DirectoryBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return
        [
            .. book.Snapshot.Sections.Keys.OrderBy(static n => n != SectionHead.RootName).ThenBy(static n => n, StringComparer.Ordinal)
                .Select(n => book.Find(n)).OfType<DirectorySection>(),
        ];
    }

    /// <summary>Whether this node keeps a section.</summary>
    public bool HasOwnKey => OwnSection is not null;

    /// <summary>The section that this node keeps; <c>null</c> when it keeps none. Its key is not opened.</summary>
    public string? OwnSection => Directory.EnumerateFiles(_keys, KeyPrefix + "*.p12").Order(StringComparer.Ordinal).Select(static f => Path.GetFileNameWithoutExtension(f)[KeyPrefix.Length..]).FirstOrDefault();

    /// <summary>The node keeps no section, so it signs nothing into the directory.</summary>
    public static CliFailureException NoSection() => new(
        ExitCodes.Refused,
        "NO_SECTION",
        "Nút này không quản lý phần danh bạ nào nên không nhận nút khác được.",
        "Chạy lệnh ở nút cấp trên có khóa danh bạ (keys/directory-….p12). Muốn nút này tự quản lý phần của cấp dưới: tạo nút bằng 'axis node init … --section <tên>' rồi xin cấp trên giao phần đó.");

    /// <summary>The section that this node keeps, and its key.</summary>
    /// <exception cref="CliFailureException">It keeps none, or its key cannot be used.</exception>
    public (string Section, LocalSigningKey Key) OwnKey()
    {
        var section = OwnSection ?? throw NoSection();
        return (section, Open(Path.Combine(_keys, KeyPrefix + section + ".p12")));
    }

    // The key of a section may lie apart from its passphrase, which its keeper then types.
    private LocalSigningKey Open(string file)
    {
        var passphrase = Path.Combine(_keys, "passphrase");
        return File.Exists(passphrase) || !SecretPrompt.OfConsole.CanAsk
            ? SigningKeys.LoadPkcs12(file, passphrase)
            : SigningKeys.OpenPkcs12(file, SecretPrompt.OfConsole.Ask($"Mật khẩu của khóa danh bạ {Path.GetFileName(file)}"));
    }

    /// <summary>
    /// Checks a new version as every node will, then writes it in one step. Two versions of one number would part the network for ever, so it must follow what lies
    /// here at this moment, and what the node has accepted.
    /// </summary>
    /// <exception cref="CliFailureException">Nodes would refuse it, or it does not follow the newest.</exception>
    public void Publish(DirectoryBook book, DirectorySection section, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(section);
        var name = section.Head.Section;
        var file = Path.Combine(_folder, name + Extension);
        using var turn = ExclusiveFile.TryTake(Path.Combine(_folder, "publish.lock"))
            ?? throw new CliFailureException(ExitCodes.Refused, "DIRECTORY_BUSY", "Một lệnh khác đang ký danh bạ trong thư mục này.", "Chờ lệnh đó xong rồi chạy lại.");
        var held = book.Find(name);
        if (!(File.Exists(file) ? File.ReadAllBytes(file) : []).AsSpan().SequenceEqual(held is null ? [] : held.Bytes.Span))
        {
            throw new CliFailureException(ExitCodes.Refused, "DIRECTORY_CHANGED", $"Trong lúc chạy, một lệnh khác đã ký bản mới của phần danh bạ '{name}'; chưa có gì được công bố.", "Chạy lại lệnh này.");
        }

        if (StoredSections.Newest(_data, name) is { } stored && stored.Version > (held?.Head.Version ?? 0))
        {
            throw CatchUp(file, name, stored.Version, stored.Bytes, now);
        }

        if (book.Accept(section.Bytes, now) is SectionRefused refused)
        {
            throw new CliFailureException(ExitCodes.Refused, refused.Code, refused.Reason, "Phần danh bạ cũ vẫn còn nguyên; sửa yêu cầu rồi làm lại.");
        }

        PrivateFile.Replace(file, section.Bytes.Span);
    }

    // The folder is an old copy that was put back: what it would sign, others have under the same number with other content.
    private CliFailureException CatchUp(string file, string name, long version, ReadOnlyMemory<byte> newest, DateTimeOffset now)
    {
        if (Open().Accept(newest, now) is SectionRefused refused)
        {
            return new CliFailureException(
                ExitCodes.Refused,
                "DIRECTORY_FORKED",
                $"Phần danh bạ '{name}' ở đây và bản {version} mà nút đang dùng không cùng một dãy: {refused.Reason}",
                "Chưa có gì được công bố. Giữ nguyên cả hai bản, báo người quản lý danh bạ gốc.");
        }

        PrivateFile.Replace(file, newest.Span);
        return new CliFailureException(
            ExitCodes.Refused,
            "DIRECTORY_BEHIND",
            $"Thư mục directory/ giữ bản cũ của phần danh bạ '{name}' (được khôi phục?), nút đã dùng bản {version}. Đã chép bản {version} từ kho của nút vào directory/; chưa ký gì.",
            "Kiểm tra bằng 'axis directory diff' nếu cần, rồi chạy lại lệnh này.");
    }
}
