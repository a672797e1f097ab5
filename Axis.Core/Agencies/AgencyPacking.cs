using System.Buffers;
using System.Text;

namespace Axis.Core.Agencies;

/// <summary>How <see cref="AgencyPage"/> packs one agency: the code first, numbers in base 128, times as milliseconds since 1970, texts that repeat by their index.</summary>
internal static class AgencyPacking
{
    public static void Write(ArrayBufferWriter<byte> rows, Agency agency, Func<string, int> text)
    {
        Text(rows, agency.Code.Value);
        Text(rows, agency.Name);
        Number(rows, (long)agency.Tier);
        Text(rows, agency.Parent?.Value ?? "");
        Number(rows, text(agency.Host.Value));
        Number(rows, (long)agency.Status);
        Time(rows, agency.ValidFrom);
        Time(rows, agency.ValidTo);
        Number(rows, agency.Version);
        Number(rows, (long)agency.Bloc);
        Text(rows, agency.FocalOffice?.Value ?? "");
        Number(rows, agency.Scheme is { } scheme ? text(scheme) + 1 : 0);
        Act(rows, agency.Act, text);
        Text(rows, agency.Contact?.Telephone ?? "");
        Text(rows, agency.Contact?.Mail ?? "");
        Number(rows, agency.Aliases.Count);
        foreach (var alias in agency.Aliases)
        {
            Text(rows, alias.Value);
        }

        Number(rows, agency.Codes.Count);
        foreach (var code in agency.Codes)
        {
            Text(rows, code.Code.Value);
            Number(rows, (long)code.Kind);
            Time(rows, code.From);
            Time(rows, code.To);
        }

        Number(rows, agency.Successors.Count);
        foreach (var successor in agency.Successors)
        {
            Text(rows, successor.To.Value);
            Number(rows, (long)successor.Kind);
            Time(rows, successor.EffectiveFrom);
            Number(rows, text(successor.LegalAct));
        }
    }

    public static ReadOnlySpan<byte> CodeOf(ReadOnlySpan<byte> row)
    {
        var length = (int)Number(ref row);
        return row[..length];
    }

    public static Agency Read(ReadOnlySpan<byte> row, string[] texts)
    {
        var code = OrganId.Parse(Text(ref row));
        var name = Text(ref row);
        var tier = (Tier)Number(ref row);
        var parent = Code(ref row);
        var host = NodeId.Parse(texts[Number(ref row)]);
        var status = (AgencyStatus)Number(ref row);
        var from = Time(ref row) ?? DateTimeOffset.UnixEpoch;
        var to = Time(ref row);
        var version = (int)Number(ref row);
        var bloc = (Bloc)Number(ref row);
        var focal = Code(ref row);
        var scheme = Number(ref row);
        var act = Act(ref row, texts);
        var (telephone, mail) = (Optional(ref row), Optional(ref row));
        var aliases = new OrganId[Number(ref row)];
        for (var i = 0; i < aliases.Length; i++)
        {
            aliases[i] = OrganId.Parse(Text(ref row));
        }

        var codes = new CodePeriod[Number(ref row)];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = new CodePeriod(OrganId.Parse(Text(ref row)), (CodeKind)Number(ref row), Time(ref row), Time(ref row));
        }

        var successors = new Succession[Number(ref row)];
        for (var i = 0; i < successors.Length; i++)
        {
            successors[i] = new Succession(
                OrganId.Parse(Text(ref row)), (SuccessionKind)Number(ref row), Time(ref row) ?? DateTimeOffset.UnixEpoch, texts[Number(ref row)]);
        }

        return new Agency(code, name, tier, parent, host, status, from, to, aliases, successors)
        {
            Version = version,
            Bloc = bloc,
            FocalOffice = focal,
            Scheme = scheme == 0 ? null : texts[scheme - 1],
            Act = act,
            Contact = telephone is null && mail is null ? null : new Contact(telephone, mail),
            Codes = codes,
        };
    }

    private static void Act(ArrayBufferWriter<byte> rows, IssuingAct? act, Func<string, int> text)
    {
        Number(rows, act is null ? 0 : 1);
        if (act is not null)
        {
            Number(rows, text(act.Issuer));
            Number(rows, text(act.Decision));
            Number(rows, act.Date.DayNumber);
        }
    }

    private static IssuingAct? Act(ref ReadOnlySpan<byte> row, string[] texts) =>
        Number(ref row) == 0 ? null : new IssuingAct(texts[Number(ref row)], texts[Number(ref row)], DateOnly.FromDayNumber((int)Number(ref row)));

    private static void Text(ArrayBufferWriter<byte> rows, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(rows, length);
        rows.Advance(Encoding.UTF8.GetBytes(text, rows.GetSpan(length)));
    }

    private static string Text(ref ReadOnlySpan<byte> row)
    {
        var length = (int)Number(ref row);
        var text = Encoding.UTF8.GetString(row[..length]);
        row = row[length..];
        return text;
    }

    private static string? Optional(ref ReadOnlySpan<byte> row) => Text(ref row) is { Length: > 0 } text ? text : null;

    private static OrganId? Code(ref ReadOnlySpan<byte> row) => Text(ref row) is { Length: > 0 } text ? OrganId.Parse(text) : null;

    // Zigzag, so that times before 1970 stay short too; absent is the one value no time has.
    private static void Time(ArrayBufferWriter<byte> rows, DateTimeOffset? time) => Number(rows, time is { } at ? Zigzag(at.ToUnixTimeMilliseconds()) + 1 : 0);

    private static DateTimeOffset? Time(ref ReadOnlySpan<byte> row) =>
        Number(ref row) is var value && value == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(((value - 1) >>> 1) ^ -((value - 1) & 1));

    private static long Zigzag(long value) => (value << 1) ^ (value >> 63);

    private static void Number(ArrayBufferWriter<byte> rows, long value)
    {
        var rest = (ulong)value;
        do
        {
            var low = (byte)(rest & 0x7f);
            rest >>= 7;
            rows.GetSpan(1)[0] = rest == 0 ? low : (byte)(low | 0x80);
            rows.Advance(1);
        }
        while (rest != 0);
    }

    private static long Number(ref ReadOnlySpan<byte> row)
    {
        ulong value = 0;
        for (var i = 0; ; i++)
        {
            value |= (ulong)(row[i] & 0x7f) << (7 * i);
            if (row[i] < 0x80)
            {
                row = row[(i + 1)..];
                return (long)value;
            }
        }
    }
}
