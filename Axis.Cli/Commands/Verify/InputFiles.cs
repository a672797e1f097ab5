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
                files.AddRange(Existing([path]));
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

    /// <summary>Whether the file begins like JSON; names are not believed.</summary>
    public static bool IsJson(string path)
    {
        using var file = File.OpenRead(path);
        int b;
        while ((b = file.ReadByte()) is ' ' or '\t' or '\r' or '\n')
        {
            // White space before the value.
        }

        return b is '{' or '[';
    }
}
