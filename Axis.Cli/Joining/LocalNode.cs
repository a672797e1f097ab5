using System.Text.Json;
using Axis.Core.Agencies;

namespace Axis.Cli.Joining;

/// <summary>Which node a data folder is, by its own settings.</summary>
public static class LocalNode
{
    /// <summary>The node's name.</summary>
    /// <exception cref="CliFailureException">There is no node in the folder, or its settings cannot be read.</exception>
    public static NodeId IdOf(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "appsettings.json");
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage($"Thư mục {dataFolder} chưa có nút.", "Chỉ đúng thư mục dữ liệu bằng --data.");
        }

        try
        {
            using var settings = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (settings.RootElement.TryGetProperty("Node", out var node) && node.TryGetProperty("Id", out var id) && NodeId.TryParse(id.GetString(), out var name))
            {
                return name;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw CliFailureException.Usage($"{path} không đọc được: {e.Message}", "Sửa cấu hình rồi chạy lại.");
        }

        throw CliFailureException.Usage($"{path} không nêu Node:Id.", "Sửa cấu hình rồi chạy lại.");
    }
}
