using System.Xml;
using Axis.Cli.Client;
using Axis.Cli.Commands.Documents;
using Axis.Cli.Output;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Demo;

/// <summary>
/// Sends existing packets: each document as its sender would, each status as its receiver would. A status that answers a document in an inbox of the node is refused
/// as a packet, as it should be, and answered there.
/// </summary>
public static class DemoPackets
{
    private const string AtInbox = "STATUS_AT_INBOX";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>Sends every packet of the folder, documents first, and shows what the nodes say about each.</summary>
    public static async Task SendAllAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var packets = Directory.EnumerateFiles(stage.Folders.Packets, "*.edxml").Select(static f => (File: f, Head: PacketHead.Read(f)))
            .OrderBy(static p => p.Head.StatusCode is not null).ThenBy(static p => p.Head.StatusCode, StringComparer.Ordinal).ThenBy(static p => p.File, StringComparer.Ordinal);
        foreach (var (file, head) in packets)
        {
            var sender = stage.HostOf(head.From);
            SubmitAnswer answer;
            try
            {
                answer = await Submission.SendPacketAsync(
                    sender.Clerk, stage.Terminal, file, noStateSecret: true, Guid.CreateVersion7().ToString(), cancellationToken).ConfigureAwait(false);
            }
            catch (CliFailureException e) when (e.Code == AtInbox)
            {
                stage.Terminal.Wrapped($"{Path.GetFileName(file)}: trạng thái {head.StatusCode} của {head.From} không gửi thành gói, vì văn bản nằm trong hộp đến tại nút; trả lời ngay ở đó");
                await AnswerThereAsync(stage, head, cancellationToken).ConfigureAwait(false);
                continue;
            }

            stage.Made(answer.Packet);
            var what = head.StatusCode is { } code ? $"trạng thái {code}" : "văn bản";
            stage.Terminal.Wrapped($"{Path.GetFileName(file)}: {what} {SafeText.Of(answer.Code)}, {head.From} gửi tới {string.Join(", ", answer.Recipients.Select(static r => r.Delivered))}, ký lại thành gói {answer.Packet[..16]}");
            foreach (var warning in answer.Warnings)
            {
                stage.Terminal.Wrapped($"  cảnh báo [{warning.Code}] {SafeText.Cut(warning.Text, 110)}");
            }

            if (head.StatusCode is not null)
            {
                await UntilTakenAsync(stage, answer.Packet, answer.Recipients[0].Delivered, cancellationToken).ConfigureAwait(false);
                await ShowAnomaliesAsync(stage, answer.Recipients[0].Delivered, head.From, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await new HopWatcher(sender.Clerk, stage.Terminal, answer.Code, answer.Packet)
                    .UntilAsync(DemoStory.AllConsigned, Timeout, stage.Time, cancellationToken).ConfigureAwait(false);
                await ShowFlagsAsync(stage, answer.Packet, [.. answer.Recipients.Select(static r => r.Delivered)], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // What the node does not allow is part of what is shown: a refusal is final, whatever the next sample says (STA-10).
    private static async Task AnswerThereAsync(DemoStage stage, PacketHead head, CancellationToken cancellationToken)
    {
        var item = await stage.FindArrivedAsync(head.From, i => i.Document.Code == head.Answered, cancellationToken).ConfigureAwait(false)
            ?? throw new CliFailureException(ExitCodes.Refused, "DEMO_MISSING", $"Văn bản {head.Answered} không có trong hộp đến của {head.From}.", null);
        try
        {
            var result = await stage.AnswerAsync(
                head.From,
                item,
                new AnswerStatus { Code = head.StatusCode!, ReasonCode = head.StatusCode == "02" ? "KHAC" : null, Description = head.Description },
                cancellationToken).ConfigureAwait(false);
            await UntilTakenAsync(stage, result.Packet, item.Document.From, cancellationToken).ConfigureAwait(false);
        }
        catch (CliFailureException e) when (e.ExitCode == ExitCodes.Refused && e.Code != "DEMO_LATE")
        {
            stage.Terminal.Wrapped($"  nút không nhận: [{e.Code}] {SafeText.Cut(e.Message, 160)}");
        }

        await ShowAnomaliesAsync(stage, item.Document.From, head.From, cancellationToken).ConfigureAwait(false);
    }

    // A status is not tracked itself: it is there when the addressee's node has issued its own receipt for it.
    private static async Task UntilTakenAsync(DemoStage stage, string packet, string addressee, CancellationToken cancellationToken)
    {
        var start = stage.Time.GetTimestamp();
        var host = stage.HostOf(addressee);
        while (true)
        {
            if (await IsTakenAsync(host, packet, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            if (stage.Time.GetElapsedTime(start) > Timeout)
            {
                throw new CliFailureException(ExitCodes.Refused, "DEMO_LATE", $"Trạng thái {packet[..16]} chưa tới {addressee} sau {Timeout.TotalSeconds:0} giây.", null);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), stage.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> IsTakenAsync(DemoNodeClients host, string packet, CancellationToken cancellationToken)
    {
        var receipts = await host.Operator.GetAsync(Routes.Path("packets", packet, "receipts"), ApiJson.Client.IReadOnlyListReceiptView, cancellationToken).ConfigureAwait(false);
        return receipts.Any(r => r.Issuer == host.Process.Node.Id && r.Event == nameof(Core.Receipts.ReceiptEvent.ContentConsignment));
    }

    private static async Task ShowAnomaliesAsync(DemoStage stage, string sender, string recipient, CancellationToken cancellationToken)
    {
        var path = Routes.Query(Routes.Path("tracking"), ("agency", sender), ("limit", 100));
        var page = await stage.HostOf(sender).Clerk.GetAsync(path, ApiJson.Client.PageTrackingLine, cancellationToken).ConfigureAwait(false);
        foreach (var line in page.Items.Where(l => l.Recipient == recipient))
        {
            var anomaly = line.Anomaly is { } text ? "; bất thường: " + SafeText.Of(text) : "";
            stage.Terminal.Wrapped($"  {sender} thấy {line.Recipient}: {line.State} {line.StateName}{anomaly}");
        }
    }

    private static async Task ShowFlagsAsync(DemoStage stage, string packet, IReadOnlyList<string> recipients, CancellationToken cancellationToken)
    {
        foreach (var recipient in recipients)
        {
            var item = await stage.FindArrivedAsync(recipient, i => i.Packet == packet, cancellationToken).ConfigureAwait(false);
            foreach (var flag in item?.Flags ?? [])
            {
                stage.Terminal.Wrapped($"  {recipient}: [{flag.Code}] {SafeText.Cut(flag.Text, 110)}");
            }
        }
    }
}

/// <summary>Who a packet is from, and its status code; only to choose the node that sends it. The node itself reads and judges the packet.</summary>
/// <param name="From">Sender's code.</param>
/// <param name="StatusCode">Of a status; <c>null</c> for a document.</param>
public sealed record PacketHead(string From, string? StatusCode)
{
    /// <summary>Số/ký hiệu of the document that a status answers.</summary>
    public string? Answered { get; private init; }

    /// <summary>Remark of a status.</summary>
    public string? Description { get; private init; }

    /// <summary>Reads the two values.</summary>
    public static PacketHead Read(string file)
    {
        // An official sample begins with stray digits before the declaration (T02).
        var text = File.ReadAllText(file);
        using var reader = XmlReader.Create(
            new StringReader(text[text.IndexOf('<', StringComparison.Ordinal)..]), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        string? from = null;
        string? status = null;
        string? answered = null;
        string? description = null;
        var inFrom = false;
        while (reader.Read() && reader.LocalName != "TraceHeaderList" && reader.LocalName != "edXMLBody")
        {
            if (reader.LocalName == "From")
            {
                inFrom = reader.NodeType == XmlNodeType.Element;
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "OrganId" } && inFrom && from is null)
            {
                from = reader.ReadString();
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "StatusCode" })
            {
                status = reader.ReadString();
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "Code" })
            {
                answered ??= reader.ReadString();
            }
            else if (reader is { NodeType: XmlNodeType.Element, LocalName: "Description" })
            {
                description ??= reader.ReadString();
            }
        }

        return new PacketHead(from?.Trim() ?? throw CliFailureException.Usage($"Gói {file} không nêu nơi gửi."), status?.Trim()) { Answered = answered?.Trim(), Description = description?.Trim() };
    }
}
