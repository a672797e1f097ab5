namespace Axis.Node.Storage;

/// <summary>One system (a document-management software or a hub) that speaks the VXP client API with this node.</summary>
/// <param name="Id">The <c>systemid</c>.</param>
/// <param name="Name">For people.</param>
/// <param name="Secret">Encrypted under a key outside the database.</param>
/// <param name="AllowUnsigned">Whether packets without a usable packet signature are taken from it.</param>
/// <param name="NoStateSecret">The standing declaration of its agencies that it sends no state secret (SEC-02); without it nothing is taken.</param>
/// <param name="RequireFileHash">Whether <c>hash-file</c> must be there.</param>
/// <param name="MaxAge">Oldest timestamp that is taken; <c>null</c> = any, because the official client repeats one for hours.</param>
/// <param name="Addresses">Networks it may call from (CIDR); empty = any.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="RotatedAt">When its secret last changed.</param>
/// <param name="DisabledAt">Since when it is shut out.</param>
/// <param name="LastCallAt">Its last authenticated call, to the minute.</param>
public sealed record VxpSystemRow(
    string Id,
    string Name,
    ReadOnlyMemory<byte> Secret,
    bool AllowUnsigned,
    bool NoStateSecret,
    bool RequireFileHash,
    TimeSpan? MaxAge,
    IReadOnlyList<string> Addresses,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RotatedAt,
    DateTimeOffset? DisabledAt,
    DateTimeOffset? LastCallAt);
