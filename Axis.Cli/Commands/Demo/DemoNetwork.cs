using System.Text.Json;
using System.Text.Json.Serialization;
using Axis.Core.Agencies;

namespace Axis.Cli.Commands.Demo;

/// <summary>The demonstration's network and documents, as <c>samples/four-levels/network.json</c> describes them.</summary>
/// <param name="Name">Title for people.</param>
/// <param name="ProvinceSection">Name of the directory section beside the root's.</param>
/// <param name="Nodes">The nodes, the central one first.</param>
/// <param name="Agencies">The agencies and the node that hosts each.</param>
/// <param name="Documents">What is sent and how it is answered.</param>
public sealed record DemoNetwork(
    string Name,
    string ProvinceSection,
    IReadOnlyList<DemoNode> Nodes,
    IReadOnlyList<DemoAgency> Agencies,
    IReadOnlyList<DemoDocument> Documents)
{
    /// <summary>Name of the file in the samples folder.</summary>
    public const string FileName = "network.json";

    /// <summary>Whether the directory carries the authority's revocation list; without one, verdicts wait for an OCSP responder.</summary>
    [JsonIgnore]
    public bool HasRevocationList { get; init; } = true;

    /// <summary>Reads the description.</summary>
    /// <exception cref="CliFailureException">It is not there or does not fit together.</exception>
    public static DemoNetwork Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var network = JsonSerializer.Deserialize(File.ReadAllBytes(path), DemoJson.Default.DemoNetwork)
                ?? throw CliFailureException.Usage($"Tệp {path} rỗng.");
            network.Check();
            return network;
        }
        catch (JsonException e)
        {
            throw CliFailureException.Usage($"Tệp {path} không đúng dạng: {e.Message}");
        }
    }

    /// <summary>The node that hosts an agency.</summary>
    public DemoNode HostOf(string agency) => Nodes.First(n => n.Id == Agencies.First(a => a.Code == agency).Node);

    /// <summary>The agencies hosted on a node.</summary>
    public IEnumerable<DemoAgency> AgenciesOn(string node) => Agencies.Where(a => a.Node == node);

    private void Check()
    {
        foreach (var agency in Agencies.Where(a => Nodes.All(n => n.Id != a.Node)))
        {
            throw CliFailureException.Usage($"Cơ quan {agency.Code} đặt ở nút '{agency.Node}' không có trong mạng.");
        }

        foreach (var code in Documents.SelectMany(static d => d.To.Append(d.From)).Where(c => Agencies.All(a => a.Code != c)))
        {
            throw CliFailureException.Usage($"Văn bản mẫu nhắc tới cơ quan '{code}' không có trong mạng.");
        }
    }
}

/// <summary>One node.</summary>
public sealed record DemoNode(string Id, string Name, Tier Tier, string? Parent, bool PullOnly);

/// <summary>One agency.</summary>
public sealed record DemoAgency(string Code, string Name, Tier Tier, string? Parent, string Node);

/// <summary>One document to send.</summary>
public sealed record DemoDocument
{
    public required string Key { get; init; }

    public required string From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required string CodeNumber { get; init; }

    public required string CodeNotation { get; init; }

    public required string TypeName { get; init; }

    public required string Subject { get; init; }

    public required string Place { get; init; }

    public required string SignerCompetence { get; init; }

    public required string SignerPosition { get; init; }

    public required string SignerFullName { get; init; }

    public int Priority { get; init; }

    /// <summary>Paths relative to the samples folder.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>What the receivers answer, in order.</summary>
    public required IReadOnlyList<DemoAnswer> Answers { get; init; }
}

/// <summary>One answer of a receiver.</summary>
/// <param name="Agency">Who answers.</param>
/// <param name="Code">03, 05, 06 or 02.</param>
/// <param name="ReasonCode">For 02 (RCV-02).</param>
/// <param name="Reason">Sentence for the sender.</param>
public sealed record DemoAnswer(string Agency, string Code, string? ReasonCode = null, string? Reason = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DemoNetwork))]
internal sealed partial class DemoJson : JsonSerializerContext;
