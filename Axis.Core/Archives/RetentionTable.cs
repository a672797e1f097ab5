using System.Text.Json;

namespace Axis.Core.Archives;

/// <summary>
/// How long which kind of record is kept (ARC-08): a table that the agency fills in from the text in force and its own decision; the product knows no figures. JSON:
/// <c>{ "source": "TT 10/2022/TT-BNV; QĐ 12/QĐ-UBND", "records": { "Sổ đăng ký văn bản đi": "05" } }</c>.
/// </summary>
public sealed class RetentionTable
{
    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 1024 * 1024;

    private readonly SortedDictionary<string, RetentionPeriod> _records;

    private RetentionTable(string source, SortedDictionary<string, RetentionPeriod> records) => (Source, _records) = (source, records);

    /// <summary>No record.</summary>
    public static RetentionTable Empty { get; } = new("", []);

    /// <summary>The texts that the figures are taken from.</summary>
    public string Source { get; }

    /// <summary>Kinds of records with their periods.</summary>
    public IReadOnlyDictionary<string, RetentionPeriod> Records => _records;

    /// <summary>Reads the file's bytes.</summary>
    /// <exception cref="FormatException">A Vietnamese sentence on what is wrong.</exception>
    public static RetentionTable Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            var records = new SortedDictionary<string, RetentionPeriod>(StringComparer.OrdinalIgnoreCase);
            foreach (var record in document.RootElement.GetProperty("records").EnumerateObject())
            {
                if (record.Name.Trim().Length is 0 or > 200 || !RetentionPeriod.TryParse(record.Value.GetString(), out var retention) || !records.TryAdd(record.Name.Trim(), retention))
                {
                    throw new FormatException($"Loại hồ sơ '{record.Name}' phải có tên riêng, dài đến 200 ký tự, và mã 01 đến 06, hoặc 07:số năm.");
                }
            }

            return new RetentionTable(document.RootElement.GetProperty("source").GetString() ?? "", records);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"Tệp phải là JSON có \"source\" và \"records\": {e.Message}", e);
        }
    }
}
