namespace Axis.Core.Registers;

/// <summary>What stands on the cover of a printed register (REG-05; NĐ 30/2020, Phụ lục IV).</summary>
/// <param name="Superior">Tên cơ quan, tổ chức chủ quản trực tiếp; <c>null</c> when there is none.</param>
/// <param name="Agency">Tên cơ quan, tổ chức.</param>
/// <param name="Title">Title of the register, with its book.</param>
/// <param name="Year">Năm.</param>
/// <param name="FirstDay">Từ ngày; <c>null</c> in an empty register.</param>
/// <param name="LastDay">Đến ngày.</param>
/// <param name="FirstNumber">Từ số.</param>
/// <param name="LastNumber">Đến số.</param>
/// <param name="Volume">Quyển số.</param>
public sealed record RegisterCover(
    string? Superior,
    string Agency,
    string Title,
    int Year,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    long? FirstNumber,
    long? LastNumber,
    int Volume);
