namespace Axis.Core.Agencies;

/// <summary>What the mapping of a code to the other family gives. Closed; none of the answers is more than a proposal.</summary>
public abstract record CodeProposal
{
    private CodeProposal()
    {
    }

    /// <summary>The other spelling, to be confirmed by whoever keeps the directory (IDC-04).</summary>
    public sealed record Proposed(OrganId Code) : CodeProposal;

    /// <summary>No spelling may be derived; the directory must state the pair (IDC-05).</summary>
    /// <param name="Why">A sentence in Vietnamese.</param>
    public sealed record NeedsConfirmation(string Why) : CodeProposal;

    /// <summary>The code is not of the family that is mapped.</summary>
    /// <param name="Why">A sentence in Vietnamese.</param>
    public sealed record NotApplicable(string Why) : CodeProposal;
}
