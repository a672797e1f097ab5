using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Console.Uploads;

namespace Axis.Node.Console.Pages.Compose;

/// <summary>What the form sends.</summary>
/// <param name="Document">The document, as the API takes it.</param>
/// <param name="Uploads">Its files, uploaded before.</param>
/// <param name="Key">Made with the page, so that pressing twice sends once.</param>
internal sealed record ComposeRequest([property: JsonRequired] SubmitDocument Document, [property: JsonRequired] IReadOnlyList<Guid> Uploads, [property: JsonRequired] string Key)
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

    /// <summary>What is wrong with it before anything is done; <c>null</c> when it may be looked at.</summary>
    /// <param name="mostFiles">Most files of a document.</param>
    public Refusal? Check(int mostFiles) =>
        !Caller.IsIdempotencyKey(Key) ? ApiRefusals.IdempotencyKey
        : Uploads.Count > mostFiles ? UploadRefusals.TooMany(mostFiles)
        : Uploads.Distinct().Count() < Uploads.Count ? UploadRefusals.Twice
        : null;
}
