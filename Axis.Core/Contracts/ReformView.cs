namespace Axis.Core.Contracts;

/// <summary>What a plan of reorganisation would do, tried and not done (REF-14).</summary>
/// <param name="Sections">Each section of the directory that it concerns.</param>
public sealed record ReformPlanView(IReadOnlyList<ReformSectionView> Sections);

/// <summary>What it would do to one section.</summary>
/// <param name="Section">Name of the section.</param>
/// <param name="MayBeSigned">Whether nothing stands in the way.</param>
/// <param name="Effective">The instant of the first change.</param>
/// <param name="Closing">Agencies that close, with what is under way for them at this node.</param>
/// <param name="Renewed">New versions of surviving codes, <c>H60#2</c> with the name.</param>
/// <param name="ClosedTiers">Levels of administration that end.</param>
/// <param name="Lines">The report, by line of the table.</param>
public sealed record ReformSectionView(
    string Section,
    bool MayBeSigned,
    DateTimeOffset Effective,
    IReadOnlyList<ReformClosingView> Closing,
    IReadOnlyList<ReformRenewedView> Renewed,
    IReadOnlyList<string> ClosedTiers,
    IReadOnlyList<ReformLineView> Lines);

/// <summary>An agency that closes.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Successors">Codes of those that continue it.</param>
/// <param name="Pending">What is under way for it at this node.</param>
public sealed record ReformClosingView(string Code, string Name, IReadOnlyList<string> Successors, PendingWork Pending);

/// <summary>A code that survives as a new version.</summary>
/// <param name="Version">Code and version.</param>
/// <param name="Name">The new name.</param>
public sealed record ReformRenewedView(string Version, string Name);

/// <summary>One remark about the table.</summary>
/// <param name="Line">Line of the file; 0 when it is about the whole.</param>
/// <param name="IsError">Whether nothing is signed while it stands.</param>
/// <param name="Code">Stable code, or the rule's id.</param>
/// <param name="Sentence">In words.</param>
public sealed record ReformLineView(int Line, bool IsError, string Code, string Sentence);
