using System.Buffers.Binary;
using System.Globalization;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Routing;
using Axis.Core.Rules;
using Axis.Node.Api;
using Axis.Node.Api.Views;
using Axis.Node.Storage;

namespace Axis.Node.Searching;

/// <summary>
/// Finds what the caller's own agencies received or sent, by the words that a clerk remembers: number, subject, type, signer, the other agency. It shows what the
/// lists show and is no look into a document, so it is not journalled. Each step looks at a bounded number of documents, newest first.
/// </summary>
internal sealed class DeskSearch(IStore store, NodeDirectory directory, TimeProvider time)
{
    /// <summary>Documents looked at in one step.</summary>
    public const int Looked = 1_000;

    private const string IncomingSide = "den";
    private const string OutgoingSide = "di";
    private const int Shown = 50;
    private const int MaxText = 200;

    // Names of recipients are looked at where they are few; a mass document is found by what it says itself.
    private const int FewRecipients = 20;
    private const int FirstRows = 100;

    /// <summary>Looks.</summary>
    /// <param name="asked">What for.</param>
    /// <param name="after">Key of the step before.</param>
    /// <param name="scope">The agencies looked at; <c>null</c> = all of the node.</param>
    /// <exception cref="RefusedException">Nothing is asked for, too much, or a side that there is not.</exception>
    public Page<FoundDocument> Run(DeskWords asked, Guid? after, IReadOnlyCollection<OrganId>? scope)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var wanted = Wanted.Of(asked);
        var (received, sent) = asked.Side switch
        {
            null or "" => (true, true),
            IncomingSide => (true, false),
            OutgoingSide => (false, true),
            _ => throw new RefusedException(ApiRefusals.Parameter("side", $"{IncomingSide} hoặc {OutgoingSide}", $"{IncomingSide} or {OutgoingSide}")),
        };
        var (end, floor) = (Earlier(after, asked.To is { } to ? KeyAt(VietnamTime.StartOf(to.AddDays(1))) : null), asked.From is { } from ? KeyAt(VietnamTime.StartOf(from)) : Guid.Empty);
        return store.Read(session =>
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            var (hits, looked, now) = (new List<FoundDocument>(), 0, time.GetUtcNow());
            foreach (var row in Newest(session, scope, received, sent, end).TakeWhile(r => r.Key >= floor))
            {
                looked++;
                if (row.Item is { } item)
                {
                    var packet = session.Packets.Find(item.Packet) ?? throw new InvalidOperationException($"Inbox item {item.Id} names a packet that is not in the store.");
                    if (Fits(wanted, packet, string.Create(CultureInfo.InvariantCulture, $"{item.ArrivalNumber} {item.ArrivalYear}"), null))
                    {
                        hits.Add(new FoundDocument(InboxViews.Item(item, packet, session, directory, now), null));
                    }
                }
                else if (Fits(wanted, row.Packet!, "", names))
                {
                    hits.Add(new FoundDocument(null, DocumentViews.OutboxItem(row.Packet!, session, contents: true)));
                }

                if (hits.Count == Shown || looked == Looked)
                {
                    return new Page<FoundDocument>(hits, row.Key.ToString());
                }
            }

            return new Page<FoundDocument>(hits, null);
        });
    }

    // Both sides by their keys, which begin with the time (RFC 9562 version 7): the newest first, whichever side it is of.
    private static IEnumerable<Row> Newest(ISession session, IReadOnlyCollection<OrganId>? scope, bool received, bool sent, Guid? end)
    {
        using var left = (received ? Paged((key, rows) => session.Inbox.List(scope, null, key, rows), static i => new Row(i.Id, i, null), end) : []).GetEnumerator();
        using var right = (sent ? Paged((key, rows) => session.Packets.ListSubmitted(scope, key, rows), static p => new Row(p.Submission!.Value, null, p), end) : []).GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            if (hasLeft && (!hasRight || left.Current.Key > right.Current.Key))
            {
                yield return left.Current;
                hasLeft = left.MoveNext();
            }
            else
            {
                yield return right.Current;
                hasRight = right.MoveNext();
            }
        }
    }

    // What is looked for is mostly new: little is read at first, more when that was not enough.
    private static IEnumerable<Row> Paged<T>(Func<Guid?, int, IReadOnlyList<T>> page, Func<T, Row> row, Guid? end)
    {
        for (var rows = FirstRows; ; rows = Looked)
        {
            var found = page(end, rows);
            foreach (var one in found)
            {
                var next = row(one);
                end = next.Key;
                yield return next;
            }

            if (found.Count < rows)
            {
                yield break;
            }
        }
    }

    private bool Fits(Wanted wanted, PacketRow packet, string number, Dictionary<string, string>? names)
    {
        var facts = packet.Facts;
        if (!Array.TrueForAll(wanted.Codes, code => packet.From.Value.StartsWith(code, StringComparison.OrdinalIgnoreCase) || facts.To.Any(to => to.StartsWith(code, StringComparison.OrdinalIgnoreCase))))
        {
            return false;
        }

        var left = Missing(wanted.Words, FoldedText.Of($"{facts.Code} {number} {facts.Subject} {facts.TypeName} {facts.SignerFullName} {facts.FromName}"));
        return left.Count == 0
            || (names is not null && facts.To.Count <= FewRecipients && Missing(left, string.Join(' ', facts.To.Select(code => NameOf(code, names)))).Count == 0);
    }

    private string NameOf(string code, Dictionary<string, string> names)
    {
        if (!names.TryGetValue(code, out var folded))
        {
            names[code] = folded = FoldedText.Of((OrganId.TryParse(code, out var id) ? directory.NameOf(id) : null) ?? "");
        }

        return folded;
    }

    // A word is found where a word begins with it: "12" finds 12/UBND, not 2012.
    private static List<string> Missing(IEnumerable<string> words, string text) =>
        [.. words.Where(w => !text.StartsWith(w, StringComparison.Ordinal) && !text.Contains(" " + w, StringComparison.Ordinal))];

    private static Guid? Earlier(Guid? one, Guid? other) => one is { } a && other is { } b ? a < b ? a : b : one ?? other;

    /// <summary>The lowest key of the instant.</summary>
    private static Guid KeyAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Max(instant.ToUnixTimeMilliseconds(), 0) << 16);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Words by their folded beginnings, and codes of agencies (H37.20), whose parts are no words: 20 is not to find all that the agency sent.</summary>
    private sealed record Wanted(string[] Words, string[] Codes)
    {
        public static Wanted Of(DeskWords asked)
        {
            if (asked.Words?.Length > MaxText)
            {
                throw new RefusedException(ApiRefusals.Parameter("q", $"nhiều nhất {MaxText} ký tự", $"at most {MaxText} characters"));
            }

            var codes = (asked.Words ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToLookup(static w => w.Contains('.', StringComparison.Ordinal) && OrganId.TryParse(w, out _));
            var wanted = new Wanted(FoldedText.Of(string.Join(' ', codes[false])).Split(' ', StringSplitOptions.RemoveEmptyEntries), [.. codes[true]]);
            return wanted.Words.Length + wanted.Codes.Length > 0 || asked.From is not null || asked.To is not null
                ? wanted
                : throw new RefusedException(ApiRefusals.Parameter("q", "ít nhất một chữ hoặc số, hoặc một ngày", "at least a letter or digit, or a day"));
        }
    }

    private sealed record Row(Guid Key, InboxItem? Item, PacketRow? Packet);
}
