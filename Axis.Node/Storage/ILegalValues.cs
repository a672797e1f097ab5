using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Judgements of documents by the signatures in their PDFs, and what is still to be judged.</summary>
public interface ILegalValues
{
    /// <summary>Asks for a judgement; a repeat changes nothing.</summary>
    void Demand(Digest packet, DateTimeOffset due);

    /// <summary>What is due, longest due first.</summary>
    IReadOnlyList<LegalValueDue> Due(DateTimeOffset now, int limit);

    /// <summary>Puts a demand off.</summary>
    void Postpone(Digest packet, DateTimeOffset due, int attempts);

    /// <summary>The demand is met.</summary>
    void Settle(Digest packet);

    /// <summary>Keeps a judgement beside the earlier ones.</summary>
    void Add(LegalValueRow row);

    /// <summary>All judgements of a packet, oldest first.</summary>
    IReadOnlyList<LegalValueRow> ListFor(Digest packet);
}
