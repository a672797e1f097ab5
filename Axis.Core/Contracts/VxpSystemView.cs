using System.Text.Json.Serialization;

namespace Axis.Core.Contracts;

/// <summary>One system that speaks the VXP client API, without its secret.</summary>
public sealed record VxpSystemView(
    string Id,
    string Name,
    IReadOnlyList<string> Agencies,
    bool AllowUnsigned,
    bool NoStateSecret,
    bool RequireFileHash,
    int? MaxAgeHours,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RotatedAt,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? LastCallAt)
{
    /// <summary>Agencies that an operator took out of the system: it cannot register them again by itself.</summary>
    public IReadOnlyList<string> Barred { get; init; } = [];
}

/// <summary>Asks for a new system.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddVxpSystem
{
    /// <summary>The <c>systemid</c>.</summary>
    public required string Id { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Agencies behind it, of those hosted here.</summary>
    public IReadOnlyList<string>? Agencies { get; init; }

    /// <summary>Whether packets without a usable packet signature are taken from it.</summary>
    public bool AllowUnsigned { get; init; }

    /// <summary>The standing declaration that it sends no state secret (SEC-02).</summary>
    public bool NoStateSecret { get; init; }

    /// <summary>Whether <c>hash-file</c> must be there; the official Java client always sends it.</summary>
    public bool RequireFileHash { get; init; }

    /// <summary>Oldest timestamp taken, in hours; <c>null</c> = any.</summary>
    public int? MaxAgeHours { get; init; }

    /// <summary>Addresses or networks it may call from; <c>null</c> = any.</summary>
    public IReadOnlyList<string>? Addresses { get; init; }
}

/// <summary>Names an agency.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VxpAgency(string Agency);

/// <summary>A system's new secret, shown this once.</summary>
/// <param name="Secret">As the client's settings want it.</param>
/// <param name="View">What the list will show.</param>
public sealed record VxpSystemSecret(string Secret, VxpSystemView View);
