namespace Axis.Core.Edxml.Files;

/// <summary>How file names, labels and packing belong together on the wire (edXML §7.2, W07).</summary>
public static class FileLabels
{
    /// <summary>The label that stands for "one-entry zip" or for a zip file itself.</summary>
    public const string Zip = "application/zip";

    private static readonly HashSet<string> Packages = new(StringComparer.Ordinal)
    {
        "zip", "odt", "ods", "odp", "odg", "odf", "jar", "war", "ear", "apk", "epub", "kmz", "cbz", "vsdx", "xps", "oxps", "asice", "sce",
    };

    private static readonly HashSet<string> OfficeOpenXml = new(StringComparer.Ordinal)
    {
        "docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "dotx", "xltx", "potx", "ppsx",
    };

    /// <summary>The label of a file that is carried as it is, or <c>null</c> when it is wrapped in a one-entry zip.</summary>
    public static string? RawLabel(string extension) => extension switch
    {
        "pdf" => "application/pdf",
        "doc" => "application/doc",
        "docx" => "application/docx",
        "zip" => Zip,
        _ => null,
    };

    /// <summary>The name's extension in lower case without its dot; empty when there is none.</summary>
    public static string Extension(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var file = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..].TrimEnd(' ', '.');
        var dot = file.LastIndexOf('.');
        return dot < 0 ? "" : file[(dot + 1)..].ToLowerInvariant();
    }

    /// <summary>Whether files of the extension are zip archives that nobody should unwrap.</summary>
    public static bool IsPackage(string extension) => Packages.Contains(extension);

    /// <summary>Whether files of the extension are Office Open XML packages.</summary>
    public static bool IsOfficeOpenXml(string extension) => OfficeOpenXml.Contains(extension);

    /// <summary>Whether the label says zip.</summary>
    public static bool SaysZip(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return label.Trim().ToLowerInvariant() is Zip or "application/x-zip-compressed" or "application/x-zip";
    }

    /// <summary>Whether the bytes begin like a zip archive's first entry.</summary>
    public static bool LooksZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8);

    /// <summary>
    /// What is wrong with a label, given name and bytes (T15), in Vietnamese; <c>null</c> when the three agree.
    /// </summary>
    public static string? Mismatch(string name, string label, ReadOnlySpan<byte> head)
    {
        var extension = Extension(name);
        var zip = LooksZip(head);
        if (SaysZip(label))
        {
            return !zip ? $"nhãn {Zip} nhưng nội dung không phải zip"
                : RawLabel(extension) is { } raw && raw != Zip ? $"nhãn {Zip} trên tệp .{extension}, đúng ra là {raw}"
                : null;
        }

        return zip && !IsPackage(extension) && !IsOfficeOpenXml(extension) ? "nội dung là zip nhưng nhãn không phải zip" : null;
    }
}
