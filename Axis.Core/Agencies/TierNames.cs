namespace Axis.Core.Agencies;

/// <summary>The levels as people call them.</summary>
public static class TierNames
{
    /// <summary>The Vietnamese name.</summary>
    public static string Of(Tier tier) => tier switch
    {
        Tier.Central => "Trung ương",
        Tier.Province => "Tỉnh",
        Tier.District => "Huyện",
        Tier.Commune => "Xã",
        _ => "Ngoài hệ thống hành chính",
    };
}
