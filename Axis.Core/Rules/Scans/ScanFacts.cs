namespace Axis.Core.Rules.Scans;

/// <summary>What a PDF of digitised paper says of itself.</summary>
/// <param name="Version">PDF version, e.g. <c>1.7</c>; empty when it states none.</param>
/// <param name="Signatures">Signatures in it; whose they are is judged elsewhere (SIG-05).</param>
/// <param name="Pages">Its pages.</param>
/// <param name="IsComplete">Whether every page could be read.</param>
public sealed record ScanFacts(string Version, int Signatures, IReadOnlyList<ScannedPage> Pages, bool IsComplete);
