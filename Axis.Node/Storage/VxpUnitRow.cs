using Axis.Core.Agencies;

namespace Axis.Node.Storage;

/// <summary>What a system says of one of its own units (registerAgency). No part of the signed directory.</summary>
/// <param name="System">The system.</param>
/// <param name="Code">The unit's code.</param>
/// <param name="Parent">Code of its superior.</param>
/// <param name="Name">Its name.</param>
/// <param name="Mail">Address, or empty.</param>
/// <param name="Mobile">Telephone, or empty.</param>
/// <param name="Fax">Fax, or empty.</param>
/// <param name="ModifiedAt">Last change.</param>
/// <param name="Deleted">Whether its registration was withdrawn.</param>
public sealed record VxpUnitRow(string System, OrganId Code, OrganId Parent, string Name, string Mail, string Mobile, string Fax, DateTimeOffset ModifiedAt, bool Deleted);
