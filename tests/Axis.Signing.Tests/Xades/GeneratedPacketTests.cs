using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Signing.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Signing.Tests.Xades;

/// <summary>Packets of all kinds, sizes and numbers of files: what is signed here verifies here and in xmlsec1, and what is damaged in neither.</summary>
[TestFixture]
public sealed class GeneratedPacketTests
{
    private static readonly string[] Words =
        ["V/v báo cáo", "a & b <c> \"d\"", "Nguyễn Thị Đặng Ước", "số 😀", "]]>", "  hai  dấu cách", "đường dẫn ../..", "&amp;amp;", "'nháy đơn'"];

    private static readonly TestKey[] Keys = [TestKey.Rsa2048, TestKey.P256];

    private static Gen<(Message Message, byte[][] Files, TestKey Key)> Any { get; } =
        from seed in Gen.Choose(0, int.MaxValue)
        from count in Gen.Choose(0, 5)
        from status in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)))
        select Make(new Random(seed), count, status);

    [Test]
    public void every_packet_signed_here_verifies_here() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Any.ToArbitrary(), static p => Packets.Verify(Packets.Signed(p.Message, p.Key, p.Files)).Passed));

    [Test]
    public void a_bit_changed_anywhere_is_never_passed() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Any.ToArbitrary(), static p =>
        {
            var packet = Packets.Signed(p.Message, p.Key, p.Files);
            packet[new Random(packet.Length).Next(packet.Length)] ^= 1;
            return !Packets.Verify(packet).Passed;
        }));

    [Test]
    public void xmlsec1_agrees_on_generated_packets()
    {
        var generated = Any.Sample(60).ToArray();
        foreach (var key in Keys)
        {
            var packets = generated.Where(p => p.Key == key).Select(static p => Packets.Signed(p.Message, p.Key, p.Files)).ToArray();

            Assert.That(Tool.Xmlsec(key, packets), Is.All.True);
        }
    }

    private static (Message, byte[][], TestKey) Make(Random random, int count, bool status)
    {
        string Word() => Words[random.Next(Words.Length)];
        var key = Keys[random.Next(Keys.Length)];
        if (status)
        {
            return (Packets.Status() with { Description = Word() + " lý do", StatusCode = "02" }, [], key);
        }

        Business business = random.Next(4) switch
        {
            0 => new NewDocument(),
            1 => new Recall { Reason = "Ban hành nhầm" },
            2 => new Update
            {
                Reason = "Bổ sung",
                TargetDocumentId = "H37.12,2026/01/03,8/SNV-VP",
                DocumentReceiver = true,
                Receivers = [new ReceiverChange(OrganId.Parse("H37.61"), false), new ReceiverChange(OrganId.Parse("H37.62"), true)],
            },
            _ => new Replacement { Reason = "Thay thế", Replaced = [new ReplacedDocument("H37.12,2026/01/03,8/SNV-VP", [OrganId.Parse("H37.61")])] },
        };
        var files = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            files[i] = new byte[random.Next(4) == 0 ? random.Next(4) : random.Next(200_000)];
            random.NextBytes(files[i]);
        }

        var message = Packets.Document([.. Enumerable.Range(0, count).Select(i => $"{Word().Trim().Replace('/', '-')} {i}.pdf")]) with
        {
            Subject = Word() + " (trích yếu)",
            Business = business,
            ResponseFor = business is Recall ? [new ResponseFor(OrganId.Parse("H37.12"), "8/SNV-VP", "H37.12,2026/01/03,8/SNV-VP", new DateOnly(2026, 1, 3))] : [],
            ToPlaces = [.. Enumerable.Range(0, random.Next(4)).Select(i => $"Nơi nhận {i}")],
        };
        return (message, files, key);
    }
}
