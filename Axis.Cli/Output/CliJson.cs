using System.Text.Json;
using System.Text.Json.Serialization;

namespace Axis.Cli.Output;

/// <summary>Source-generated JSON of what the command line itself prints.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(FailureJson))]
public sealed partial class CliJson : JsonSerializerContext;
