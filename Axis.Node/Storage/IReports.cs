using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>
/// The ledger as statistics count it: one fact per document, read from the rows that the exchange itself works with (OPS-01). Each is handed over and forgotten: ten
/// years of a large agency are a sum, not a list.
/// </summary>
public interface IReports
{
    /// <summary>What the agency sent.</summary>
    void Sent(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<SentFact> take);

    /// <summary>What the agency received.</summary>
    void Received(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<ReceivedFact> take);

    /// <summary>When documents on paper were entered into the agency's registers.</summary>
    void Paper(OrganId agency, DateTimeOffset from, DateTimeOffset before, Action<PaperFact> take);
}

/// <summary>One document sent.</summary>
/// <param name="At">When the node took it.</param>
/// <param name="Kind"><c>BussinessDocType</c> 0…3.</param>
/// <param name="HasSignature">With a packet signature.</param>
/// <param name="Paper">A paper copy follows.</param>
/// <param name="Recipients">Its recipients.</param>
/// <param name="Arrived">Where it has arrived.</param>
/// <param name="InTime">Where it arrived in time.</param>
/// <param name="Refused">Where it was refused.</param>
/// <param name="Failed">Where it could not be delivered.</param>
/// <param name="Dated">The day it was signed, as it says; <c>null</c> when it says none.</param>
/// <param name="Priority">Urgency 0…4.</param>
public sealed record SentFact(DateTimeOffset At, int Kind, bool HasSignature, bool Paper, int Recipients, int Arrived, int InTime, int Refused, int Failed, DateOnly? Dated, int Priority);

/// <summary>One document received.</summary>
/// <param name="At">When it was filed.</param>
/// <param name="Kind"><c>BussinessDocType</c> 0…3.</param>
/// <param name="State">Where its clerk moved it.</param>
/// <param name="RegisteredAt">When it got its số đến.</param>
/// <param name="HasNumber">Whether it has one.</param>
/// <param name="LegalValue">What its signatures were worth at reception; <c>null</c> = not judged.</param>
/// <param name="RegisterBy">Until when it was to be registered or refused; <c>null</c> when no such duty was opened.</param>
/// <param name="RegisterDone">When that was done.</param>
public sealed record ReceivedFact(DateTimeOffset At, int Kind, InboxState State, DateTimeOffset? RegisteredAt, bool HasNumber, string? LegalValue, DateTimeOffset? RegisterBy, DateTimeOffset? RegisterDone);

/// <summary>One document on paper.</summary>
/// <param name="At">When it was entered.</param>
/// <param name="Incoming">Incoming, or outgoing.</param>
/// <param name="Connected">It went to a receiver that was connected to the axis (SND-01).</param>
public sealed record PaperFact(DateTimeOffset At, bool Incoming, bool Connected);
