using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>What the verification of an extract found. Closed.</summary>
public abstract record ExtractCheck
{
    private protected ExtractCheck()
    {
    }
}

/// <summary>Every record stands under a head that the root key vouches for.</summary>
/// <param name="Snapshot">
/// The directory as far as the extract goes. Whether a section still vouched for a binding at an instant is judged with it as with any directory
/// (<see cref="DirectorySnapshot.IsVouchedFor"/>).
/// </param>
public sealed record ExtractVerified(DirectorySnapshot Snapshot) : ExtractCheck;

/// <summary>The extract proves nothing.</summary>
/// <param name="Code">One of <see cref="SectionCodes"/>.</param>
/// <param name="Reason">A sentence in Vietnamese that names the broken link.</param>
public sealed record ExtractRefused(string Code, string Reason) : ExtractCheck;
