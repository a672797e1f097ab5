using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Axis.Cli.Joining;

/// <summary>Reads and writes the files of joining and of renewing keys. They come from another machine, so reading is strict and bounded.</summary>
public static class JoinFiles
{
    // A directory extract of a province with thousands of agencies stays well below this.
    private const long MaxBytes = 64L << 20;

    private static readonly JoinJson Json = new(new JsonSerializerOptions(((JsonSerializerContext)JoinJson.Default).Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>Writes a join request as a new file.</summary>
    public static void Write(string path, JoinRequest request)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(Bytes(request, Json.JoinRequest));
        file.Flush(flushToDisk: true);
    }

    /// <summary>A welcome as its file carries it.</summary>
    public static byte[] Bytes(Welcome welcome) => Bytes(welcome, Json.Welcome);

    /// <summary>A renewal request as its file carries it.</summary>
    public static byte[] Bytes(RenewalRequest request) => Bytes(request, Json.RenewalRequest);

    /// <summary>Reads a renewal request.</summary>
    /// <exception cref="CliFailureException">It is none.</exception>
    public static RenewalRequest ReadRenewal(string path)
    {
        var request = Read(path, Json.RenewalRequest);
        return request.Format == RenewalRequest.Kind ? request : throw Wrong(path, "yêu cầu thay khóa");
    }

    /// <summary>Reads a join request.</summary>
    /// <exception cref="CliFailureException">It is no join request.</exception>
    public static JoinRequest ReadRequest(string path)
    {
        var request = Read(path, Json.JoinRequest);
        return request.Format == JoinRequest.Kind ? request : throw Wrong(path, "yêu cầu gia nhập");
    }

    /// <summary>Reads a welcome.</summary>
    /// <exception cref="CliFailureException">It is no welcome.</exception>
    public static Welcome ReadWelcome(string path)
    {
        var welcome = Read(path, Json.Welcome);
        return welcome.Format == Welcome.Kind ? welcome : throw Wrong(path, "thư chấp nhận gia nhập");
    }

    /// <summary>Base64 of one of the files.</summary>
    /// <exception cref="CliFailureException">It is no base64.</exception>
    public static byte[] Decode(string text, string what)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw CliFailureException.Usage($"{what} trong tệp không phải base64.", "Xin lại tệp từ nơi đã gửi.");
        }
    }

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        if (!File.Exists(path))
        {
            throw CliFailureException.Usage($"Không thấy tệp {path}.", "Kiểm tra lại đường dẫn.");
        }

        if (new FileInfo(path).Length > MaxBytes)
        {
            throw CliFailureException.Usage($"Tệp {path} quá lớn.", "Kiểm tra có đúng tệp không.");
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw CliFailureException.Usage($"Tệp {path} rỗng.");
        }
        catch (JsonException e)
        {
            throw CliFailureException.Usage($"Tệp {path} không phải JSON đúng dạng{(e.LineNumber is { } line ? $" (từ dòng {line + 1})" : "")}.", "Xin lại tệp từ nơi đã gửi.");
        }
    }

    private static CliFailureException Wrong(string path, string wanted) =>
        CliFailureException.Usage($"Tệp {path} không phải là {wanted}.", "Kiểm tra có lấy nhầm tệp không.");
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(RenewalRequest))]
[JsonSerializable(typeof(Welcome))]
internal sealed partial class JoinJson : JsonSerializerContext;
