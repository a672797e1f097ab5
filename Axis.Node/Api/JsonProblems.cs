using System.Text.Json;
using Axis.Core.Contracts;

namespace Axis.Node.Api;

/// <summary>Says which field of a JSON body cannot be read, without echoing its value.</summary>
internal static class JsonProblems
{
    public static Refusal Explain(JsonException exception)
    {
        var field = exception.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
        if (exception.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            return With("FIELD_UNKNOWN", field, "Có trường không được biết đến; xem /openapi/v1.json.", "There is an unknown field; see /openapi/v1.json.");
        }

        if (exception.Message.Contains("missing required properties", StringComparison.Ordinal) || exception.Message.Contains("was missing required", StringComparison.Ordinal))
        {
            var names = Quoted(exception.Message[(exception.Message.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            return new Refusal(RefusalKind.Malformed, "FIELD_MISSING", $"Thiếu trường bắt buộc: {string.Join(", ", names)}.", $"Required fields are missing: {string.Join(", ", names)}.")
            {
                Errors = [.. names.Select(n => new FieldProblem(field is null ? n : $"{field}.{n}", "FIELD_MISSING", "Bắt buộc.", "Required."))],
            };
        }

        return field is null
            ? new Refusal(RefusalKind.Malformed, "JSON_MALFORMED", "Nội dung không phải JSON hợp lệ.", "The body is not valid JSON.")
            : With("FIELD_TYPE", field, $"Trường '{field}' không đúng kiểu dữ liệu.", $"Field '{field}' has the wrong type.");
    }

    private static Refusal With(string code, string? field, string sentence, string sentenceEn) =>
        new(RefusalKind.Malformed, code, sentence, sentenceEn) { Errors = field is null ? [] : [new FieldProblem(field, code, sentence, sentenceEn)] };

    private static string[] Quoted(string text) =>
        [.. text.Split('\'').Where(static (_, i) => i % 2 == 1).Where(static n => n.Length is > 0 and < 64 && n.All(char.IsLetterOrDigit))];
}
