namespace Axis.Core.Agencies;

/// <summary>
/// The part of the political system that an agency belongs to: all of them share one axis (LVL-02, LVL-03). Data of the directory, like the tier; the letter
/// groups of QĐ 20/2020 only propose it.
/// </summary>
public enum Bloc
{
    /// <summary>Cơ quan hành chính nhà nước: Chính phủ, bộ, UBND các cấp (G, H).</summary>
    Government = 0,

    /// <summary>Cơ quan của Đảng (A).</summary>
    Party = 1,

    /// <summary>Văn phòng Chủ tịch nước (B).</summary>
    Presidency = 2,

    /// <summary>Quốc hội (C) và Hội đồng nhân dân (K).</summary>
    Assembly = 3,

    /// <summary>Tòa án nhân dân (D).</summary>
    Court = 4,

    /// <summary>Viện kiểm sát nhân dân (E).</summary>
    Procuracy = 5,

    /// <summary>Kiểm toán Nhà nước (F).</summary>
    Audit = 6,

    /// <summary>Mặt trận Tổ quốc, tổ chức chính trị - xã hội (I).</summary>
    MassOrganisation = 7,

    /// <summary>Hội, tổ chức xã hội - nghề nghiệp (J).</summary>
    Association = 8,

    /// <summary>Doanh nghiệp, hợp tác xã, hộ kinh doanh (IDC-09).</summary>
    Enterprise = 9,
}
