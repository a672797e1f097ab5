namespace Axis.Core.Agencies;

/// <summary>The level-1 letter groups of QĐ 20/2020: what a code's first letter proposes. The directory's own statement wins.</summary>
public static class Blocs
{
    /// <summary>The bloc that the letter group proposes; <c>null</c> for codes of no group (enterprises, W test nodes, free forms).</summary>
    public static Bloc? Propose(OrganId code) => CodeMapping.MostGeneralGroup(code) is { Length: 3 } group
        ? group[0] switch
        {
            'A' => Bloc.Party,
            'B' => Bloc.Presidency,
            'C' or 'K' => Bloc.Assembly,
            'D' => Bloc.Court,
            'E' => Bloc.Procuracy,
            'F' => Bloc.Audit,
            'G' or 'H' => Bloc.Government,
            'I' => Bloc.MassOrganisation,
            'J' => Bloc.Association,
            _ => null,
        }
        : null;

    /// <summary>Vietnamese name for people.</summary>
    public static string Name(Bloc bloc) => bloc switch
    {
        Bloc.Government => "hành chính nhà nước",
        Bloc.Party => "Đảng",
        Bloc.Presidency => "Văn phòng Chủ tịch nước",
        Bloc.Assembly => "Quốc hội, Hội đồng nhân dân",
        Bloc.Court => "Tòa án",
        Bloc.Procuracy => "Viện kiểm sát",
        Bloc.Audit => "Kiểm toán Nhà nước",
        Bloc.MassOrganisation => "Mặt trận, đoàn thể",
        Bloc.Association => "hội",
        _ => "doanh nghiệp",
    };
}
