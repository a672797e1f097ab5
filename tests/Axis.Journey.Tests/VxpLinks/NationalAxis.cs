using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Axis.Journey.Tests.VxpLinks;

/// <summary>
/// A national axis for one client system, written from the description of the client API alone: checks the signature, keeps what it is sent, hands out what waits.
/// What it holds outlives its connections, so it may be cut off at any moment.
/// </summary>
public sealed class NationalAxis(string systemId, string secret)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Item> _items = [];
    private readonly Dictionary<string, string> _bySha = [];
    private int _number;

    /// <summary>Packets that were sent here, in the order of their first coming.</summary>
    public List<Received> Sent { get; } = [];

    /// <summary>What updateStatus said, last word per item.</summary>
    public Dictionary<string, string> Told { get; } = [];

    /// <summary>Calls with a signature that does not hold.</summary>
    public int Refused { get; private set; }

    /// <summary>How often sendEdoc brought bytes that were here.</summary>
    public int Again { get; private set; }

    /// <summary>What sendEdoc answers instead of taking the packet; <c>null</c> takes it.</summary>
    public string? SendRefusal { get; set; }

    /// <summary>Puts a packet where the client finds it.</summary>
    public string Put(byte[] packet, string from, string? to, string kind = "edoc", string? docId = null)
    {
        lock (_gate)
        {
            var id = docId ?? (++_number).ToString("x24", CultureInfo.InvariantCulture);
            _items[id] = new Item(packet, from, to, kind);
            return id;
        }
    }

    public RawReply Answer(RawRequest request)
    {
        lock (_gate)
        {
            if (!IsSigned(request))
            {
                Refused++;
                return RawReply.Of("""{"status":"FAIL","ErrorCode":"15","ErrorDesc":"Sai SystemId","DocId":""}""");
            }

            return request.Call switch
            {
                "getReceivedEdocList" => RawReply.Of($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","data":[{{string.Join(',', _items.Where(i => i.Value.Kind == request["messagetype"] && !Told.ContainsKey(i.Key)).Select(static i => Line(i.Key, i.Value)))}}]}"""),
                "getEdoc" when _items.TryGetValue(request["docId"]!, out var item) =>
                    RawReply.Of($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","data":"{{Convert.ToBase64String(item.Packet)}}"}"""),
                "downloadEdoc" when request.Method == "GET" && _items.TryGetValue(request["docId"]!, out var item) => RawReply.Of(item.Packet, headers: "Content-Type: application/octet-stream\r\n"),
                "getSentEdocList" => RawReply.Of($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","data":[{{string.Join(',', SentLines(request))}}]}"""),
                "updateStatus" => Update(request),
                "sendEdoc" => Take(request),
                _ => RawReply.Of("""{"status":"FAIL","ErrorCode":"20","ErrorDesc":"Loi he thong"}"""),
            };
        }
    }

    /// <summary>Packets that the list of what was sent leaves out, unless it is asked for one of them by name.</summary>
    public HashSet<string> Older { get; } = [];

    /// <summary>Receivers of whom the list says that they could not use the packet.</summary>
    public HashSet<string> Failing { get; } = [];

    private IEnumerable<string> SentLines(RawRequest request) =>
        from sent in Sent
        where sent.Kind == request["messagetype"] && (request["docId"] is { } id ? sent.DocId == id : !Older.Contains(sent.DocId))
        from to in JsonSerializer.Deserialize<string[]>(sent.To ?? "[]")!
        select $$"""{"senderDocId":"{{sent.DocId}}","fromCode":"{{sent.From}}","toCode":"{{to}}","sendStatus":"done","receiveStatus":"{{(Failing.Contains(to) ? "fail" : "initial")}}","receiveStatusDesc":"Tep hong"}""";

    private static string Line(string id, Item item) =>
        $$"""{"docId":"{{id}}","serviceType":"eDoc","messageType":"{{item.Kind}}","from":"{{item.From}}",{{(item.To is null ? "" : $"\"to\":\"{item.To}\",")}}"status":"initial","created_time":"2026/11/21 10:00:00"}""";

    private RawReply Update(RawRequest request)
    {
        Told[(request["docid"] ?? request["docId"])!] = request["status"]!;
        return RawReply.Of("""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong"}""");
    }

    private RawReply Take(RawRequest request)
    {
        if (SendRefusal is { } refusal)
        {
            return RawReply.Of(refusal);
        }

        var packet = request.Body.AsSpan().EndsWith("\r\n"u8) ? request.Body[..^2] : request.Body;
        var hash = SHA256.HashData(packet);
        if (request["hash-file"] is var said && said != Convert.ToHexStringLower(hash) && said != string.Concat(hash.Select(static b => b.ToString("x", CultureInfo.InvariantCulture))))
        {
            return RawReply.Of("""{"status":"FAIL","ErrorCode":"10","ErrorDesc":"Tep khong hop le","DocId":""}""");
        }

        var sha = Convert.ToHexStringLower(hash);
        if (_bySha.TryGetValue(sha, out var id))
        {
            Again++;
        }
        else
        {
            id = Guid.NewGuid().ToString();
            _bySha[sha] = id;
            lock (Sent)
            {
                Sent.Add(new Received(id, request["messagetype"]!, request["from"]!, request["to"], packet));
            }
        }

        return RawReply.Of($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"Thanh cong","DocId":"{{id}}"}""");
    }

    private bool IsSigned(RawRequest request)
    {
        var text = request["sign-header"] ?? "";
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        if (mac != request["hash-header"] || request["systemid"] != systemId)
        {
            return false;
        }

        using var signed = JsonDocument.Parse(text);
        return request["sign-header-key"]!.Split(';').All(name => signed.RootElement.GetProperty("XroadVnpt-" + name).GetString() == request[name]);
    }

    private sealed record Item(byte[] Packet, string From, string? To, string Kind);
}

/// <summary>One packet that the client sent.</summary>
public sealed record Received(string DocId, string Kind, string From, string? To, byte[] Packet);
