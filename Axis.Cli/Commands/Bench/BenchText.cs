using System.Globalization;
using Axis.Cli.Commands.Bench.Lists;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Bench;

/// <summary>Prints the figures for people as they come; nothing when JSON is asked for.</summary>
public sealed class BenchText(Terminal terminal)
{
    public void Machine(MachineFacts machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        Line($"Máy: {machine.Processor}, {machine.Cores} lõi, {Sizes.Format(machine.MemoryBytes)} bộ nhớ; {machine.System}; {machine.Runtime}");
        if (machine.LoadAverage is { } load)
        {
            Line($"Tải của máy trước khi đo: {Number(load, "0.0")}" + (load > 0.5 ? " (máy đang bận việc khác: số đo thấp hơn khả năng thật)" : ""));
        }
    }

    public void Startup(StartupFigures startup)
    {
        ArgumentNullException.ThrowIfNull(startup);
        Line();
        Line($"Khởi động nút: sẵn sàng sau {Number(startup.ReadyMilliseconds, "0")} ms (tốt nhất), {Number(startup.MedianReadyMilliseconds, "0")} ms (trung vị); bộ nhớ khi nhàn rỗi {Sizes.Format(startup.IdleResidentBytes)}");
    }

    public void Documents(IReadOnlyList<DocumentsFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Line();
        Line("Văn bản: gửi qua API → ký → một chặng TLS hai chiều → xác minh → hộp đến → biên nhận được theo dõi ở nơi gửi.");
        Line("Hai nút (SQLite, synchronous=FULL) và trình gửi trên cùng máy này; niêm ký của nút dùng P-256.");
        Table(
            ["Khóa", "Tệp", "Số VB", "Đồng thời", "Gửi/s", "Trọn vẹn/s", "Gửi p50/p95/p99 ms", "Tới nơi p50/p95/p99 ms"],
            figures.Select(static f => (IReadOnlyList<string>)
                [f.AgencyKey, Sizes.Format(f.AttachmentBytes), Number(f.Documents, "0"), Number(f.Submitters, "0"), Number(f.SubmitPerSecond, "0"), Number(f.EndToEndPerSecond, "0"), Of(f.Submit), Of(f.EndToEnd)]));
        Table(
            ["Khóa", "Tệp", "Tiến trình", "CPU mỗi văn bản", "Bộ nhớ cao nhất"],
            figures.SelectMany(static f => f.Processes.Select(p => (IReadOnlyList<string>)
                [f.AgencyKey, Sizes.Format(f.AttachmentBytes), p.Name, Number(p.ProcessorMilliseconds, "0.00") + " ms", Sizes.Format(p.PeakResidentBytes)])));
    }

    public void Verify(IReadOnlyList<VerifyFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Line();
        Line("Xác minh chữ ký (RSA-2048; gói nhỏ: cả chuỗi chứng thư đã nhớ), một luồng, cùng một tệp:");
        Table(
            ["Bộ kiểm tra", "Gói tin", "Thời gian", "MB/s", "Gói/s", "Bộ nhớ cao nhất"],
            figures.Select(static f => (IReadOnlyList<string>)
                [f.Judge, Sizes.Format(f.PacketBytes), Number(f.Milliseconds, "0.00") + " ms", Number(f.MegabytesPerSecond, "0"), Number(f.PerSecond, "0.0"), f.PeakResidentBytes is { } p ? Sizes.Format(p) : "–"]));
    }

    public void Large(LargeFigures large)
    {
        ArgumentNullException.ThrowIfNull(large);
        Line();
        Line($"Tệp {Sizes.Format(large.AttachmentBytes)} đi xã → tỉnh → trung ương: trả lời văn thư sau {Number(large.SubmitSeconds, "0.0")} s, tới nơi sau {Number(large.TotalSeconds, "0.0")} s.");
        Table(
            ["Tiến trình", "Bộ nhớ trước", "Bộ nhớ cao nhất", "Trong đó tệp chương trình", "CPU"],
            large.Nodes.Select((n, i) => (IReadOnlyList<string>)
                [n.Name, i < large.IdleResidentBytes.Count ? Sizes.Format(large.IdleResidentBytes[i]) : "–", Sizes.Format(n.PeakResidentBytes), Sizes.Format(n.FileBytes), Number(n.ProcessorMilliseconds / 1000, "0.0") + " s"]));
    }

