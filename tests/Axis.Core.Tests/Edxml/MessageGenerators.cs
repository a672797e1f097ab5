using Axis.Core.Agencies;
using Axis.Core.Packets;
using FsCheck;
using FsCheck.Fluent;

namespace Axis.Core.Tests.Edxml;

/// <summary>Messages of all kinds that meet the strict profile, with hostile but legal text.</summary>
internal static class MessageGenerators
{
    private static readonly string[] Characters =
        ["a", "Z", "9", " ", "Đ", "ệ", "ữ", "&", "<", ">", "\"", "'", "]]>", "/", ",", "\r", "\n", "\t", "\u0085", "\u2028", "😀", "\u0301", "--", "<!--"];

    private static readonly Gen<OrganId> Organs = Gen.Elements("H37.12", "H37.61", "000.00.00.G22", "H01.02.03", "VXP.SAAS.03", "28.22.H17").Select(OrganId.Parse);

    private static readonly Gen<DateOnly> Dates = Gen.Choose(0, 56_000).Select(static days => new DateOnly(1945, 1, 1).AddDays(days));

    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Choose(0, int.MaxValue).Select(static s => new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddSeconds(s));

    public static Gen<Message> Any => Gen.Frequency((4, Documents), (1, Statuses));

    private static Gen<Message> Documents =>
        from business in Businesses
        from froms in Organ
        from to in Organ.NonEmptyListOf()
        from texts in Gen.ArrayOf(Text(10), 6)
        from optional in Gen.ArrayOf(Optional(100), 8)
        from numbers in Gen.ArrayOf(Gen.Choose(0, 4), 5)
        from date in Dates
        from due in Dates.OrNull()
        from responses in Response(Optional(60)).ListOf()
        from lists in Gen.ArrayOf(Text(30).ListOf(), 3)
        from trace in Instants
        from files in File.ListOf()
        from direction in Gen.Elements(true, false)
        select (Message)new DocumentMessage
        {
            From = froms,
            To = [.. to.DistinctBy(static o => o.OrganId)],
            DocumentId = texts[0],
            CodeNumber = texts[1],
            CodeNotation = texts[2],
            Place = texts[3],
            PromulgationDate = date,
            Type = new DocumentType(numbers[0], numbers[1] == 0 ? null : numbers[1], texts[4]),
            Subject = texts[5],
            Content = optional[0],
            SignerCompetence = optional[1],
            SignerPosition = optional[2],
            SignerFullName = texts[0],
            DueDate = due,
            Priority = numbers[2],
            SphereOfPromulgation = optional[3],
            TyperNotation = optional[4]?[..1] is { } c && !char.IsSurrogate(c[0]) ? c : null,
            PromulgationAmount = numbers[3],
            PageAmount = numbers[4],
            ReplyFors = optional[5],
            Direction = direction,
            ReferenceCodes = optional[6],
            Appendixes = [.. lists[0]],
            ResponseFor = business is Recall && responses.Count == 0 ? [new ResponseFor(OrganId.Parse("H37.12"), null, "x", null)] : [.. responses],
            SteeringType = numbers[2],
            TaskCodes = [.. lists[1]],
            ApplicationType = optional[7],
            ToPlaces = [.. lists[2]],
            TraceHeaders = [new TraceHeader(froms.OrganId, trace)],
            Business = business,
            Attachments = [.. files.Select(static (f, i) => f with { ContentId = $"{i}-{f.ContentId}" })],
        };

    private static Gen<Message> Statuses =>
        from froms in Organ
        from responses in Response(Text(60)).NonEmptyListOf()
        from code in Gen.Elements("01", "02", "03", "04", "05", "06", "13", "15", "16")
        from reason in Text(40)
        from staff in Staff.OrNull()
        from time in Instants
        select (Message)new StatusMessage { From = froms, ResponseFor = [.. responses], StatusCode = code, Description = reason, Staff = staff, Timestamp = time };

    private static Gen<Business> Businesses =>
        from kind in Gen.Choose(0, 3)
        from reason in Text(50)
        from target in Text(50)
        from paper in Gen.Elements(true, false)
        from staff in Staff.ListOf()
        from receivers in (from id in Organs from added in Gen.Elements(true, false) select new ReceiverChange(id, added)).ListOf()
        from replaced in (from id in Text(20) from agencies in Organs.NonEmptyListOf() select new ReplacedDocument(id, [.. agencies])).NonEmptyListOf()
        select (kind switch
        {
            0 => new NewDocument(),
            1 => new Recall { TargetDocumentId = target },
            2 => (Business)new Update
            {
                TargetDocumentId = target,
                DocumentInfo = paper,
                DocumentReceiver = receivers.Count > 0,
                Receivers = [.. receivers.DistinctBy(static r => r.OrganId)],
            },
            _ => new Replacement { Replaced = [.. replaced] },
        }) with { Reason = reason, Paper = paper, Staff = [.. staff] };

    private static Gen<Organ> Organ =>
        from id in Organs
        from texts in Gen.ArrayOf(Optional(20), 7)
        select new Organ(id, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6]);

    private static Gen<StaffInfo> Staff =>
        from name in Text(20)
        from texts in Gen.ArrayOf(Optional(20), 5)
        select new StaffInfo(texts[0], texts[1], name, texts[2], texts[3], texts[4]);

    private static Gen<Attachment> File =>
        from id in Gen.Choose(0, int.MaxValue)
        from name in Text(30)
        from type in Gen.Elements("application/pdf", "application/doc", "application/zip")
        from description in Optional(30)
        select new Attachment(id.ToString(System.Globalization.CultureInfo.InvariantCulture), name, type, description);

    private static Gen<ResponseFor> Response<T>(Gen<T> text)
        where T : class? =>
        from id in Organs
        from code in text
        from document in text
        from date in Dates.OrNull()
        select new ResponseFor(id, code as string, document as string, date);

    /// <summary>At most <paramref name="max"/> characters; no white space at the ends, which the tolerant reader takes off.</summary>
    private static Gen<string> Text(int max) =>
        from parts in Gen.Elements(Characters).ListOf()
        select Cut("x" + string.Concat(parts), max);

    private static Gen<string?> Optional(int max) => Gen.OneOf(Gen.Constant<string?>(null), Text(max).Select(static t => (string?)t));

    private static string Cut(string text, int max)
    {
        var cut = text.Length <= max ? text : text[..max];
        cut = char.IsHighSurrogate(cut[^1]) ? cut[..^1] : cut;
        return char.IsWhiteSpace(cut[^1]) ? cut[..^1] + "." : cut;
    }

    private static Gen<DateOnly?> OrNull(this Gen<DateOnly> gen) => Gen.OneOf(Gen.Constant<DateOnly?>(null), gen.Select(static d => (DateOnly?)d));
}
