using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Numbers of outgoing documents (DOC-04…06): consecutive per agency, book and year; never reused.</summary>
public interface IRegister
{
    /// <summary>Reserves the next number of the book.</summary>
    long Reserve(OrganId agency, string book, int year, DateTimeOffset at);

    /// <summary>
    /// Enters a document under số/ký hiệu; <c>false</c> when that code of the agency and year is taken by another document (DOC-04).
    /// </summary>
    /// <param name="agency">Sender.</param>
    /// <param name="year">Year of the register.</param>
    /// <param name="code">Số/ký hiệu.</param>
    /// <param name="packet">The packet; <c>null</c> for a document on paper.</param>
    /// <param name="at">When.</param>
    /// <param name="book">Number book.</param>
    /// <param name="byHand">The number was brought, not given (DOC-06).</param>
    bool Enter(OrganId agency, int year, string code, Digest? packet, DateTimeOffset at, string book = Core.Registers.RegisterBook.Administrative, bool byHand = false);

    /// <summary>A document on paper bears a reserved number.</summary>
    void SettlePaper(OrganId agency, string book, int year, long number);

    /// <summary>Says which document bears a reserved number; <c>false</c> when the number is void by now, and nothing may be sent under it.</summary>
    bool Settle(OrganId agency, string book, int year, long number, Digest packet);

    /// <summary>A reserved number waits for a signature that is made elsewhere.</summary>
    void Await(OrganId agency, string book, int year, long number, Guid prepared);

    /// <summary>
    /// Numbers reserved before the instant that no document bears, that wait for no signature and are not void: their submission ended without a word, oldest first.
    /// </summary>
    IReadOnlyList<ReservedNumber> Orphans(DateTimeOffset reservedBefore, int limit);

    /// <summary>Marks a reserved number that no document bears as void, with its reason, visibly.</summary>
    void Void(OrganId agency, string book, int year, long number, string reason, DateTimeOffset at);

    /// <summary>Learns from a packet that comes back that its number was given out: the book goes on after it, and the number is that document's.</summary>
    void Learn(OrganId agency, string book, int year, long number, Digest packet, DateTimeOffset at);

    /// <summary>Whether a document, electronic or on paper, is entered under a code (DOC-04).</summary>
    bool IsTaken(OrganId agency, int year, string code);

    /// <summary>The packet entered under a code.</summary>
    Digest? FindByCode(OrganId agency, int year, string code);
}
