using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis register close</c>: closes the registers of a closed agency and writes them out, volume by volume, for printing and handing over (REF-08).</summary>
internal static class RegisterCloseCommand
{
    // As many numbers as a bound volume holds.
    private const long VolumeNumbers = 1_000;

    public static Command Build()
    {
        var agency = RegisterOptions.Agency();
        var output = new Option<string>("--out") { Description = "Thư mục mới để ghi các quyển sổ và biên bản.", HelpName = "thư mục", Required = true };
        return new Command("close", "Đóng các sổ của cơ quan đã đóng, ghi ra từng quyển (PDF, CSV) và biên bản để bàn giao.").With(agency, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var folder = parse.GetRequiredValue(output);
                var body = new CloseRegisters { Agency = parse.GetRequiredValue(agency) };
                var closing = await client.PostAsync(Routes.Path("registers", "closing"), body, ApiJson.Client.CloseRegisters, ApiJson.Client.RegisterClosingView, cancellationToken).ConfigureAwait(false);
                Directory.CreateDirectory(folder);
                foreach (var book in closing.Books)
                {
                    for (var volume = 1; (volume - 1) * VolumeNumbers <= book.Last; volume++)
                    {
                        await WriteAsync(client, terminal, closing.Agency, book, volume, folder, cancellationToken).ConfigureAwait(false);
                    }
                }

                var record = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(closing, AxisJson.Pretty.RegisterClosingView));
                await NewFile.WriteAsync(Path.Combine(folder, "bien-ban.json"), file => file.WriteAsync(record, cancellationToken).AsTask()).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(closing, AxisJson.Pretty.RegisterClosingView);
                    return ExitCodes.Done;
                }

                terminal.Line($"Sổ của {closing.Agency} {SafeText.Of(closing.Name)} đã đóng lúc {VietnamTime.Full(closing.At)}; bàn giao cho: {(closing.Successors.Count == 0 ? "cơ quan cấp trên" : string.Join(", ", closing.Successors))}.");
                terminal.Table(
                    ["Sổ", "Năm", "Tên", "Số dòng", "Số cuối", "SHA-256"],
                    closing.Books.Select(static b => (IReadOnlyList<string>)[b.Register, $"{b.Year}", b.Name, $"{b.Lines}", $"{b.Last}", b.Sha256[..16]]));
                terminal.Line($"Đã ghi vào {SafeText.Of(folder)}; in các tệp PDF, đóng quyển, ký biên bản bàn giao. Đơn vị kế thừa mở sổ mới, số bắt đầu từ 01.");
                return ExitCodes.Done;
            });
    }

    private static async Task WriteAsync(NodeClient client, Terminal terminal, string agency, ClosedBookView book, int volume, string folder, CancellationToken cancellationToken)
    {
        foreach (var form in new[] { "pdf", "csv" })
        {
            var route = Routes.Query(
                Routes.Path("registers", book.Register, "export"),
                ("agency", agency), ("year", book.Year), ("book", book.Register == "di" ? book.Book : null), ("from", volume == 1 ? 0 : ((volume - 1) * VolumeNumbers) + 1), ("to", volume * VolumeNumbers), ("volume", volume), ("format", form));
            var name = string.Create(CultureInfo.InvariantCulture, $"so-{book.Register}-{book.Year}-{string.Concat(book.Book.Split(Path.GetInvalidFileNameChars()))}-quyen-{volume}.{form}");
            await NewFile.WriteAsync(Path.Combine(folder, name), file =>
                terminal.WithProgressAsync("Xuất sổ", 0, progress => client.DownloadAsync(route, file, progress, cancellationToken))).ConfigureAwait(false);
        }
    }
}
