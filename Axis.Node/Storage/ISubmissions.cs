using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Submissions by idempotency key, and submissions that wait for a signature made elsewhere.</summary>
public interface ISubmissions
{
    /// <summary>The answer given before for (agency, key), if any.</summary>
    IdempotentAnswer? FindAnswer(OrganId agency, string key);

    /// <summary>Remembers the answer; a second one for the same key is an error of the caller.</summary>
    void AddAnswer(IdempotentAnswer answer);

    void AddPrepared(PreparedSubmission prepared);

    PreparedSubmission? FindPrepared(Guid id);

    void RemovePrepared(Guid id);

    IReadOnlyList<PreparedSubmission> ExpiredPrepared(DateTimeOffset before);
}

/// <summary>One remembered answer.</summary>
/// <param name="Agency">Sender.</param>
/// <param name="Key">Idempotency-Key header.</param>
/// <param name="Request">SHA-256 of the request's content; another one under the same key is 409.</param>
/// <param name="Packet">The packet made of it.</param>
/// <param name="ResponseJson">The answer's body.</param>
/// <param name="At">When.</param>
public sealed record IdempotentAnswer(OrganId Agency, string Key, Digest Request, Digest Packet, string ResponseJson, DateTimeOffset At);

/// <summary>A submission whose signature is made off the node.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Agency">Sender.</param>
/// <param name="StateJson">Everything needed to finish it.</param>
/// <param name="ExpiresAt">After which it is voided.</param>
public sealed record PreparedSubmission(Guid Id, OrganId Agency, string StateJson, DateTimeOffset ExpiresAt);

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

/// <summary>Bearer tokens. Only a SHA-256 of the secret is kept.</summary>
public interface ITokens
{
    void Add(TokenRow token);

    TokenRow? FindByHash(Digest secretHash);

    IReadOnlyList<TokenRow> List();

    bool Revoke(string id, DateTimeOffset at);
}

/// <summary>One token.</summary>
/// <param name="Id">Public identifier, shown in lists and the journal.</param>
/// <param name="Name">For people.</param>
/// <param name="SecretHash">SHA-256 of the secret.</param>
/// <param name="Role">clerk, leader, operator or auditor.</param>
/// <param name="Agencies">Agencies it is scoped to; empty for node-wide roles.</param>
public sealed record TokenRow(string Id, string Name, Digest SecretHash, string Role, IReadOnlyList<OrganId> Agencies, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>Packets kept as evidence of what was refused (design §5).</summary>
public interface IQuarantine
{
    void Add(QuarantineRow row);

    IReadOnlyList<QuarantineRow> List(Guid? before, int limit);

    QuarantineRow? Find(Guid id);
}

/// <summary>One quarantined packet.</summary>
public sealed record QuarantineRow(Guid Id, NodeId Neighbour, Guid Delivery, Digest Packet, long Size, string ReasonCode, string Reason, string Verdict, string? ReportJson, DateTimeOffset At);
