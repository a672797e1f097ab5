namespace Axis.Node.Outgoing;

/// <summary>What comes back from a key that is kept elsewhere.</summary>
/// <param name="Value">The signature value: raw, ECDSA as r‖s or DER, or base64 of it.</param>
/// <param name="Certificate">The signer's certificate as DER or PEM, so that a refusal can say what is wrong with it; <c>null</c> = the one that the document was prepared for.</param>
public sealed record GivenSignature(ReadOnlyMemory<byte> Value, ReadOnlyMemory<byte>? Certificate = null);
