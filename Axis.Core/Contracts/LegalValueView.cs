namespace Axis.Core.Contracts;

/// <summary>Whether a document has the value of the signed paper, judged by the signatures in its PDFs (rules SIG-01, SIG-02). Decides no transport.</summary>
/// <param name="CheckedAt">When it was judged; a later judgement is another view and never replaces this one.</param>
/// <param name="Value"><c>HAS_VALUE</c>, <c>NOT</c>, <c>UNKNOWN</c> or <c>NONE</c>.</param>
/// <param name="Name">Its Vietnamese name.</param>
/// <param name="Reasons">Why, in Vietnamese.</param>
/// <param name="Warnings">What the clerk should look at, in Vietnamese.</param>
/// <param name="Policy">Version of the policy it was judged under.</param>
/// <param name="DirectoryVersions">Directory sections in force then.</param>
/// <param name="Signatures">Every signature found, in the order of files and then of signing.</param>
public sealed record LegalValueView(
    DateTimeOffset CheckedAt,
    string Value,
    string Name,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Warnings,
    string Policy,
    IReadOnlyDictionary<string, long> DirectoryVersions,
    IReadOnlyList<DocumentSignatureView> Signatures);

/// <summary>One signature inside a PDF.</summary>
/// <param name="File">Index of the file in its packet.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Field">Field of the form; <c>#n</c> for a dictionary that no field leads to.</param>
/// <param name="SubFilter">Encoding of the signature.</param>
/// <param name="Kind"><c>person</c>, <c>agency</c>, <c>timestamp</c> or <c>unknown</c>.</param>
/// <param name="Agency">Agency that the directory binds the certificate to.</param>
/// <param name="Verdict">EN 319 102-1 text.</param>
/// <param name="Signer">Subject of the certificate.</param>
/// <param name="SignerName">The signer's name.</param>
/// <param name="ClaimedAt">The signing time claimed.</param>
/// <param name="ProvenAt">The time that a timestamp proves.</param>
/// <param name="Revision">Which signed save of the file it covers, from 1; 0 when that is broken.</param>
/// <param name="CoversWholeFile">Nothing was added behind it.</param>
/// <param name="LaterAdditions">Permitted additions behind it, in Vietnamese.</param>
/// <param name="Checks">Every check, in order.</param>
public sealed record DocumentSignatureView(
    int File,
    string FileName,
    string Field,
    string? SubFilter,
    string Kind,
    string? Agency,
    string Verdict,
    string? Signer,
    string? SignerName,
    DateTimeOffset? ClaimedAt,
    DateTimeOffset? ProvenAt,
    int Revision,
    bool CoversWholeFile,
    IReadOnlyList<string> LaterAdditions,
    IReadOnlyList<CheckView> Checks);
