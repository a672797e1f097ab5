using System.Text.Json.Serialization;
using Axis.Signing.Trust;

namespace Axis.Node.Incoming;

/// <summary>Source-generated JSON of stored verification reports.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, long>), TypeInfoPropertyName = "SectionVersions")]
internal sealed partial class VerdictJson : JsonSerializerContext;
