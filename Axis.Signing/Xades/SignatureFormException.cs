namespace Axis.Signing.Xades;

/// <summary>A signature block is not in the closed template. The message is a Vietnamese sentence.</summary>
internal sealed class SignatureFormException(string check, string message) : Exception(message)
{
    /// <summary>Name of the check that failed: <c>signature-form</c> or <c>algorithm</c>.</summary>
    public string Check { get; } = check;
}
