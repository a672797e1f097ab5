using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Signing.Keys;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests.BadInput;

/// <summary>Packets made by hand, the way somebody would who does not follow the product's own steps.</summary>
public static class Packets
{
    private static readonly PacketSigner Signer = new(new SignerCertificates());
    private static int _number = 1000;

    /// <summary>A native packet signed with the agency's own key.</summary>
    public static byte[] Document(string from, IReadOnlyList<string> to, int fileBytes = 100, int priority = 0, string? documentId = null, DateTimeOffset? signedAt = null, ISigningKey? signer = null)
    {
        using var key = BadInputNetwork.AgencyKey(from);
        var file = new byte[fileBytes];
        Random.Shared.NextBytes(file);
        "%PDF-"u8.CopyTo(file);
        var number = Number();
        var layout = StrictWriter.Layout(new DocumentMessage
        {
            From = new Organ(OrganId.Parse(from)),
            To = [.. to.Select(static t => new Organ(OrganId.Parse(t)))],
            DocumentId = documentId ?? $"{from},2026/11/21,{number}/UBND-VP",
            CodeNumber = number,
            CodeNotation = "UBND-VP",
            Place = "An Hòa",
            PromulgationDate = new DateOnly(2026, 11, 1),
            Type = new DocumentType(2, 18, "Công văn"),
            Subject = "V/v thử nghiệm",
            SignerFullName = "Nguyễn Văn An",
            Priority = priority,
            TraceHeaders = [new TraceHeader(OrganId.Parse(from), TimeProvider.System.GetUtcNow())],
            Business = new NewDocument(),
            Attachments = [new Attachment(Guid.NewGuid().ToString("D"), "a.pdf", "application/pdf", null)],
        });
        return Signer.SignSmall(layout, [new AttachmentBytes(file)], signer ?? key, signedAt ?? TimeProvider.System.GetUtcNow()).Bytes;
    }

    /// <summary>A status packet signed with the agency's own key.</summary>
    public static byte[] Status(string from, string about, string documentId, string documentCode, string code)
    {
        using var key = BadInputNetwork.AgencyKey(from);
        var layout = StrictWriter.Layout(new StatusMessage
        {
            From = new Organ(OrganId.Parse(from)),
            ResponseFor = [new ResponseFor(OrganId.Parse(about), documentCode, documentId, new DateOnly(2026, 11, 1))],
            StatusCode = code,
            Description = "Trạng thái thử nghiệm",
            Timestamp = TimeProvider.System.GetUtcNow(),
        });
        return Signer.SignSmall(layout, [], key, TimeProvider.System.GetUtcNow()).Bytes;
    }

    /// <summary>A number nobody used yet.</summary>
    public static string Number() => Interlocked.Increment(ref _number).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Submits through the node's own steps, except that the signed bytes are changed before they are stored: a sender's node with a fault of its own.</summary>
    public static Task<SubmitAnswer> SendTamperedAsync(RunningNode node, string from, string to, Func<byte[], byte[]> tamper) =>
        SendAsync(node, from, to, async draft =>
        {
            var signed = await node.Get<SignDraft>().RunAsync(draft, CancellationToken.None);
            var bytes = tamper(signed.Small!.Value.ToArray());
            return signed with { Small = bytes, Packet = signed.Packet with { Packet = Digest.Of(bytes), Size = bytes.Length } };
        });

    /// <summary>The same with a key and a signing time of the test's choice.</summary>
    public static Task<SubmitAnswer> SendSignedByAsync(RunningNode node, string from, string to, ISigningKey key, DateTimeOffset signingTime, BusinessFields? business = null) =>
        SendAsync(node, from, to, draft =>
        {
            // Past the node's own Sign, which would refuse a key that is not valid.
            var files = draft.Valid.Draft.Files;
            var (bytes, packet) = Signer.SignSmall(StrictWriter.Layout(draft.Message), [.. files.Select(static f => new AttachmentBytes(f.Bytes!))], key, signingTime);
            var facts = FactsOf.Document(draft.Message, [.. files.Select(static f => new SignedFile(f.Attachment.Name, f.Size, f.Sha256))], []);
            return Task.FromResult(new SignedDraft(packet, bytes, draft.Message, facts));
        }, business);

    private static async Task<SubmitAnswer> SendAsync(RunningNode node, string from, string to, Func<RegisteredDraft, Task<SignedDraft>> sign, BusinessFields? business = null)
    {
        var file = "%PDF-1.7 nội dung thử nghiệm"u8.ToArray();
        var path = Path.Combine(node.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, file);
        try
        {
            var staged = new StagedFile("Báo cáo.pdf", "application/pdf", null, path, file.Length, Digest.Of(file));
            using var draft = await node.Get<Compose>().RunAsync(RunningNode.Fields(from, [to], "V/v gói tin hỏng") with { Business = business }, [staged], CancellationToken.None);
            var registered = await node.Get<RegisterNumber>().RunAsync(node.Get<Validate>().Run(draft, node.Clerk), CancellationToken.None);
            return await node.Get<StoreDraft>().RunAsync(await sign(registered), registered, node.Clerk, null, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What a refused outcome says.</summary>
    public static Refusal Refused(Outcome<SubmitAnswer> outcome) =>
        outcome is Refused<SubmitAnswer> refused ? refused.Why : throw new AssertionException("It was taken.");

    /// <summary>Hands in an existing packet.</summary>
    public static async Task<Outcome<SubmitAnswer>> HandInAsync(RunningNode node, byte[] bytes, string? key = null)
    {
        var path = Path.Combine(node.Folder, "hand-in-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            return await node.Get<ISubmission>().SubmitPacketAsync(new StagedFile("a.edxml", "application/xml", null, path, bytes.Length, Digest.Of(bytes)), node.Clerk, key, CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
