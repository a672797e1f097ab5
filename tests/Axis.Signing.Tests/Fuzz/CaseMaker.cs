using System.Text;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Fuzz;

/// <summary>Makes cases: a signed packet, changed one to four times, and now and then signed again by its own key as an attacker with a key would.</summary>
internal static class CaseMaker
{
    /// <summary>The packets that cases are made from.</summary>
    public static IReadOnlyList<string> Bases { get; } = MakeBases();

    public static FuzzCase Make(int seed)
    {
        var random = new Random(seed);
        var text = Bases[random.Next(Bases.Count)];
        var steps = new List<string>();
        var count = random.Next(20) == 0 ? 0 : 1 + random.Next(random.Next(4) + 1);
        for (var i = 0; i < count; i++)
        {
            var (name, change) = Mutations.All[random.Next(Mutations.All.Count)];
            steps.Add(name);
            text = change(text, random);
        }

        if (random.Next(16) == 0)
        {
            steps.Add("sign again");
            text = SigningAgain.Sign(text, PublishedKey.Rsa2048);
        }

        var bytes = Packets.Raw(text);
        if (random.Next(25) == 0)
        {
            steps.Add("damage bytes");
            bytes = Damage(bytes, random);
        }

        return new FuzzCase(seed, string.Join(", ", steps), bytes);
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(Math.Min(bytes.Length, at + 1 + random.Next(4)))];
            case 2:
                return [.. bytes.AsSpan(0, at), (byte)random.Next(256), .. bytes.AsSpan(at)];
            case 3:
                return bytes[..at];
            default:
                return Encoding.Convert(Encoding.UTF8, Encoding.Unicode, bytes);
        }
    }

    // The pool is the same in every run but for the signature values: small packets, so that the judges' time goes into forms and not into hashing.
    private static string[] MakeBases() =>
    [
        Packets.Text(Packets.Signed(Packets.Status(), PublishedKey.Rsa2048)),
        Packets.Text(Packets.Signed(Packets.Document("a.pdf"), PublishedKey.Rsa2048, "%PDF-1.7"u8.ToArray())),
        Packets.Text(Packets.Signed(Packets.Document("công văn.pdf", "số liệu.pdf"), PublishedKey.Rsa2048, "%PDF-1.7 công văn"u8.ToArray(), [0x41])),
        Packets.Text(Packets.Signed(Packets.Document() with { Subject = "V/v \U0001F600 ]]> \"&amp;\" 'ơ'" }, PublishedKey.Rsa2048)),
    ];
}
