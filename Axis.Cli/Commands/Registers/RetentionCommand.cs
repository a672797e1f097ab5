using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis retention plan|run</c>: what a relay no longer needs to keep (ARC-10).</summary>
internal static class RetentionCommand
{
    public static Command Build() => new Command("retention", "Thời hạn giữ nội dung chuyển tiếp.").With(BuildPlan(), BuildRun());

    private static Command BuildPlan() =>
        new Command("plan", "Xem trước nội dung nào sẽ được giải phóng; không đổi gì.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var plan = await client.GetAsync(Routes.Path("retention", "plan"), ApiJson.Client.RetentionPlan, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(plan, AxisJson.Pretty.RetentionPlan);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Gói tin", "Từ", "Nhận lúc", "Cỡ"],
                    plan.First.Select(static i => (IReadOnlyList<string>)[i.Packet[..16], i.From, VietnamTime.Full(i.StoredAt), Sizes.Format(i.Size)]));
                terminal.Wrapped(plan.RelayDays == 0
                    ? "Retention:RelayDays là 0: không giải phóng gì."
                    : $"{plan.Documents} văn bản, {Sizes.Format(plan.Bytes)}, chuyển xong trước {VietnamTime.Full(plan.Before)}. Hồ sơ bằng chứng sẽ ghi vào {SafeText.Of(plan.EvidenceFolder)} trước.");
                return ExitCodes.Done;
            });

    private static Command BuildRun() =>
        new Command("run", "Ghi hồ sơ bằng chứng rồi giải phóng nội dung chuyển tiếp đã quá hạn giữ.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var result = await client.PostAsync(Routes.Path("retention", "run"), ApiJson.Client.RetentionResult, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(result, AxisJson.Pretty.RetentionResult);
                }
                else
                {
                    terminal.Wrapped($"Đã giải phóng {result.Released} văn bản, {Sizes.Format(result.Bytes)}; giữ lại {result.Kept} vì chưa ghi được hồ sơ bằng chứng.");
                }

                return result.Kept == 0 ? ExitCodes.Done : ExitCodes.Refused;
            });
}
