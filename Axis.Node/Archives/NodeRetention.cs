using Axis.Core.Archives;
using Axis.Node.Options;

namespace Axis.Node.Archives;

/// <summary>The table of periods of a node: <c>retention.json</c> in the data folder (ARC-08). The product brings none, for the figures are the agency's to decide.</summary>
public static class NodeRetention
{
    /// <summary>The file; may be missing.</summary>
    public const string FileName = "retention.json";

    /// <summary>Reads it.</summary>
    /// <exception cref="SettingsException">The file is wrong; the sentence names it and the fault.</exception>
    public static RetentionTable Load(string dataFolder)
    {
        var file = Path.Combine(dataFolder, FileName);
        if (!File.Exists(file))
        {
            return RetentionTable.Empty;
        }

        try
        {
            return new FileInfo(file).Length <= RetentionTable.MaxBytes
                ? RetentionTable.Read(File.ReadAllBytes(file))
                : throw new FormatException($"Tệp dài quá {RetentionTable.MaxBytes} byte.");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{FileName}: {e.Message}");
        }
    }
}
