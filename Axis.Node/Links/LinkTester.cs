using System.Diagnostics;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Directories;
using Axis.Node.Vxp.Link;

namespace Axis.Node.Links;

/// <summary>Tries a link step by step and says in plain words where it stops.</summary>
public sealed class LinkTester(LiveDirectory directory, LinkClients clients, LinkHealth health, VxpLinks vxp, TimeProvider time) : ILinkTester
{
    private static readonly TimeSpan ClockAlarm = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public async Task<Outcome<LinkTestResult>> TestAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        var steps = new List<CheckView>();
        LinkTestResult Result(bool ok, double? roundTrip = null, double? offset = null) => new(neighbour.Value, ok, steps, roundTrip, offset);

        if (directory.FindOther(neighbour) is not null)
        {
            return await TestVxpAsync(neighbour, cancellationToken).ConfigureAwait(false);
        }

        if (directory.FindNeighbour(neighbour) is not { } known)
        {
            return new Refusal(RefusalKind.NotFound, "LINK_UNKNOWN", $"Nút {neighbour} không phải láng giềng của nút này theo danh bạ.", "No such neighbour.");
        }

        steps.Add(new CheckView("directory", "passed", $"Danh bạ có nút {neighbour} ({RelationText(known.Relation)})."));
        if (known.Fetches)
        {
            steps.Add(new CheckView("reach", "not-made", "Nút này tự đến lấy văn bản, không gọi tới được; xem lần liên lạc gần nhất."));
            return Result(true);
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            var answer = await clients.For(neighbour).PingAsync(cancellationToken).ConfigureAwait(false);
            var roundTrip = Stopwatch.GetElapsedTime(started);
            clients.Circuit(neighbour).Reached();
            await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);
            steps.Add(new CheckView("reach", "passed", "Kết nối được, TLS hai chiều và khóa đúng như danh bạ."));
            var named = answer.Node == neighbour.Value;
            steps.Add(new CheckView("identity", named ? "passed" : "failed", named ? $"Nút xưng tên {answer.Node}, phần mềm {answer.Software}." : $"Nút xưng tên {answer.Node}, không phải {neighbour}."));
            var offset = answer.Time - (time.GetUtcNow() - (roundTrip / 2));
            var inTime = offset.Duration() <= ClockAlarm;
            steps.Add(new CheckView("clock", inTime ? "passed" : "failed", inTime ? "Đồng hồ hai nút khớp nhau." : $"Đồng hồ lệch {offset.TotalSeconds:0.0} giây; đồng bộ NTP trên cả hai máy."));
            var behind = directory.Versions.Where(v => answer.Directory.GetValueOrDefault(v.Key) > v.Value).Select(static v => v.Key).ToList();
            steps.Add(new CheckView("directory-version", behind.Count == 0 ? "passed" : "failed", behind.Count == 0 ? "Danh bạ nút này không cũ hơn." : $"Danh bạ nút này cũ hơn ở phần: {string.Join(", ", behind)}; nút sẽ tự cập nhật từ cấp trên."));
            return Result(named && inTime, roundTrip.TotalMilliseconds, offset.TotalMilliseconds);
        }
        catch (LinkUnreachableException e)
        {
            await health.FailedAsync(neighbour, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
            steps.Add(new CheckView("reach", "failed", e.Message));
            return Result(false);
        }
        catch (LinkAnswerException e)
        {
            steps.Add(new CheckView("reach", "failed", $"{e.Code}: {e.Message}"));
            return Result(false);
        }
    }

    // Asking for what waits changes nothing at the server.
    private async Task<LinkTestResult> TestVxpAsync(NodeId neighbour, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var list = await vxp.Client(neighbour).ListAsync(Core.Packets.PacketKind.Status, cancellationToken).ConfigureAwait(false);
            var roundTrip = Stopwatch.GetElapsedTime(started);
            clients.Circuit(neighbour).Reached();
            await health.ReachedAsync(neighbour, cancellationToken).ConfigureAwait(false);
            return new LinkTestResult(
                neighbour.Value, true, [new CheckView("reach", "passed", $"Máy chủ VXP trả lời đúng giao thức và nhận chữ ký của nút này; {list.Items.Count} trạng thái đang chờ.")], roundTrip.TotalMilliseconds, null);
        }
        catch (LinkUnreachableException e)
        {
            await health.FailedAsync(neighbour, e.Code, e.Message, cancellationToken).ConfigureAwait(false);
            return new LinkTestResult(neighbour.Value, false, [new CheckView("reach", "failed", e.Message)], null, null);
        }
        catch (LinkAnswerException e)
        {
            return new LinkTestResult(neighbour.Value, false, [new CheckView("reach", "failed", $"{e.Code}: {e.Message}")], null, null);
        }
    }

    private static string RelationText(NeighbourRelation relation) => relation switch
    {
        NeighbourRelation.Parent => "cấp trên",
        NeighbourRelation.Child => "cấp dưới",
        _ => "ngang cấp",
    };
}
