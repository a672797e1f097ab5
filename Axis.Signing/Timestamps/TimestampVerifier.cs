using System.Globalization;
using System.Security.Cryptography;
using Axis.Core.Agencies;
using Axis.Signing.Trust;

namespace Axis.Signing.Timestamps;

/// <summary>
/// Verifies a timestamp token (EN 319 102-1 §5.4): what it was made over, its signature, that the signer may stamp and leads to a trust anchor of the directory,
/// that the certificate was good at the judged instant, and that the algorithms still are. Thread-safe.
/// </summary>
/// <param name="chains">Finds the authority's path.</param>
public sealed class TimestampVerifier(CertificateChains chains)
{
    // RFC 5280 §5.3.1.
    private const int AffiliationChanged = 3;
    private const int Superseded = 4;
    private const int CessationOfOperation = 5;

    // A timestamp authority may stand under either store of the trust list.
    private static readonly PathPolicy Path = new(CertificatePurpose.Timestamping, allowPublic: true);

    /// <summary>Verifies a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="expected">Computes, with the token's own algorithm, the hash that it must be over.</param>
    /// <param name="context">What it is judged with.</param>
    public TimestampCheck Verify(TimestampToken token, Func<HashAlgorithmName, byte[]> expected, TimestampContext context)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(context);
        var checks = new List<Check>();
        var chain = default(CertificateChain);
        _ = Imprint(checks, token, expected)
            && Signature(checks, token)
            && HasChain(checks, PathOf(token, context.Directory), out chain)
            && Time(checks, token, chain!, context.At)
            && Validity(checks, chain!, context.At)
            && Revocation(checks, token, chain!, context)
            && Algorithm(checks, token, chain!, context);
        foreach (var name in TimestampChecks.All.Skip(checks.Count))
        {
            checks.Add(new Check(name, CheckOutcome.NotMade, "Chưa kiểm tra vì một kiểm tra trước đó không đạt."));
        }

