namespace Axis.Core.Registers;

/// <summary>The three registers that a clerk keeps and prints (NĐ 30/2020, Phụ lục IV).</summary>
public enum RegisterKind
{
    /// <summary>Sổ đăng ký văn bản đi (REG-01).</summary>
    Outgoing,

    /// <summary>Sổ đăng ký văn bản đến (REG-02).</summary>
    Incoming,

    /// <summary>Sổ theo dõi giải quyết văn bản đến (REG-03).</summary>
    FollowUp,
}
