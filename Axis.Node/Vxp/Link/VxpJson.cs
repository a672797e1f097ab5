using System.Text.Json.Serialization;

namespace Axis.Node.Vxp.Link;

/// <summary>JSON without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class VxpJson : JsonSerializerContext;
