using System.CommandLine;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Operations;

/// <summary><c>axis cert request</c>: a certificate request (PKCS#10) for an outside authority.</summary>
public static class CertRequestCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var key = new CertKeyOptions();
        var output = new Option<string>("--out") { Description = "Tệp yêu cầu (PKCS#10, PEM); phải chưa có.", HelpName = "tệp", DefaultValueFactory = static _ => "request.csr" };
        var command = new Command("request", "Tạo khóa mới và yêu cầu cấp chứng thư để gửi CA bên ngoài; nhận chứng thư bằng 'axis cert import'.").With(key.Symbols).With(output);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var target = Path.GetFullPath(parse.GetRequiredValue(output));
            if (Path.Exists(target))
            {
                throw CliFailureException.Usage($"Tệp {target} đã có.", "Chọn tên khác bằng --out; lệnh này không ghi đè.");
            }

            var choice = key.Read(parse);
            var (file, request) = choice.Make();
            using (var writer = new StreamWriter(new FileStream(target, FileMode.CreateNew, FileAccess.Write)))
            {
                writer.WriteLine(request);
            }

            if (terminal.Json)
            {
                terminal.WriteJson(new CertRequestResult(choice.Use.ToString(), choice.Owner, file.Path, target), CliJson.Pretty.CertRequestResult);
                return ExitCodes.Done;
            }

            terminal.Line($"Khóa chờ chứng thư: {file.Path}");
            terminal.Line($"Yêu cầu cấp chứng thư: {target}");
            terminal.Line("Gửi yêu cầu cho CA; khi có chứng thư, chạy: axis cert import <tệp chứng thư>");
            return ExitCodes.Done;
        });
        return command;
    }
}

/// <summary>What <c>cert request --json</c> prints.</summary>
public sealed record CertRequestResult(string Use, string Owner, string Key, string Request);
