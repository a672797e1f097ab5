namespace Axis.Core.Rules;

/// <summary>How deep a check reaches (edXML §13); a lower level that fails makes the higher ones meaningless.</summary>
public enum ValidationLevel
{
    /// <summary>Well-formed: XML, envelope, <c>From/OrganId</c>.</summary>
    L1 = 1,

    /// <summary>Routable: at least one known, open receiver.</summary>
    L2 = 2,

    /// <summary>Complete: the parts a document must have (DOC-07).</summary>
    L3 = 3,

    /// <summary>Consistent: dates, lengths, fields of the business kind.</summary>
    L4 = 4,

    /// <summary>Content: signatures inside files, damage, secrecy.</summary>
    L5 = 5,
}
