using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Axis.Signing.Trust;

/// <summary>Reads complete X.509 certificate revocation lists, version 2 (RFC 5280 §5), in DER.</summary>
public static class CrlReader
{
    /// <summary>Largest list, in bytes; about 800,000 entries.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    private const string ReasonCode = "2.5.29.21";
    private const string InvalidityDate = "2.5.29.24";
    private const string DeltaIndicator = "2.5.29.27";
    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CertificateIssuer = "2.5.29.29";
    private const string PemLabel = "X509 CRL";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>Reads a list. Its signature is not verified here: see <see cref="RevocationList.IsSignedBy"/>.</summary>
    /// <exception cref="CrlFormatException">Malformed, too large, or of a kind that is not complete for its issuer.</exception>
    public static RevocationList Read(ReadOnlyMemory<byte> der)
    {
        if (der.Length > MaxBytes)
        {
            throw new CrlFormatException(CrlFormatException.TooLarge, $"Danh sách thu hồi lớn hơn {MaxBytes} byte.");
        }

        try
        {
            return ReadList(der.ToArray());
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or InvalidOperationException or ArgumentException)
        {
            throw new CrlFormatException(CrlFormatException.Malformed, "Danh sách thu hồi không đúng cấu trúc RFC 5280.", e);
        }
    }

    /// <summary>The DER of a list that is given as DER or as PEM.</summary>
    /// <exception cref="CrlFormatException">PEM with another content.</exception>
    public static ReadOnlyMemory<byte> ToDer(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith("-----BEGIN"u8))
        {
            return file;
        }

        if (file.Length > MaxBytes * 2)
        {
            throw new CrlFormatException(CrlFormatException.TooLarge, $"Danh sách thu hồi lớn hơn {MaxBytes} byte.");
        }

        var text = System.Text.Encoding.ASCII.GetString(file.Span);
        return PemEncoding.TryFind(text, out var fields) && text[fields.Label] == PemLabel
            ? Convert.FromBase64String(text[fields.Base64Data])
            : throw new CrlFormatException(CrlFormatException.Malformed, "Tệp PEM không chứa danh sách thu hồi (X509 CRL).");
    }

    private static RevocationList ReadList(byte[] der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var signed = list.PeekEncodedValue();
        var body = list.ReadSequence();
        var outerAlgorithm = list.ReadEncodedValue();
        var signature = list.ReadBitString(out var unused);
        list.ThrowIfNotEmpty();
        if (unused != 0 || !body.TryReadInt32(out var version) || version != 1)
        {
            throw Malformed("không phải danh sách thu hồi phiên bản 2");
        }

        var innerAlgorithm = body.ReadEncodedValue();
        if (!innerAlgorithm.Span.SequenceEqual(outerAlgorithm.Span))
        {
            throw Malformed("hai chỗ ghi thuật toán ký khác nhau");
        }

        var issuer = body.ReadEncodedValue().ToArray();
        var thisUpdate = ReadTime(body);
        DateTimeOffset? nextUpdate = body.HasData && IsTime(body.PeekTag()) ? ReadTime(body) : null;
        var revoked = body.HasData && body.PeekTag() == Asn1Tag.Sequence ? ReadEntries(body.ReadSequence()) : [];
        if (body.HasData)
        {
            var wrapped = body.ReadSequence(Extensions);
            RefuseIncomplete(wrapped.ReadSequence());
            wrapped.ThrowIfNotEmpty();
        }

        body.ThrowIfNotEmpty();
        var algorithm = new AsnReader(outerAlgorithm, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
        return new RevocationList(issuer, thisUpdate, nextUpdate, revoked, der, new DerSignature(signed, algorithm, signature));
    }

    private static Dictionary<string, Revocation> ReadEntries(AsnReader entries)
    {
        var revoked = new Dictionary<string, Revocation>(StringComparer.Ordinal);
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = Convert.ToHexString(entry.ReadIntegerBytes().Span);
            var at = ReadTime(entry);
            var reason = entry.HasData ? ReadReason(entry.ReadSequence()) : 0;
            entry.ThrowIfNotEmpty();

            // The same serial twice: the earlier date is the careful reading.
            if (!revoked.TryGetValue(serial, out var known) || at < known.At)
            {
                revoked[serial] = new Revocation(at, reason);
            }
        }

        return revoked;
    }

    private static int ReadReason(AsnReader extensions)
    {
        var reason = 0;
        while (extensions.HasData)
        {
            var (oid, critical, value) = ReadExtension(extensions);
            if (oid == ReasonCode)
            {
                reason = (int)new AsnReader(value, AsnEncodingRules.DER).ReadEnumeratedValue<CrlReason>();
            }
            else if ((critical && oid != InvalidityDate) || oid == CertificateIssuer)
            {
                throw Unsupported(oid);
            }
        }

        return reason;
    }

    private static void RefuseIncomplete(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var (oid, critical, _) = ReadExtension(extensions);
            // These two must be critical (RFC 5280 §5.2.4, §5.2.5); a list whose maker forgot that is complete no more for it.
            if (critical || oid is DeltaIndicator or IssuingDistributionPoint)
            {
                throw Unsupported(oid);
            }
        }
    }

    private static (string Oid, bool Critical, byte[] Value) ReadExtension(AsnReader extensions)
    {
        var extension = extensions.ReadSequence();
        var oid = extension.ReadObjectIdentifier();
        var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
        var value = extension.ReadOctetString();
        extension.ThrowIfNotEmpty();
        return (oid, critical, value);
    }

    private static bool IsTime(Asn1Tag tag) => tag == Asn1Tag.UtcTime || tag == Asn1Tag.GeneralizedTime;

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag() == Asn1Tag.UtcTime ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static CrlFormatException Malformed(string why) => new(CrlFormatException.Malformed, $"Danh sách thu hồi sai: {why}.");

    private static CrlFormatException Unsupported(string oid) =>
        new(CrlFormatException.Unsupported, $"Danh sách thu hồi có phần mở rộng bắt buộc {oid} không được hỗ trợ, nên không dùng để kết luận được.");

    /// <summary>CRLReason of RFC 5280 §5.3.1.</summary>
    private enum CrlReason
    {
        Unspecified = 0,
        KeyCompromise = 1,
        CaCompromise = 2,
        AffiliationChanged = 3,
        Superseded = 4,
        CessationOfOperation = 5,
        CertificateHold = 6,
        RemoveFromCrl = 8,
        PrivilegeWithdrawn = 9,
        AaCompromise = 10,
    }
}
