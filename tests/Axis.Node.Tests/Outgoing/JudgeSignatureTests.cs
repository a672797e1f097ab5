using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Options;
using Axis.Node.Outgoing;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Node.Tests.Outgoing;

/// <summary>What a clerk is told of a signature that was made off the node: each reason is proved before it is said.</summary>
public sealed class JudgeSignatureTests() : StoreContract(new SqliteEngine())
{
    private static readonly byte[] Data = "<ds:SignedInfo>một</ds:SignedInfo>"u8.ToArray();

    private ECDsa _key = null!;
    private ECDsa _second = null!;
    private byte[] _certificate = [];
    private byte[] _other = [];

    [SetUp]
    public void MakeKeys()
    {
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _certificate = Certify(_key, "Khóa thứ nhất");
        _other = Certify(_second, "Khóa thứ hai");
    }

    [TearDown]
    public void DropKeys()
    {
        _key.Dispose();
        _second.Dispose();
    }

    [Test]
    public void a_value_as_openssl_writes_it_is_taken_in_the_packets_spelling()
    {
        var value = Judge(Bind(_certificate)).Demand(Draft(), SignDer(_key, Data));

        Assert.That(SignatureAlgorithms.IsLowS(SignatureAlgorithm.EcdsaP256Sha256, value.Span), Is.True);
    }

    [Test]
    public void the_agencys_other_key_is_named() =>
        Assert.That(Refused(Bind(_certificate, _other), SignDer(_second, Data)), Is.EqualTo(("SIGNATURE_OTHER_KEY", true)));

    [Test]
    public async Task the_signature_of_another_waiting_document_is_named()
    {
        var another = Draft("02/UBND-VP", "<ds:SignedInfo>hai</ds:SignedInfo>"u8.ToArray());
        await Write(s => s.Submissions.AddPrepared(another.Row with { Id = NextId() }));

        var refusal = Assert.Throws<RefusedException>(() => Judge(Bind(_certificate)).Demand(Draft(), SignDer(_key, another.State.ToBeSigned)))!.Refusal;

        Assert.That((refusal.Code, refusal.Sentence.Contains("02/UBND-VP", StringComparison.Ordinal)), Is.EqualTo(("SIGNATURE_OTHER_DOCUMENT", true)));
    }

    [Test]
    public void a_file_that_is_no_signature_is_not_taken_for_a_wrong_one() =>
        Assert.That(Refused(Bind(_certificate), Data).Code, Is.EqualTo("SIGNATURE_FORM"));

    [Test]
    public void a_strangers_signature_is_refused_without_a_guess()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.That(Refused(Bind(_certificate, _other), SignDer(stranger, Data)).Code, Is.EqualTo("SIGNATURE_VALUE"));
    }

    [Test]
    public void a_certificate_of_nobody_here_is_said_to_be_not_bound() => Assert.That(Certificate(Bind(_certificate), _other), Is.EqualTo("SIGNER_NOT_BOUND"));

    [Test]
    public void a_certificate_of_the_agency_that_is_not_the_one_chosen_is_said_to_be_another() =>
        Assert.That(Certificate(Bind(_certificate, _other), _other), Is.EqualTo("SIGNATURE_OTHER_KEY"));

    [Test]
    public void a_binding_that_ended_meanwhile_is_said_to_be_over() =>
        Assert.That(Certificate([.. Bind(_certificate).Select(c => c with { ValidTo = Now })], null), Is.EqualTo("SIGNER_EXPIRED"));

    [Test]
    public void a_certificate_that_expired_meanwhile_is_said_to_be_over()
    {
        var bound = Bind(_certificate);
        Clock.Turn(TimeSpan.FromDays(40));

        Assert.That(Certificate(bound, null), Is.EqualTo("SIGNER_EXPIRED"));
    }

    [Test]
    public void what_is_no_certificate_is_said_to_be_unreadable() => Assert.That(Certificate(Bind(_certificate), "-----BEGIN X-----"u8.ToArray()), Is.EqualTo("SIGNING_CERTIFICATE"));

    [Test]
    public void the_chosen_certificate_may_come_again_as_pem() =>
        Assert.That(Certificate(Bind(_certificate), System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", _certificate))), Is.Null);

    private JudgeSignature Judge(IReadOnlyList<CertificateEntry> bound) =>
        new(new LiveDirectory(Here, new LinkOptions(), new DirectorySnapshot([], [], bound, [], new Dictionary<string, SectionVersion>())), new SignerCertificates(), Store, Clock);

    private (string Code, bool NamesBoth) Refused(IReadOnlyList<CertificateEntry> bound, byte[] value)
    {
        var refusal = Assert.Throws<RefusedException>(() => Judge(bound).Demand(Draft(), value))!.Refusal;
        return (refusal.Code, refusal.Sentence.Contains("Khóa thứ nhất", StringComparison.Ordinal) && refusal.Sentence.Contains("Khóa thứ hai", StringComparison.Ordinal));
    }

    private string? Certificate(IReadOnlyList<CertificateEntry> bound, byte[]? given)
    {
        try
        {
            Judge(bound).DemandCertificate(Draft(), given is null ? null : (ReadOnlyMemory<byte>?)given);
            return null;
        }
        catch (RefusedException e)
        {
            return e.Refusal.Code;
        }
    }

    private WaitingDraft Draft(string code = "01/UBND-VP", byte[]? data = null)
    {
        var state = new PreparedState(data ?? Data, SignatureAlgorithm.EcdsaP256Sha256, _certificate, Hash("x").ToString(), 1, 0, 88, 1, 2026, "HC", [], null, null) { Code = code };
        return new WaitingDraft(new PreparedSubmission(NextId(), Sender, state.ToJson(), Now.AddHours(1)), state);
    }

    private IReadOnlyList<CertificateEntry> Bind(params byte[][] certificates) =>
        [.. certificates.Select(c => new CertificateEntry(KeyUse.Agency, Sender.Value, c, Now.AddDays(-1), null, null))];

    private static byte[] SignDer(ECDsa key, byte[] data) => key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private byte[] Certify(ECDsa key, string name)
    {
        using var certificate = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(30));
        return certificate.RawData;
    }
}