    public void Queue(IReadOnlyList<QueueFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        Line();
        Line("Hàng đợi khi nút láng giềng vắng mặt (tệp 1 kB, khóa P-256):");
        Table(
            ["Đang chờ", "Nhận vào/s", "Chuyển đi/s khi nút trở lại"],
            figures.Select(static f => (IReadOnlyList<string>)[Number(f.Waiting, "0"), Number(f.FillPerSecond, "0"), Number(f.DrainPerSecond, "0")]));
    }

    public void Stamps(StampsFigures stamps)
    {
        ArgumentNullException.ThrowIfNull(stamps);
        Line();
        Line($"Dấu thời gian và OCSP ({Number(stamps.Documents, "0")} văn bản 10 kB mỗi mạng, khóa P-256, {Number(stamps.Submitters, "0")} lời gọi đồng thời, hai mạng chạy luân phiên):");
        Table(
            ["Lượt", "Không cấu hình, VB/s", "Dịch vụ ngừng, VB/s", "Tỷ lệ", "CPU hai nút mỗi văn bản, không cấu hình/dịch vụ ngừng"],
            stamps.Rounds.Select(static (r, i) => Row(Number(i + 1, "0"), r.PlainPerSecond, r.AwayPerSecond, r.AwayPerSecond / r.PlainPerSecond, r.PlainProcessorMilliseconds, r.AwayProcessorMilliseconds))
                .Append(Row(
                    "Tất cả",
                    stamps.PlainPerSecond,
                    stamps.AwayPerSecond,
                    stamps.Ratio,
                    stamps.Rounds.Average(static r => r.PlainProcessorMilliseconds),
                    stamps.Rounds.Average(static r => r.AwayProcessorMilliseconds))));
        Line($"Khi dịch vụ trở lại (tính cả các văn bản chạy làm nóng): {Number(stamps.AtLevel, "0")}/{Number(stamps.Waiting, "0")} văn bản tự đạt mức LT ở nơi gửi sau {Number(stamps.LevelSeconds, "0.0")} s; {Number(stamps.Decided, "0")}/{Number(stamps.Waiting, "0")} được kết luận TOTAL-PASSED ở nơi nhận sau {Number(stamps.VerdictSeconds, "0.0")} s.");
    }

    public void Lists(ListsFigures lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        Line();
        Line($"Danh sách khi kho có {Number(lists.Documents, "0")} văn bản (qua API; trang đầu đo 20 lần, rồi từng trang sau theo khóa):");
        Table(
            ["Danh sách", "Trang đầu p50/p95/p99, ms", "Trang sau, chậm nhất, ms"],
            lists.Lists.Select(static l => (IReadOnlyList<string>)[l.Name, Of(l.FirstPage), Number(l.DeepestMilliseconds, "0")]));
    }

    private static IReadOnlyList<string> Row(string name, double plain, double away, double ratio, double plainUse, double awayUse) =>
        [name, Number(plain, "0"), Number(away, "0"), Number(ratio, "0.00"), $"{Number(plainUse, "0.0")}/{Number(awayUse, "0.0")} ms"];

    private static string Of(Latency latency) => $"{Number(latency.P50, "0")}/{Number(latency.P95, "0")}/{Number(latency.P99, "0")}";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Line(string text = "")
    {
        if (!terminal.Json)
        {
            terminal.Line(text);
        }
    }

    private void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (!terminal.Json)
        {
            terminal.Table(headers, rows);
        }
    }
}
