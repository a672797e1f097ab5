namespace Axis.Core.Contracts;

/// <summary>A document that waits for a signature made elsewhere.</summary>
public sealed record PreparedView
{
    /// <summary>For the second call (UUIDv7).</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the sending agency.</summary>
    public required string Agency { get; init; }

    /// <summary>Số/ký hiệu reserved for it.</summary>
    public required string Code { get; init; }

    /// <summary>The document's identifier.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Trích yếu.</summary>
    public required string Subject { get; init; }

    /// <summary>Codes of the receiving agencies.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<PreparedFile> Files { get; init; }

    /// <summary>XMLDSig signature algorithm URI.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Name in the certificate whose key has to sign.</summary>
    public required string Signer { get; init; }

    /// <summary>SHA-256 of that certificate.</summary>
    public required string Certificate { get; init; }

    /// <summary>Who prepared it; <c>null</c> when that account or token is gone.</summary>
    public string? Maker { get; init; }

    /// <summary>When it was prepared.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>After which its number is voided, visibly.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the clerk should know.</summary>
    public required IReadOnlyList<Warning> Warnings { get; init; }
}

/// <summary>A file of a prepared document.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record PreparedFile(string Name, long Size);
