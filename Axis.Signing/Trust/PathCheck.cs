namespace Axis.Signing.Trust;

/// <summary>How the search for a path ended.</summary>
/// <param name="Chain">The path; <c>null</c> when there is none that holds.</param>
/// <param name="Problem">Why not (EN 319 102-1 §5.1.3); <see cref="SubIndication.None"/> when there is one.</param>
/// <param name="Reason">A sentence in Vietnamese.</param>
public sealed record PathCheck(CertificateChain? Chain, SubIndication Problem, string Reason);
