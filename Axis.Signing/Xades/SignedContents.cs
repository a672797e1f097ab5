using Axis.Core.Edxml;
using Axis.Core.Packets;

namespace Axis.Signing.Xades;

/// <summary>
/// What the signature says about the packet besides its bytes: who, to whom, which document, which files. It survives a packet that an
/// old axis has re-spelled or added a trace header to, and then still proves which files and header fields are unaltered. Values are the texts
/// exactly as the packet writes them; <c>null</c> where the packet has no such element.
/// </summary>
public sealed record SignedContents
{
    /// <summary>Document or status.</summary>
    public required PacketKind Kind { get; init; }

    /// <summary><c>MessageHeader/DocumentId</c>.</summary>
    public string? DocumentId { get; init; }

    /// <summary><c>MessageHeader/From/OrganId</c>.</summary>
    public required string From { get; init; }

    /// <summary>Each <c>MessageHeader/To/OrganId</c>.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary><c>Code/CodeNumber</c>.</summary>
    public string? CodeNumber { get; init; }

    /// <summary><c>Code/CodeNotation</c>.</summary>
    public string? CodeNotation { get; init; }

    /// <summary><c>PromulgationInfo/PromulgationDate</c>.</summary>
    public string? PromulgationDate { get; init; }

    /// <summary>Documents answered, recalled or reported on.</summary>
    public IReadOnlyList<SignedResponse> ResponseFor { get; init; } = [];

    /// <summary><c>StatusCode</c> of a status.</summary>
    public string? StatusCode { get; init; }

    /// <summary>The files, in the order of the packet.</summary>
    public IReadOnlyList<SignedFile> Files { get; init; } = [];

    /// <summary>Takes the values from a parsed packet by absolute, namespace-checked paths.</summary>
    /// <exception cref="NativeFormException">The header or the sender is missing.</exception>
    public static SignedContents Of(ElementNode root, IReadOnlyList<SignedFile> files)
    {
        ArgumentNullException.ThrowIfNull(root);
        var header = Child(Child(Child(root, "edXMLEnvelope"), "edXMLHeader"), "MessageHeader")
            ?? throw new NativeFormException("native-shape", -1, "Gói tin không có MessageHeader.");
        var status = Text(header, "StatusCode");
        var code = Child(header, "Code");
        return new SignedContents
        {
            Kind = status is null ? PacketKind.Document : PacketKind.Status,
            DocumentId = Text(header, "DocumentId"),
            From = Text(Child(header, "From"), "OrganId") ?? throw new NativeFormException("native-shape", header.Start, "Gói tin không có From/OrganId."),
            To = [.. Named(header, "To").Select(static t => Text(t, "OrganId") ?? "")],
            CodeNumber = Text(code, "CodeNumber"),
            CodeNotation = Text(code, "CodeNotation"),
            PromulgationDate = Text(Child(header, "PromulgationInfo"), "PromulgationDate"),
            ResponseFor = [.. Named(header, "ResponseFor").Select(static r => new SignedResponse(
                Text(r, "OrganId"), Text(r, "Code"), Text(r, "DocumentId"), Text(r, "PromulgationDate")))],
            StatusCode = status,
            Files = files,
        };
    }

    private static ElementNode? Child(ElementNode? parent, string name) => parent?.Child(EdxmlNames.Namespace, name);

    private static string? Text(ElementNode? parent, string name) => Child(parent, name)?.Text;

    private static IEnumerable<ElementNode> Named(ElementNode parent, string name) =>
        parent.Children.Where(c => c.LocalName == name && c.NamespaceUri == EdxmlNames.Namespace);
}

/// <summary>One <c>ResponseFor</c> as the packet writes it.</summary>
public sealed record SignedResponse(string? OrganId, string? Code, string? DocumentId, string? PromulgationDate);

/// <summary>One file as the signature lists it.</summary>
/// <param name="Name">The name the sender gave.</param>
/// <param name="Size">Size of the decoded bytes.</param>
/// <param name="Sha256">Digest of the decoded bytes.</param>
public sealed record SignedFile(string Name, long Size, Digest Sha256);
