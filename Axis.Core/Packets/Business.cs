using Axis.Core.Agencies;

namespace Axis.Core.Packets;

/// <summary>The business kind of a document packet (<c>Bussiness</c>, edXML §5.3, §10). Closed: four kinds.</summary>
public abstract record Business
{
    private protected Business()
    {
    }

    /// <summary><c>BussinessDocType</c> 0…3.</summary>
    public abstract int DocType { get; }

    /// <summary><c>BussinessDocReason</c>; required for kinds 1–3 (RCL-12).</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a paper copy follows.</summary>
    public bool Paper { get; init; }

    /// <summary><c>Bussiness/DocumentId</c>: the document that is changed (kinds 1 and 2).</summary>
    public string? TargetDocumentId { get; init; }

    /// <summary>The clerks who act.</summary>
    public IReadOnlyList<StaffInfo> Staff { get; init; } = [];
}

/// <summary>Văn bản mới.</summary>
public sealed record NewDocument : Business
{
    /// <inheritdoc/>
    public override int DocType => 0;
}

/// <summary>Thu hồi; the documents recalled stand in <see cref="DocumentMessage.ResponseFor"/>.</summary>
public sealed record Recall : Business
{
    /// <inheritdoc/>
    public override int DocType => 1;
}

/// <summary>Cập nhật.</summary>
public sealed record Update : Business
{
    /// <inheritdoc/>
    public override int DocType => 2;

    /// <summary>Metadata or content changed.</summary>
    public bool DocumentInfo { get; init; }

    /// <summary>The list of receivers changed.</summary>
    public bool DocumentReceiver { get; init; }

    /// <summary>Receivers removed or added.</summary>
    public IReadOnlyList<ReceiverChange> Receivers { get; init; } = [];

    /// <summary>Whether the update takes the agency off the list of receivers, under either of the codes (RCL-09).</summary>
    public bool Removes(OrganId addressed, OrganId code) => Receivers.Any(r => !r.Added && (r.OrganId == addressed || r.OrganId == code));

    /// <summary>Whether the update brings the document to an agency that did not get it before.</summary>
    public bool Adds(OrganId addressed, OrganId code) => Receivers.Any(r => r.Added && (r.OrganId == addressed || r.OrganId == code));
}

/// <summary>Thay thế.</summary>
public sealed record Replacement : Business
{
    /// <inheritdoc/>
    public override int DocType => 3;

    /// <summary>The documents replaced, each with the agencies for which it is.</summary>
    public IReadOnlyList<ReplacedDocument> Replaced { get; init; } = [];
}

/// <summary>One receiver removed (<c>ReceiverType</c> 0) or added (1).</summary>
public sealed record ReceiverChange(OrganId OrganId, bool Added);

/// <summary>One replaced document.</summary>
public sealed record ReplacedDocument(string DocumentId, IReadOnlyList<OrganId> Agencies);
