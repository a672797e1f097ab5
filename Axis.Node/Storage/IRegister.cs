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
    bool Enter(OrganId agency, int year, string code, Digest packet, DateTimeOffset at);

    /// <summary>Marks a reserved number as void, with its reason, visibly.</summary>
    void Void(OrganId agency, string book, int year, long number, string reason, DateTimeOffset at);

    /// <summary>The packet entered under a code.</summary>
    Digest? FindByCode(OrganId agency, int year, string code);
}
