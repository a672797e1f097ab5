using Axis.Core.Packets;

namespace Axis.Node.Storage;

/// <summary>People, what they may do, their sessions and their stand-ins.</summary>
public interface IUsers
{
    /// <summary>Adds a person; <c>false</c> when the name is taken, and nothing changes.</summary>
    bool Add(UserRow user);

    /// <summary>Writes every column but id, name and creation; a certificate of another account is a programming error.</summary>
    void Update(UserRow user);

    UserRow? Find(string id);

    UserRow? FindByName(string name);

    UserRow? FindByCertificate(Digest certificate);

    /// <summary>All, by name.</summary>
    IReadOnlyList<UserRow> List();

    IReadOnlyList<UserGrant> Grants(string id);

    /// <summary>Puts these in the place of what the person may do.</summary>
    void SetGrants(string id, IReadOnlyList<UserGrant> grants);

    void AddSession(UserSessionRow session);

    UserSessionRow? FindSession(Digest id);

    /// <summary>Sessions of a person, newest first.</summary>
    IReadOnlyList<UserSessionRow> Sessions(string account);

    void SetSeen(Digest id, DateTimeOffset at);

    void SetActing(Digest id, string acting);

    /// <summary>Ends one; <c>false</c> when there is none.</summary>
    bool EndSession(Digest id);

    /// <summary>Ends all of a person but one.</summary>
    /// <returns>How many ended.</returns>
    int EndSessions(string account, Digest? except);

    /// <summary>Removes those that are over.</summary>
    void SweepSessions(DateTimeOffset now);

    void AddStandIn(StandInRow row);

    StandInRow? FindStandIn(string id);

    /// <summary>Arrangements in which the person is either side and that are not over, newest first.</summary>
    IReadOnlyList<StandInRow> StandIns(string account, DateTimeOffset now);

    /// <summary>Arrangements of everybody that are not over, newest first.</summary>
    IReadOnlyList<StandInRow> AllStandIns(DateTimeOffset now);

    void EndStandIn(string id, DateTimeOffset at);
}
