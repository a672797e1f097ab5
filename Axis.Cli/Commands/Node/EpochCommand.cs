using System.CommandLine;
using Axis.Cli.Output;
using Axis.Node.Hosting;
using Axis.Node.Links;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Cli.Commands.Node;

/// <summary><c>axis node epoch new</c>: the operator says that the store was put back from a backup.</summary>
public static class EpochCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var begin = new Command("new", "Sau khi chép lại kho dữ liệu từ bản sao lưu: lần chạy tới nút mở kỷ nguyên mới và đối chiếu với mọi nút láng giềng trước khi gửi.");
        begin.SetAction(static parse =>
        {
            var paths = new NodePaths(Path.GetFullPath(GlobalOptions.DataFolder(parse)));
            if (!File.Exists(paths.Database))
            {
                throw new CliFailureException(ExitCodes.Usage, "NO_STORE", $"Không có kho dữ liệu {paths.Database}.", "Kiểm tra --data, hoặc chép kho dữ liệu từ bản sao lưu vào trước.");
            }

            try
            {
                using var alone = DataLock.Take(paths);
                new EpochMark(paths, NullLogger<EpochMark>.Instance).Invalidate();
            }
            catch (NodeStartException e)
            {
                throw FolderTaken.Refuse(e);
            }

            Terminal.For(parse).Line("Đã ghi nhận. Hãy khởi động nút: nút mở kỷ nguyên và nhật ký mới, đối chiếu với từng nút láng giềng rồi mới gửi tiếp; theo dõi bằng 'axis node status'.");
            return ExitCodes.Done;
        });
        return new Command("epoch", "Kỷ nguyên của nút: một đời liền mạch của kho dữ liệu.").With(begin);
    }
}
