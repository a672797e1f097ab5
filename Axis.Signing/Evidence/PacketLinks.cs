using Axis.Core.Agencies;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;
using Axis.Signing.Xades;

namespace Axis.Signing.Evidence;

/// <summary>Verifies each packet with what the container holds and nothing else: signature, timestamps, binding, path, revocation.</summary>
/// <param name="packets">Verifies signatures.</param>
/// <param name="judge">Judges them.</param>
/// <param name="proofs">Verifies their timestamps.</param>
/// <param name="policy">How to weigh.</param>
internal sealed class PacketLinks(PacketVerifier packets, TrustJudge judge, ProofChainVerifier proofs, VerificationPolicy policy)
{
    public async Task CheckAsync(EvidenceRun run, CancellationToken cancellationToken)
    {
        var items = run.Index!.Packets;
        for (var i = 0; i < items.Count; i++)
        {
            if (run.Zip.Find(items[i].File) is not { } entry)
            {
                run.Fail(EvidenceLinks.Packet, items[i].File, $"Thiếu gói tin '{items[i].File}'.", $"Packet '{items[i].File}' is missing.");
                continue;
            }

            var check = await packets.VerifyAsync(run.Zip.OpenEntry(entry), NativeReadOptions.Default, cancellationToken).ConfigureAwait(false);
            if (i == 0)
            {
                run.Document = check;
            }

            if (check.Packet?.PacketDigest is not { } digest)
            {
                Foreign(run, items[i].File, check);
                continue;
            }

            var chain = check.Passed ? await ProofsAsync(run, i, entry, check, digest, cancellationToken).ConfigureAwait(false) : null;
            Judge(run, items[i].File, check, digest, chain);
            if (i > 0)
            {
                Answers(run, items[i].File, check);
            }
        }
    }

