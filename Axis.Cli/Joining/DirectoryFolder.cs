using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Joining;

/// <summary>The signed sections of a data folder, read and changed by hand while the node runs or not.</summary>
public sealed class DirectoryFolder
{
    private const string Extension = ".section";
    private const string KeyPrefix = "directory-";

    private readonly string _folder;
    private readonly string _keys;

    /// <param name="dataFolder">The node's data folder.</param>
    public DirectoryFolder(string dataFolder)
    {
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
    public bool HasOwnKey => Directory.EnumerateFiles(_keys, KeyPrefix + "*.p12").Any();

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
        var file = Directory.EnumerateFiles(_keys, KeyPrefix + "*.p12").Order(StringComparer.Ordinal).FirstOrDefault()
            ?? throw NoSection();
        return (Path.GetFileNameWithoutExtension(file)[KeyPrefix.Length..], SigningKeys.LoadPkcs12(file, Path.Combine(_keys, "passphrase")));
    }

    /// <summary>Checks a new version as every node will, then writes it in one step.</summary>
    /// <exception cref="CliFailureException">Nodes would refuse it.</exception>
    public void Publish(DirectoryBook book, DirectorySection section, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(section);
        if (book.Accept(section.Bytes, now) is SectionRefused refused)
        {
            throw new CliFailureException(ExitCodes.Refused, refused.Code, refused.Reason, "Phần danh bạ cũ vẫn còn nguyên; sửa yêu cầu rồi làm lại.");
        }

        PrivateFile.Replace(Path.Combine(_folder, section.Head.Section + Extension), section.Bytes.Span);
    }
}
