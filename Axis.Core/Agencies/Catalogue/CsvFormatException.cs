namespace Axis.Core.Agencies.Catalogue;

/// <summary>A file is no table. The message is the Vietnamese sentence for people, the line where to look.</summary>
public sealed class CsvFormatException(int line, string message) : FormatException(message)
{
    /// <summary>Line of the file, from 1.</summary>
    public int Line { get; } = line;
}
