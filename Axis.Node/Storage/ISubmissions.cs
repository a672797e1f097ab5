using Axis.Core.Agencies;

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

    /// <summary>What waits for the agency's signature or has expired since, newest first.</summary>
    IReadOnlyList<PreparedSubmission> ListPrepared(OrganId agency, int limit);

    IReadOnlyList<PreparedSubmission> ExpiredPrepared(DateTimeOffset before);
}
