using System.Buffers;
using Axis.Core.Agencies;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Node;

/// <summary>Names and rights of what lies in a node's data folder.</summary>
public sealed class NodeFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly SearchValues<char> FileNameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <param name="path">The data folder.</param>
    public NodeFolder(string path) => Root = Path.GetFullPath(path);

    /// <summary>The data folder.</summary>
    public string Root { get; }

    /// <summary>Keys and their passphrase.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>Passphrase of all key files.</summary>
    public string Passphrase => Path.Combine(Keys, "passphrase");

    /// <summary>Signed directory sections.</summary>
    public string Directory => Path.Combine(Root, "directory");

    /// <summary>The development CA, where there is one.</summary>
    public string DevelopmentCa => Path.Combine(Root, "dev-ca");

    /// <summary>Settings.</summary>
    public string Settings => Path.Combine(Root, "appsettings.json");

    /// <summary>The database.</summary>
    public string Database => Path.Combine(Root, "store", "axis.db");

    /// <summary>The request for the parent.</summary>
    public string JoinRequest => Path.Combine(Root, "join-request.json");

    /// <summary>PKCS#12 file of a key.</summary>
    public string KeyFile(KeyUse use, string owner) => Path.Combine(Keys, KeyName(use, owner) + ".p12");

    /// <summary>Private key that still waits for its certificate.</summary>
    public string PendingKeyFile(KeyUse use, string owner) => Path.Combine(Keys, KeyName(use, owner) + ".pending.pem");

    /// <summary>File of a directory section.</summary>
    public string SectionFile(string section) => Path.Combine(Directory, Checked(section) + ".section");

    /// <summary>Makes the folder and its parts, each for its owner alone.</summary>
    /// <exception cref="CliFailureException">There is a node in it already.</exception>
    public void Create()
    {
        if (File.Exists(Settings) || File.Exists(Passphrase) || File.Exists(Database))
        {
            throw new CliFailureException(
                ExitCodes.Refused, "NODE_EXISTS", $"Thư mục {Root} đã có một nút.", "Chọn thư mục khác bằng --data; lệnh này không ghi đè khóa hay cấu hình.");
        }

        foreach (var folder in new[] { Root, Keys, Path.Combine(Root, "store"), Path.Combine(Root, "packets"), Path.Combine(Root, "incoming"), Directory })
        {
            MakePrivate(folder);
        }
    }

    /// <summary>Writes what this command has made so far into place; a section file is replaced in one step.</summary>
    public void WriteSection(string section, ReadOnlySpan<byte> bytes) => PrivateFile.Replace(SectionFile(section), bytes);

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(folder);
            return;
        }

        System.IO.Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
    }

    private static string KeyName(KeyUse use, string owner) => use switch
    {
        KeyUse.Tls => "tls",
        KeyUse.NodeSeal => "node-seal",
        KeyUse.Agency => "agency-" + Checked(owner),
        KeyUse.Directory => "directory-" + Checked(owner),
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    private static string Checked(string name) =>
        name.Length is > 0 and <= 63 && !name.AsSpan().ContainsAnyExcept(FileNameCharacters) && !name.StartsWith('.')
            ? name
            : throw CliFailureException.Usage($"'{name}' không dùng làm tên tệp khóa được.", "Mã chỉ gồm chữ cái không dấu, chữ số, '.', '-' và '_'.");
}
