namespace Axis.Core.Agencies;

/// <summary>The code families of rules IDC-01…IDC-06.</summary>
public enum OrganIdForm
{
    /// <summary>IDC-06: some other text, accepted on reading and never minted.</summary>
    FreeForm = 0,

    /// <summary>IDC-01: 13 characters, four groups, most specific first.</summary>
    Qcvn,

    /// <summary>IDC-02: groups most general first, up to 35 characters.</summary>
    Qd20,

    /// <summary>IDC-03: a QCVN code without its leading groups.</summary>
    ShortQcvn,
}
