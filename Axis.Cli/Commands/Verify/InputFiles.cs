using Axis.Signing.Offline;

namespace Axis.Cli.Commands.Verify;

/// <summary>Files named on a command line.</summary>
public static class InputFiles
{
    private static readonly string[] Kinds = [".edxml", ".xml", ".json", ".xades", ".xsig", ".pdf"];

    /// <summary>Files as given; a folder stands for the packets and receipts in it, in order of name.</summary>
    /// <exception cref="CliFailureException">One is not there, or a folder holds none.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(Readable(Existing([path])[0]));
                continue;
            }

            var found = Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(static f => Kinds.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .ToArray();
            files.AddRange(found.Length > 0 ? found : throw CliFailureException.Usage($"Thư mục {path} không có tệp .edxml, .xml, .xades, .xsig, .pdf hay .json."));
        }

        return files;
    }

    /// <summary>The files, each of which exists.</summary>
    public static IReadOnlyList<string> Existing(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.FirstOrDefault(static f => !File.Exists(f)) is { } missing
            ? throw CliFailureException.Usage($"Không thấy tệp '{missing}'.", "Kiểm tra lại đường dẫn.")
            : files;
    }

    // A folder may hold anything, and each file in it gets its line; a file named by itself that cannot be one is a slip of the person who named it.
    private static string Readable(string path)
    {
        if (new FileInfo(path).Length == 0)
        {
            throw CliFailureException.Usage($"Tệp '{path}' rỗng, hoặc không phải tệp thường: không có gì để kiểm tra.", "Chép hoặc tải lại tệp rồi kiểm tra lại.");
        }

        return !IsEvidence(path) ? path : throw CliFailureException.Usage(
            $"'{path}' là hồ sơ bằng chứng (ASiC-E), có lệnh kiểm tra riêng.",
            $"Chạy: axis evidence verify '{path}' --root-fingerprint DẤU-VÂN-TAY, với dấu vân tay đã công bố của khóa gốc danh bạ.");
    }

    private static bool IsEvidence(string path)
    {
        using var file = File.OpenRead(path);
        return FileKinds.IsEvidence(file);
    }

    /// <summary>Whether the file begins like JSON; names are not believed.</summary>
    public static bool IsJson(string path)
    {
        using var file = File.OpenRead(path);
        return FileKinds.IsJson(file);
    }
}
