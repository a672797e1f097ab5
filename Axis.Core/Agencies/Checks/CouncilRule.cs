namespace Axis.Core.Agencies.Checks;

/// <summary>REF-11: the code of a provincial People's Council (K) closes with that of the People's Committee (H), at the same instant and not later.</summary>
internal static class CouncilRule
{
    public static IEnumerable<DirectoryFinding> Check(DirectoryCase change)
    {
        foreach (var agency in change.Changed)
        {
            if (agency.Code.Value is ['H' or 'K', _, _] code && Newest(change, 'H', code) is { ValidTo: { } closed } committee
                && Newest(change, 'K', code) is { } council && (council.ValidTo is null || council.ValidTo > closed)
                && agency.Version == (agency.Code == committee.Code ? committee : council).Version)
            {
                yield return new DirectoryFinding(
                    "REF-11", true, agency.VersionId, $"{committee.Code} đóng ngày {Rules.VietnamTime.Full(closed)} nhưng mã Hội đồng nhân dân {council.Code} còn mở sau đó; đóng cùng lúc.");
            }
        }
    }

    private static Agency? Newest(DirectoryCase change, char letter, string code) =>
        OrganId.TryParse(letter + code[1..], out var id) && change.After.FindAgency(id) is { } found && found.Code == id ? found : null;
}
