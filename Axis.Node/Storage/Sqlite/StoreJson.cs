using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Agencies;

namespace Axis.Node.Storage.Sqlite;

/// <summary>JSON of the columns that hold lists and facts for people. Vietnamese is written as itself, not escaped.</summary>
[JsonSerializable(typeof(PacketFacts))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(string[][]))]
internal sealed partial class StoreJson : JsonSerializerContext
{
    private static readonly StoreJson Plain = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        // Safe: these columns are never put into HTML unescaped; the default encoder would write every diacritic as six characters.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(PacketFacts facts) => JsonSerializer.Serialize(facts, Plain.PacketFacts);

    public static PacketFacts ReadFacts(string json) => JsonSerializer.Deserialize(json, Plain.PacketFacts) ?? throw Broken();

    public static string Write(IReadOnlyList<string> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize([.. list], Plain.StringArray);

    public static string[] ReadTexts(string json) => json == "[]" ? [] : JsonSerializer.Deserialize(json, Plain.StringArray) ?? throw Broken();

    public static string Write(IReadOnlyList<OrganId> list) => Write([.. list.Select(static o => o.Value)]);

    public static OrganId[] ReadOrgans(string json) => [.. ReadTexts(json).Select(OrganId.Parse)];

    public static string Write(IReadOnlyList<NodeId> list) => Write([.. list.Select(static n => n.Value)]);

    public static NodeId[] ReadNodes(string json) => [.. ReadTexts(json).Select(NodeId.Parse)];

    public static string Write(IReadOnlyList<DeliveryRecipient> list) =>
        JsonSerializer.Serialize([.. list.Select(static r => new[] { r.Addressed.Value, r.Delivered.Value })], Plain.StringArrayArray);

    public static DeliveryRecipient[] ReadRecipients(string json) =>
        [.. (JsonSerializer.Deserialize(json, Plain.StringArrayArray) ?? throw Broken()).Select(static r => new DeliveryRecipient(OrganId.Parse(r[0]), OrganId.Parse(r[1])))];

    private static InvalidDataException Broken() => new("A JSON column holds null.");
}