        return new TimestampCheck(token, checks, chain);
    }

    /// <summary>
    /// The authority's path to a trust anchor. Issuers may come with the token: they help to find the path and are themselves believed only as far as it leads to
    /// an anchor.
    /// </summary>
    public PathCheck PathOf(TimestampToken token, DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(token);
        return chains.Validate(token.Authority.RawDataMemory, directory, Path, token.Time, [.. token.OtherCertificates.Select(static c => c.RawDataMemory)]);
    }

    private static bool Imprint(List<Check> checks, TimestampToken token, Func<HashAlgorithmName, byte[]> expected) => token.Hash is not { } hash
        ? Fail(checks, TimestampChecks.Imprint, "Dấu thời gian dùng thuật toán băm không được phép; cần SHA-256 trở lên.")
        : CryptographicOperations.FixedTimeEquals(expected(hash), token.Imprint.Span)
            ? Pass(checks, TimestampChecks.Imprint, "Dấu thời gian đúng là của dữ liệu này.")
            : Fail(checks, TimestampChecks.Imprint, "Dấu thời gian không phải của dữ liệu này, hoặc dữ liệu đã bị thay đổi.");

    private static bool Signature(List<Check> checks, TimestampToken token) =>
        token.SignerHash is null || !token.NamesAuthority
            ? Fail(checks, TimestampChecks.Signature, "Chữ ký của dấu thời gian không gắn chứng thư bằng ESSCertIDv2 hoặc dùng thuật toán băm không được phép.")
            : token.IsSignedByAuthority()
                ? Pass(checks, TimestampChecks.Signature, $"Dấu thời gian do '{token.Authority.Subject}' ký và còn nguyên.")
                : Fail(checks, TimestampChecks.Signature, "Chữ ký của dấu thời gian không đúng với chứng thư đi kèm.");

    private static bool HasChain(List<Check> checks, PathCheck path, out CertificateChain? chain)
    {
        chain = path.Chain;
        return chain is not null
            ? Pass(checks, TimestampChecks.Chain, $"Tổ chức cấp dấu thời gian do '{chain.Certificates[^1].Subject}' bảo đảm và được cấp riêng cho việc này.")
            : Fail(checks, TimestampChecks.Chain, "Tổ chức cấp dấu thời gian: " + path.Reason);
    }

    private static bool Time(List<Check> checks, TimestampToken token, CertificateChain chain, DateTimeOffset at) =>
        token.Time < chain.NotBefore || token.Time > chain.NotAfter
            ? Fail(checks, TimestampChecks.Time, $"Dấu thời gian ghi lúc {Show(token.Time)}, ngoài thời hạn chứng thư của tổ chức cấp.")
            : token.Time > at + TimestampContext.ClockDifference
                ? Fail(checks, TimestampChecks.Time, $"Dấu thời gian ghi lúc {Show(token.Time)}, sau thời điểm được xét {Show(at)}.")
            : token.Accuracy > TimestampContext.WorstAccuracy
                ? Fail(checks, TimestampChecks.Time, $"Dấu thời gian tự khai sai số {token.Accuracy.TotalSeconds:0} giây: không chứng minh được lúc nào.")
                : Pass(checks, TimestampChecks.Time, $"Dữ liệu đã tồn tại muộn nhất lúc {Show(token.Time)}.");

    private static bool Validity(List<Check> checks, CertificateChain chain, DateTimeOffset at) => at <= chain.NotAfter
        ? Pass(checks, TimestampChecks.Validity, $"Chứng thư của tổ chức cấp dấu thời gian còn hiệu lực lúc {Show(at)}.")
        : Fail(checks, TimestampChecks.Validity, $"Chứng thư của tổ chức cấp dấu thời gian hết hạn lúc {Show(chain.NotAfter)} mà dấu thời gian chưa được gia hạn trước đó.");

    private static bool Revocation(List<Check> checks, TimestampToken token, CertificateChain chain, TimestampContext context)
    {
        var answers = context.Revocation.LookAlong(chain, context.At, context.Limits);
        var later = context.KnownAt > context.At ? context.Revocation.LookAlong(chain, context.KnownAt, context.Limits) : answers;
        for (var i = 0; i < answers.Count; i++)
        {
            // A later list may know of a worse reason than an earlier one.
            var leaf = i == 0;
            if (new[] { answers[i], later[i] }.OfType<IsRevoked>().Select(static a => a.Revocation).FirstOrDefault(r => r.At <= context.At && !(leaf && LeavesEarlierTokens(r, token))) is { } revocation)
            {
                return Fail(checks, TimestampChecks.Revocation, $"'{chain.Certificates[i].Subject}' bị thu hồi lúc {Show(revocation.At)}, trước khi dấu thời gian được gia hạn.");
            }
        }

        if (answers.OfType<RevocationUnknown>().FirstOrDefault() is { } unknown)
        {
            checks.Add(new Check(TimestampChecks.Revocation, CheckOutcome.NotMade, unknown.Reason));
            return false;
        }

        return Pass(checks, TimestampChecks.Revocation, "Chứng thư của tổ chức cấp dấu thời gian không bị thu hồi.");
    }

    // RFC 3161 §4: an authority that ceases without its key being compromised says so by the reason, and what it stamped before stays. A revocation without such a
    // reason, or of a certificate above the authority's, takes everything with it.
    private static bool LeavesEarlierTokens(Revocation revocation, TimestampToken token) =>
        revocation.Reason is AffiliationChanged or Superseded or CessationOfOperation && token.Time < revocation.At;

    private static bool Algorithm(List<Check> checks, TimestampToken token, CertificateChain chain, TimestampContext context)
    {
        var end = context.Sunset.EndOf(token, chain.Certificates.SkipLast(1));
        return context.At < end
            ? Pass(checks, TimestampChecks.Algorithm, "Các thuật toán của dấu thời gian còn được tin cậy.")
            : Fail(checks, TimestampChecks.Algorithm, $"Thuật toán của dấu thời gian không còn được tin cậy từ {Show(end)}.");
    }

    private static bool Pass(List<Check> checks, string name, string detail)
    {
        checks.Add(new Check(name, CheckOutcome.Passed, detail));
        return true;
    }

    private static bool Fail(List<Check> checks, string name, string detail)
    {
        checks.Add(new Check(name, CheckOutcome.Failed, detail));
        return false;
    }

    private static string Show(DateTimeOffset time) => time.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
