using System.Globalization;

namespace Axis.Core.Registers;

/// <summary>CSV (RFC 4180) that office programs open as it is: UTF-8 with a mark in front, one record a line, and no cell that a program would take for a formula.</summary>
public static class CsvText
{
    /// <summary>What the file begins with, so that its letters are read as UTF-8.</summary>
    public const char ByteOrderMark = '\ufeff';

    /// <summary>One record with its line end.</summary>
    public static string Record(IEnumerable<string> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static string Cell(string text)
    {
        // A cell that begins like a formula would be run by the program that opens the file; an apostrophe keeps it text. Plain numbers stay numbers.
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)
            ? "'" + text
            : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }
}
