using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Registers;

/// <summary><c>axis archive export</c>: a whole file with its documents and metadata, as an archive or unpacked and checked into a folder (ARC-11).</summary>
internal static class ArchiveExportCommand
{
    public static Command Build()
    {
        var (agency, catalog, notation) = ArchiveCommand.Key();
        var folder = new Argument<string?>("thư mục") { Description = "Thư mục mới để giải nén vào; mọi tệp được so với danh sách SHA-256.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--out") { Description = "Ghi thành một tệp ZIP thay vì thư mục.", HelpName = "tệp" };
        return new Command("export", "Xuất cả hồ sơ: văn bản, siêu dữ liệu XML, mục lục PDF, danh sách SHA-256.").With(agency, catalog, notation, folder, output)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var (into, path) = (parse.GetValue(folder), parse.GetValue(output));
                if (into is null == path is null)
                {
                    throw CliFailureException.Usage("Cần nêu thư mục hoặc --out, một trong hai.", "Ví dụ: axis archive export H99.21.31 2026 12.NV ho-so-12 hoặc … --out ho-so-12.zip.");
                }

                if (into is not null && Path.Exists(into))
                {
                    throw CliFailureException.Usage($"Đã có '{into}'.", "Chọn thư mục chưa có; bản xuất không ghi đè lên gì.");
                }

                var route = Routes.Query(Routes.Path("archive", "files", "export"), ("agency", parse.GetRequiredValue(agency)), ("catalog", parse.GetRequiredValue(catalog)), ("notation", parse.GetRequiredValue(notation)));
                var archive = path ?? into!.TrimEnd(Path.DirectorySeparatorChar) + ".zip";
                long size = 0;
                var files = 0;
                await NewFile.WriteAsync(archive, async file =>
                {
                    size = await terminal.WithProgressAsync("Xuất hồ sơ", 0, progress => client.DownloadAsync(route, file, progress, cancellationToken)).ConfigureAwait(false);
                    files = await ExportedArchive.CheckAsync(file, into, cancellationToken).ConfigureAwait(false);
                }).ConfigureAwait(false);
                if (into is not null)
                {
                    File.Delete(archive);
                }

                if (terminal.Json)
                {
                    terminal.WriteJson(new ExportedFile(path ?? into!, size), CliJson.Pretty.ExportedFile);
                }
                else
                {
                    terminal.Line($"{SafeText.Of(path ?? into!)} ({Sizes.Format(size)}, {files} tệp, đã so SHA-256)");
                }

                return ExitCodes.Done;
            });
    }
}
