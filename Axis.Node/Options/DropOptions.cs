using Axis.Core.Agencies;

namespace Axis.Node.Options;

/// <summary>Folders through which software without a client of its own sends and receives. Without a folder nothing runs.</summary>
public sealed class DropOptions : ISettings
{
    private const int MostFolders = 50;

    /// <inheritdoc/>
    public static string Section => "Drop";

    /// <summary>One folder per agency.</summary>
    public IList<DropFolderOptions> Folders { get; } = [];

    /// <summary>Seconds between two looks into the folders.</summary>
    public int ScanSeconds { get; set; } = 5;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() => Need.All(
    [
        Folders.Count <= MostFolders ? null : $"Drop:Folders có tối đa {MostFolders} thư mục.",
        .. Folders.SelectMany((folder, i) => Of(folder, $"Drop:Folders:{i}")),
        Folders.GroupBy(static f => f.Agency, StringComparer.Ordinal).FirstOrDefault(static g => g.Count() > 1) is { } twice ? $"Drop:Folders nêu cơ quan '{twice.Key}' hai lần." : null,
        Nested() is { } nested ? $"Drop:Folders: thư mục '{nested}' nằm trong (hoặc trùng với) thư mục của cơ quan khác; mỗi cơ quan cần một thư mục riêng." : null,
        Need.Between("Drop:ScanSeconds", ScanSeconds, 1, 3600),
    ]);

    private static IEnumerable<string?> Of(DropFolderOptions folder, string key)
    {
        yield return OrganId.TryParse(folder.Agency, out _) ? null : $"{key}:Agency: '{folder.Agency}' không phải mã định danh cơ quan.";
        yield return folder.Folder.Length > 0 ? null : $"{key}:Folder phải nêu thư mục trao đổi của cơ quan.";
        yield return Need.Between($"{key}:SettleSeconds", folder.SettleSeconds, 1, 86_400);
    }

    private string? Nested()
    {
        var paths = Folders.Where(static f => f.Folder.Length > 0).Select(static f => Path.TrimEndingDirectorySeparator(f.Folder.Replace('\\', '/')) + "/").Order(StringComparer.Ordinal).ToList();
        return paths.Zip(paths.Skip(1)).FirstOrDefault(static p => p.Second.StartsWith(p.First, StringComparison.Ordinal)).Second;
    }
}
