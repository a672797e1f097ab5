using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Bench;

/// <summary>Looks at every document of a network, one by one: its level at the sender, its verdict at the receiver.</summary>
public sealed class StampsWatch(BenchNetwork network, IReadOnlyList<string> sent, TimeProvider time)
{
    private const string Undecided = "INDETERMINATE/TRY_LATER";
    private const string Passed = "TOTAL-PASSED";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>All are consigned, none has its level or its verdict: the authorities were really away.</summary>
    /// <exception cref="CliFailureException">One is missing, or has what nobody can have given it.</exception>
    public async Task CheckAllWaitAsync(CancellationToken cancellationToken)
    {
        foreach (var packet in sent)
        {
            if (await LevelAsync(packet, cancellationToken).ConfigureAwait(false) is not { Level: "B", Pending: true } level)
            {
                throw Wrong($"Văn bản {packet} không chờ dấu thời gian dù dịch vụ chưa chạy.");
            }
        }

        var inbox = await InboxAsync(cancellationToken).ConfigureAwait(false);
        if (inbox.Count != sent.Count || !sent.All(p => inbox.GetValueOrDefault(p) == Undecided))
        {
            throw Wrong($"Nơi nhận có {inbox.Count} văn bản, {inbox.Values.Count(static v => v == Undecided)} văn bản chờ kiểm tra; đã gửi {sent.Count}.");
        }
    }

    /// <summary>Waits until each document has the level at its sender and waits for nothing more.</summary>
    /// <returns>How many, and seconds since <paramref name="start"/>.</returns>
    public async Task<(int Count, double Seconds)> UntilAtLevelAsync(string wanted, long start, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var packet in sent)
        {
            while (await LevelAsync(packet, cancellationToken).ConfigureAwait(false) is var level && !(level is { Pending: false } && level.Level == wanted))
            {
                await PauseAsync(start, $"{count}/{sent.Count} văn bản đạt mức {wanted}; văn bản tiếp theo: {level?.Level} {level?.Reason}", cancellationToken).ConfigureAwait(false);
            }

            count++;
        }

        return (count, time.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Waits until each document is judged at its receiver.</summary>
    /// <returns>How many, and seconds since <paramref name="start"/>.</returns>
    public async Task<(int Count, double Seconds)> UntilDecidedAsync(long start, CancellationToken cancellationToken)
    {
        while (true)
        {
            var inbox = await InboxAsync(cancellationToken).ConfigureAwait(false);
            var passed = sent.Count(p => inbox.GetValueOrDefault(p) == Passed);
            if (passed == sent.Count && inbox.Count == sent.Count)
            {
                return (passed, time.GetElapsedTime(start).TotalSeconds);
            }

            await PauseAsync(start, $"{passed}/{sent.Count} văn bản được kết luận ở nơi nhận, hộp đến có {inbox.Count}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SignatureLevelView?> LevelAsync(string packet, CancellationToken cancellationToken) =>
        (await network.SenderClients.Clerk.GetAsync(Routes.Path("tracking", packet), ApiJson.Client.TrackingView, cancellationToken).ConfigureAwait(false)).SignatureLevel;

    // Newest verdict by packet; an item that came twice would be an error, and so it is here.
    private async Task<Dictionary<string, string>> InboxAsync(CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<string, string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var page = await network.ReceiverClients.Clerk.GetAsync(
                Routes.Query(Routes.Path("inbox"), ("limit", 500), ("after", after)), ApiJson.Client.PageInboxItemView, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                if (!verdicts.TryAdd(item.Packet, item.LatestVerdict ?? item.Verdict))
                {
                    throw Wrong($"Văn bản {item.Packet} có hai lần trong hộp đến.");
                }
            }

            after = page.Next;
        }
        while (after is not null);
        return verdicts;
    }

    private async Task PauseAsync(long start, string state, CancellationToken cancellationToken)
    {
        if (time.GetElapsedTime(start) > Patience)
        {
            throw new CliFailureException(ExitCodes.Refused, "BENCH_LATE", $"Sau {Patience.TotalMinutes:0} phút: {state}.", "Xem nhật ký các nút.");
        }

        await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
    }

    private static CliFailureException Wrong(string sentence) => new(ExitCodes.Refused, "BENCH_LOST", sentence + " Số đo không có giá trị.", "Xem nhật ký các nút.");
}
