using Axis.Core.Edxml;
using Axis.Signing.Trust;

namespace Axis.Signing.Xades;

/// <summary>Collects the checks of one packet in their fixed order; what comes after a failure stays "not made".</summary>
internal sealed class PacketChecks(NativePacket? packet)
{
    public const string NativeForm = "native-form";
    public const string SignatureForm = "signature-form";
    public const string Algorithm = "algorithm";
    public const string Certificate = "certificate-digest";
    public const string Properties = "properties-digest";
    public const string Contents = "contents-digest";
    public const string Value = "signature-value";
    public const string Packet = "packet-digest";
    public const string Match = "contents-match";

    private static readonly string[] Order = [NativeForm, SignatureForm, Algorithm, Certificate, Properties, Contents, Value, Packet, Match];

    private readonly List<Check> _checks = new(Order.Length);
    private SignerCertificate? _signer;
    private SignatureValues? _values;
    private SignedContents? _proved;
    private BoundMessage? _message;

    public void Pass(string name, string detail) => _checks.Add(new Check(name, CheckOutcome.Passed, detail));

    public void Bound(BoundMessage message) => _message = message;

    public void Signer(SignerCertificate signer, SignatureValues values)
    {
        _signer = signer;
        _values = values;
    }

    public void Proved(SignedContents contents) => _proved = contents;

    public PacketCheck Done(string detail)
    {
        Pass(Match, detail);
        return Result(Indication.TotalPassed, SubIndication.None);
    }

    public PacketCheck Fail(string name, Indication indication, SubIndication sub, string detail)
    {
        _checks.Add(new Check(name, CheckOutcome.Failed, detail));
        foreach (var later in Order)
        {
            if (!_checks.Exists(c => c.Name == later))
            {
                _checks.Add(new Check(later, CheckOutcome.NotMade, "Chưa kiểm tra vì bước trước không đạt."));
            }
        }

        return Result(indication, sub);
    }

    private PacketCheck Result(Indication indication, SubIndication sub) => new()
    {
        CryptographicIndication = indication,
        CryptographicSubIndication = sub,
        Checks = _checks,
        Packet = packet,
        Message = _message,
        Certificate = _signer?.Certificate,
        CertificateDigest = _signer?.Thumbprint,
        ClaimedSigningTime = _values?.SigningTime,
        SignedContents = _proved,
    };
}