    private void Judge(EvidenceRun run, string file, PacketCheck check, Digest digest, ProofChainReport? chain)
    {
        var from = OrganId.TryParse(check.SignedContents?.From, out var sender) ? sender : default;
        var report = Report(run, run.Directory, check, from, digest, chain);
        if (report.SubIndication == SubIndication.BindingUnknown && run.DirectoryAtReception is { } then)
        {
            report = Report(run, then, check, from, digest, chain);
        }

        var problem = report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed) ?? report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.NotMade);
        var english = $"Packet '{file}': {report.Verdict}{(report.Indication == Indication.TotalPassed || problem is null ? "" : ", " + problem.Name)}.";
        switch (report.Indication)
        {
            case Indication.TotalPassed:
                run.Pass(EvidenceLinks.Packet, file, $"{report.Verdict}: '{report.Signer}' ký, đúng cơ quan {from}.", english);
                break;
            case Indication.TotalFailed:
                run.Fail(EvidenceLinks.Packet, file, $"{report.Verdict}: {problem?.Detail}", english);
                break;
            default:
                run.NotMade(EvidenceLinks.Packet, file, $"{report.Verdict}: {problem?.Detail}", english);
                break;
        }
    }

    private VerificationReport Report(EvidenceRun run, DirectorySnapshot directory, PacketCheck check, OrganId from, Digest digest, ProofChainReport? chain)
    {
        var witnesses = Witnesses(run, directory, from, digest);
        var input = new JudgeInput
        {
            Cryptography = CryptographicResult.Of(check, from),
            Directory = directory,
            Revocation = run.Revocation,
            Proof = witnesses.Count > 0 ? witnesses[0] : null,
            Witnesses = witnesses,
            ReceivedAt = run.KnownSince,
            Now = run.At,
            Scope = JudgeScope.Recipient,
            Policy = policy,
        };
        input = chain?.AddTo(input) ?? input;
        var report = judge.Judge(input);

        // Data that are stale today were at hand when the container was stamped.
        return report.SubIndication == SubIndication.TryLater && run.ProvedAt is { } proved ? judge.Judge(input with { RevocationAt = proved }) : report;
    }

    // A node's word about its own sender's packet proves nothing to others; the container's timestamp is nobody's word in the exchange.
    private List<Proof> Witnesses(EvidenceRun run, DirectorySnapshot directory, OrganId from, Digest digest)
    {
        var home = directory.FindAgency(from)?.Host;
        var nodes = home is null
            ? []
            : run.Receipts
                .Where(r => r.Receipt.Packet == digest && r.Receipt.From == from && r.Receipt.Issuer != home)
                .Select(r => NodeProofs.Of(r.Receipt, r.SealedAt, policy))
                .OfType<Proof>();
        var stamp = run.ProvedAt is { } proved ? [new Proof(proved, Proof.TimestampToken, EvidenceNames.Timestamp(1))] : Array.Empty<Proof>();
        return [.. NodeProofs.Earliest(nodes.Concat(stamp))];
    }

    private async Task<ProofChainReport?> ProofsAsync(EvidenceRun run, int number, StoredZipEntry entry, PacketCheck check, Digest digest, CancellationToken cancellationToken)
    {
        if (run.Index!.Packets[number].Proofs is not { } file)
        {
            return null;
        }

        try
        {
            var record = ProofRecord.Read(run.Zip.ReadAll(file, ProofRecord.MaxBytes));
            if (record.Packet != digest)
            {
                run.Fail(EvidenceLinks.Proofs, file, $"Bằng chứng '{file}' thuộc về gói tin khác.", $"Proofs '{file}' belong to another packet.");
                return null;
            }

            var stamped = new StampedPacket(check, () => run.Zip.OpenEntry(entry));
            CopiesForOpenssl(run, number, stamped, record);
            var context = new TimestampContext(run.Directory, run.Revocation, run.KnownSince, policy.PacketLimits, AlgorithmSunset.Default) { KnownAt = run.At };
            var report = await proofs.VerifyAsync(stamped, record.Proofs, context, cancellationToken).ConfigureAwait(false);
            Say(run, file, report);
            return report.Checks.Any(static c => c.Outcome == CheckOutcome.Failed) ? null : report;
        }
        catch (TimestampFormatException e)
        {
            run.Fail(EvidenceLinks.Proofs, file, e.Message, $"Proofs '{file}' cannot be read.");
            return null;
        }
    }

    // The same tokens lie beside the record as openssl wants them; whoever checks those must be checking these.
    private static void CopiesForOpenssl(EvidenceRun run, int number, StampedPacket stamped, ProofRecord record)
    {
        var tokens = record.Proofs.Select(static p => p.Token).OfType<TimestampToken>().Select((t, i) => (File: EvidenceNames.Token(number, i + 1), Bytes: t.Der));
        foreach (var (file, bytes) in tokens.Prepend((EvidenceNames.Stamped(number), stamped.SignatureValueBytes())))
        {
            if (!run.Measured.TryGetValue(file, out var measured) || measured.Digest != Digest.Of(bytes.Span))
            {
                run.Fail(EvidenceLinks.Proofs, file, $"Tệp '{file}' khác với bằng chứng của gói tin.", $"File '{file}' differs from the packet's proofs.");
            }
        }
    }

    private static bool Aged(Check check) =>
        check.Outcome == CheckOutcome.Failed
        && (check.Name.EndsWith(TimestampChecks.Validity, StringComparison.Ordinal) || check.Name.EndsWith(TimestampChecks.Algorithm, StringComparison.Ordinal));

    // What is not decided about a proof does not decide about the packet: the judgement says what it could rest on.
    private static void Say(EvidenceRun run, string file, ProofChainReport report)
    {
        if (report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed && !Aged(c)) is { } failed)
        {
            run.Fail(EvidenceLinks.Proofs, file, failed.Detail, $"Proofs '{file}': {failed.Name} failed.");
        }
        else if (report.Checks.FirstOrDefault(Aged) is { } aged)
        {
            // Proofs that nobody renewed in time prove nothing more; they disprove nothing either.
            run.NotMade(EvidenceLinks.Proofs, file, aged.Detail, $"Proofs '{file}': {aged.Name} no longer holds.");
        }
        else if (report.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.NotMade) is { } open)
        {
            run.NotMade(EvidenceLinks.Proofs, file, open.Detail, $"Proofs '{file}': {open.Name} was not made.", decides: false);
        }
        else
        {
            run.Pass(EvidenceLinks.Proofs, file, $"Các bằng chứng đúng, mức XAdES-B-{report.Level}.", $"The proofs hold, level XAdES-B-{report.Level}.");
        }
    }

    private static void Answers(EvidenceRun run, string file, PacketCheck check)
    {
        if (run.Document?.SignedContents is not { } document || check.SignedContents is not { } status)
        {
            run.NotMade(EvidenceLinks.Answers, file, "Không đọc được gói tin hoặc văn bản nên chưa biết trạng thái trả lời văn bản nào.", "What the status answers is not known: a packet could not be read.");
            return;
        }

        var code = document.CodeNumber + "/" + document.CodeNotation;
        if (status.ResponseFor.Any(r => r.OrganId == document.From && (r.DocumentId == document.DocumentId || (r.DocumentId is null && r.Code == code))))
        {
            run.Pass(EvidenceLinks.Answers, file, $"Trạng thái {status.StatusCode} của {status.From} trả lời đúng văn bản này.", $"Status {status.StatusCode} of {status.From} answers this document.");
        }
        else
        {
            run.Fail(EvidenceLinks.Answers, file, $"Gói trạng thái '{file}' trả lời một văn bản khác.", $"Status packet '{file}' answers another document.");
        }
    }

    private static void Foreign(EvidenceRun run, string file, PacketCheck check)
    {
        var why = check.Checks.FirstOrDefault(static c => c.Outcome == CheckOutcome.Failed)?.Detail;
        var digest = run.Measured[file].Digest;
        if (run.Receipts.Any(r => r.Receipt.Packet == digest && r.Receipt.Event == ReceiptEvent.ReceivedFromNonErds))
        {
            run.NotMade(EvidenceLinks.Packet, file, TransportDecision.ForeignBadge + ".", $"Packet '{file}' carries no packet signature; its channel was authenticated.");
        }
        else
        {
            run.Fail(EvidenceLinks.Packet, file, $"Gói tin '{file}' không ở dạng gốc và không có biên nhận của cổng tiếp nhận: {why}", $"Packet '{file}' is not in the native form and no gateway vouches for it.");
        }
    }
}
