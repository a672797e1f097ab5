using Axis.Core.Contracts;
using Axis.Core.Edxml;
using Axis.Core.Edxml.Files;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Outgoing;
using Axis.Signing.Xades;

namespace Axis.Journey.Tests.BadInput;

/// <summary>A file arrives under a name that every file system takes; what its owner called it is kept as data.</summary>
public sealed class FileNameTests
{
    private static readonly (string Name, string Kept)[] Names =
    [
        ("../../etc/passwd.pdf", "../../etc/passwd.pdf"),
        (@"C:\Users\an\báo cáo.pdf", @"C:\Users\an\báo cáo.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        (new string('ă', 396) + ".pdf", new string('ă', 396) + ".pdf"),
        ("CON.pdf", "CON.pdf"),
        ("aux", "aux"),
        ("a\u202Efdp.exe", "a\u202Efdp.exe"),
    ];

    [Test]
    public async Task strange_names_are_sent_and_received_under_safe_ones()
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];
        var district = BadInputNetwork.Network[BadInputNetwork.District];

        var answer = await SendAsync(commune, [.. Names.Select(static n => n.Name), "kết quả 🎉.pdf"], null);

        await Eventually.GetAsync(() => commune.Tracking(answer.Packet), static r => r[0].State == "01", "consigned");
        var files = Files(district, answer);
        Assert.That(files, Has.Count.EqualTo(Names.Length + 1));
        foreach (var ((name, kept), file) in Names.Zip(files))
        {
            Assert.That(file.Name, Is.EqualTo(SafeFileName.From(name)).And.EqualTo(SafeFileName.From(file.Name)));
            Assert.That(file.Name.IndexOfAny(['/', '\\', '\0', '\u202E']), Is.Negative, file.Name);
            Assert.That(System.Text.Encoding.UTF8.GetByteCount(file.Name), Is.LessThanOrEqualTo(SafeFileName.MaxBytes));
            Assert.That(file.Description, Is.EqualTo(kept), "the original name");
        }

        var shown = district.Store.Read(s => s.Packets.Find(Digest.Parse(answer.Packet)))!.Facts.Attachments;
        Assert.That(shown.Select(static f => f.Description), Is.EqualTo(files.Select(static f => f.Description)), "shown to the recipient too");
        Assert.That(files[^1].Name, Is.EqualTo("kết quả 🎉.pdf"), "an emoji does no harm");
    }

    [Test]
    public async Task a_description_of_the_clerks_stands_beside_the_original_name()
    {
        var commune = BadInputNetwork.Network[BadInputNetwork.Commune];

        var answer = await SendAsync(commune, ["NUL.pdf"], [new FileFields("NUL.pdf", "Phụ lục 1")]);

        var file = Files(commune, answer).Single();
        Assert.That((file.Name, file.Description), Is.EqualTo(("_NUL.pdf", "Phụ lục 1 (tên gốc: NUL.pdf)")));
    }

    private static IReadOnlyList<Attachment> Files(RunningNode node, SubmitAnswer answer)
    {
        var bytes = node.Store.Read(s => s.Packets.ReadInline(Digest.Parse(answer.Packet)))!;
        return ((DocumentMessage)node.Get<PacketVerifier>().Verify(bytes, NativeReadOptions.Default).Message!.Message).Attachments;
    }

    private static async Task<SubmitAnswer> SendAsync(RunningNode node, IReadOnlyList<string> names, IReadOnlyList<FileFields>? described)
    {
        var bytes = "%PDF-1.7 tệp"u8.ToArray();
        var path = Path.Combine(node.Folder, "upload-" + Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        try
        {
            var outcome = await node.Get<ISubmission>().SubmitAsync(
                RunningNode.Fields(BadInputNetwork.Good, ["H37.20"], "V/v tên tệp") with { Files = described },
                [.. names.Select(n => new StagedFile(n, "application/pdf", null, path, bytes.Length, Digest.Of(bytes)))],
                node.Clerk,
                null,
                CancellationToken.None);
            return outcome is Done<SubmitAnswer> done ? done.Value : throw new AssertionException(Packets.Refused(outcome).Sentence);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
