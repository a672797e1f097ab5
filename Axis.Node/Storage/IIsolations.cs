using Axis.Core.Agencies;
using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>Documents in which a state secret was found after transport (SEC-03). While one is isolated or purged its bytes are read by nobody and its abstract stands in no list.</summary>
public interface IIsolations
{
    /// <summary>Isolates a stored packet; <c>false</c> when it is so already, or when an officer gave it back and only a notice asks again.</summary>
    bool Isolate(IsolationRow row);

    /// <summary>What is known of the packet; <c>null</c> = never isolated.</summary>
    IsolationRow? Find(Digest packet);

    /// <summary>Whether the bytes are withheld or gone.</summary>
    bool IsWithheld(Digest packet);

    /// <summary>The newest first, without the first so many.</summary>
    IReadOnlyList<IsolationRow> List(int skip, int limit);

    /// <summary>How many wait for an officer's decision.</summary>
    int CountOpen();

    /// <summary>It was none: everything is as before, and notices about the document count no more. <c>false</c> unless it is isolated.</summary>
    bool GiveBack(Digest packet, string by, string reason, DateTimeOffset at);

    /// <summary>Deletes bytes and abstract, those in registers too; the file of a large packet is the caller's. <c>false</c> unless it is isolated.</summary>
    bool Purge(Digest packet, string by, string reason, DateTimeOffset at);

    /// <summary>Keeps the word that a secret was found, for what comes of the document only later; the first word of an agency stays.</summary>
    void KeepNotice(OrganId sender, string documentId, IsolationWord word, DateTimeOffset at);

    /// <summary>Who said so of the document, the first first.</summary>
    IReadOnlyList<IsolationWord> Notices(OrganId sender, string documentId);
}

/// <summary>One isolated packet.</summary>
/// <param name="Packet">Which.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Pseudonym of the officer, or the agency that sent the notice.</param>
/// <param name="Reason">Why, without contents.</param>
/// <param name="Notice">The status packet that asked; <c>null</c> when an officer here found it.</param>
/// <param name="State">How it stands.</param>
/// <param name="DecidedAt">When it was purged or given back.</param>
/// <param name="DecidedBy">Pseudonym of the officer who decided.</param>
/// <param name="Decision">The officer's reason.</param>
public sealed record IsolationRow(
    Digest Packet, DateTimeOffset At, string By, string Reason, Digest? Notice, IsolationState State = IsolationState.Isolated, DateTimeOffset? DecidedAt = null, string? DecidedBy = null, string? Decision = null);

/// <summary>How an isolation stands. The values are stored.</summary>
public enum IsolationState
{
    /// <summary>Withheld from everybody.</summary>
    Isolated = 0,

    /// <summary>Bytes and abstract are deleted.</summary>
    Purged = 1,

    /// <summary>It was no secret.</summary>
    GivenBack = 2,
}
