using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Axis.Node.Api;

/// <summary>Title and security scheme of the OpenAPI document.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    private const string Scheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "DocAxis API",
            Version = "v1",
            Description = "Trục liên thông văn bản: gửi, nhận, theo dõi và vận hành một nút. Lỗi trả về theo RFC 9457 với mã ổn định.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Thẻ truy cập do 'axis token issue' cấp." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
