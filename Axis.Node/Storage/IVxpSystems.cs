using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>Systems that speak the VXP client API, their agencies and the units they registered.</summary>
public interface IVxpSystems
{
    /// <summary>Adds the system; <c>false</c> when the id is taken, and nothing changes.</summary>
    bool Add(VxpSystemRow system);

    VxpSystemRow? Find(string id);

    IReadOnlyList<VxpSystemRow> List();

    void SetSecret(string id, ReadOnlyMemory<byte> secret, DateTimeOffset at);

    /// <summary>Shuts the system out, or lets it in again with <c>null</c>.</summary>
    void SetDisabled(string id, DateTimeOffset? at);

    void SetLastCall(string id, DateTimeOffset at);

    /// <summary>The agencies behind the system.</summary>
    IReadOnlyList<OrganId> AgenciesOf(string id);

    /// <summary>The system behind which the agency is; an agency is behind one at most.</summary>
    string? FindByAgency(OrganId agency);

    /// <summary>Puts the agency behind the system; <c>false</c> when it is behind one already.</summary>
    /// <param name="id">The system.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="registered">Whether the system itself registered it, so that it may withdraw it.</param>
    bool AddAgency(string id, OrganId agency, bool registered);

    /// <summary>Takes the agency out of the system.</summary>
    /// <param name="id">The system.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="registeredOnly">Leaves it when the operator gave it.</param>
    bool RemoveAgency(string id, OrganId agency, bool registeredOnly);

    /// <summary>Bars the agency from the system, or admits it again. Barred, the system cannot register it.</summary>
    /// <param name="id">The system.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="at">Since when; <c>null</c> admits it.</param>
    void SetBarred(string id, OrganId agency, DateTimeOffset? at);

    /// <summary>The agencies that an operator took out of the system.</summary>
    IReadOnlyList<OrganId> BarredFrom(string id);

    /// <summary>Writes what the system says of a unit.</summary>
    void PutUnit(VxpUnitRow unit);

    VxpUnitRow? FindUnit(string id, OrganId code);

    /// <summary>All units of the system, withdrawn ones included.</summary>
    IReadOnlyList<VxpUnitRow> Units(string id);
}
