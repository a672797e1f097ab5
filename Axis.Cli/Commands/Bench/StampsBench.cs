using Axis.Signing.Keys;
using Axis.Signing.Timestamps;

namespace Axis.Cli.Commands.Bench;

/// <summary>An authority that is away delays a signature's level and its verdict, not the document; when it returns, every document gets both by itself.</summary>
public static class StampsBench
{
    /// <summary>Turns of each network.</summary>
    public const int Rounds = 4;

    private const int FileBytes = 10_000;

    /// <summary>Measures both networks in turn, then lets the authorities return.</summary>
    /// <exception cref="CliFailureException">A document is missing, had its level too early or does not reach it: such figures are none.</exception>
    public static async Task<StampsFigures> RunAsync(int documents, int submitters, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var authorities = new BenchAuthorities();
        await using var stopping = authorities.ConfigureAwait(false);
        var plain = await BenchNetwork.StartAsync(2, SignatureAlgorithm.EcdsaP256Sha256, null, time, cancellationToken).ConfigureAwait(false);
        await using var stoppingPlain = plain.ConfigureAwait(false);
        var away = await BenchNetwork.StartAsync(2, SignatureAlgorithm.EcdsaP256Sha256, authorities, time, cancellationToken).ConfigureAwait(false);
        await using var stoppingAway = away.ConfigureAwait(false);
        await away.OpenReceiverAsync(cancellationToken).ConfigureAwait(false);

        var (plainLoad, awayLoad) = (new StampsLoad(plain, FileBytes, submitters, time), new StampsLoad(away, FileBytes, submitters, time));
        var warmUp = Math.Clamp(documents / 2, 1, 500);
        await plainLoad.RunAsync(warmUp, cancellationToken).ConfigureAwait(false);
        await awayLoad.RunAsync(warmUp, cancellationToken).ConfigureAwait(false);

        var (plainSeconds, awaySeconds, rounds) = (0.0, 0.0, new List<StampsRound>());
        for (var round = 0; round < Rounds; round++)
        {
            // The first network of a round changes, so that neither always runs behind the other.
            var count = (documents / Rounds) + (round < documents % Rounds ? 1 : 0);
            var first = round % 2 == 0 ? await plainLoad.RunAsync(count, cancellationToken).ConfigureAwait(false) : 0;
            var second = await awayLoad.RunAsync(count, cancellationToken).ConfigureAwait(false);
            first = round % 2 == 0 ? first : await plainLoad.RunAsync(count, cancellationToken).ConfigureAwait(false);
            (plainSeconds, awaySeconds) = (plainSeconds + first, awaySeconds + second);
            rounds.Add(new StampsRound(
                Math.Round(count / first, 1), Math.Round(count / second, 1), Math.Round(plainLoad.ProcessorMilliseconds, 2), Math.Round(awayLoad.ProcessorMilliseconds, 2)));
        }

        var levels = new StampsWatch(away, [.. awayLoad.Sent], time);
        await levels.CheckAllWaitAsync(cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        await authorities.StartAsync(away.CaFolder, time, cancellationToken).ConfigureAwait(false);
        var level = levels.UntilAtLevelAsync(nameof(SignatureLevel.LT), start, cancellationToken);
        var verdict = levels.UntilDecidedAsync(start, cancellationToken);
        await Task.WhenAll(level, verdict).ConfigureAwait(false);
        return new StampsFigures(
            documents,
            submitters,
            Math.Round(documents / plainSeconds, 1),
            Math.Round(documents / awaySeconds, 1),
            Math.Round(plainSeconds / awaySeconds, 3),
            rounds,
            awayLoad.Sent.Count,
            Math.Round(level.Result.Seconds, 1),
            Math.Round(verdict.Result.Seconds, 1),
            level.Result.Count,
            verdict.Result.Count);
    }
}
