using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Contracts;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>What the form sends.</summary>
/// <param name="Document">The document, as the API takes it.</param>
/// <param name="Uploads">Its files, uploaded before.</param>
/// <param name="Key">Made with the page, so that pressing twice sends once.</param>
internal sealed record ComposeRequest(SubmitDocument Document, IReadOnlyList<Guid> Uploads, string Key)
{
    /// <summary>As strict as the API's own reading.</summary>
    public static JsonSerializerOptions Reading { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        MaxDepth = 16,
    };
}
