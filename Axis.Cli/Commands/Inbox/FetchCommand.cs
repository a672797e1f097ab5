using System.CommandLine;
using System.Globalization;
using Axis.Cli.Client;
using Axis.Cli.Output;

namespace Axis.Cli.Commands.Inbox;

/// <summary><c>axis inbox fetch</c>: the files (or the packet) of a received document.</summary>
public static class FetchCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var id = InboxLookup.Argument();
        var output = new Option<string>("--out") { Description = "Thư mục ghi tệp (mặc định: thư mục hiện tại).", HelpName = "thư mục", DefaultValueFactory = static _ => "." };
        var packet = new Option<bool>("--packet") { Description = "Lấy cả gói .edxml đúng từng byte thay vì các tệp." };
        return new Command("fetch", "Tải các tệp của một văn bản đến; không bao giờ ghi đè tệp có sẵn.").With(id, output, packet)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var key = await InboxLookup.FindAsync(client, parse.GetRequiredValue(id), cancellationToken).ConfigureAwait(false);
                var detail = await client.GetAsync(Routes.Path("inbox", key.ToString()), ApiJson.Client.InboxDetail, cancellationToken).ConfigureAwait(false);
                var folder = Directory.CreateDirectory(parse.GetRequiredValue(output)).FullName;
                var written = new List<FetchedFile>();
                if (parse.GetValue(packet))
                {
                    var name = detail.Item.Packet[..16] + ".edxml";
                    written.Add(await SaveAsync(client, terminal, Routes.Path("inbox", key.ToString(), "packet"), folder, name, detail.Size, cancellationToken).ConfigureAwait(false));
                }
                else
                {
                    foreach (var file in detail.Item.Document.Attachments)
                    {
                        var path = Routes.Path("inbox", key.ToString(), "attachments", file.Index.ToString(CultureInfo.InvariantCulture));
                        written.Add(await SaveAsync(client, terminal, path, folder, file.SafeName, file.Size, cancellationToken).ConfigureAwait(false));
                    }
                }

                if (terminal.Json)
                {
                    terminal.WriteJson(new FetchedFiles(key, written), CliJson.Pretty.FetchedFiles);
                    return ExitCodes.Done;
                }

                foreach (var file in written)
                {
                    terminal.Line($"{SafeText.Of(file.Path)} ({Sizes.Format(file.Size)})");
                }

                return ExitCodes.Done;
            });
    }

    private static async Task<FetchedFile> SaveAsync(
        NodeClient client,
        Terminal terminal,
        string route,
        string folder,
        string name,
        long size,
        CancellationToken cancellationToken)
    {
        var path = FreePath(folder, name);
        // Written under a temporary name first: a file that carries its real name is complete.
        var temporary = path + ".part";
        try
        {
            long done;
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                done = await terminal.WithProgressAsync(name, size, progress => client.DownloadAsync(route, file, progress, cancellationToken)).ConfigureAwait(false);
            }

            File.Move(temporary, path, overwrite: false);
            return new FetchedFile(path, done);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The node proposes safe names; the name is cut to its last part once more, since the answer comes over a network.
    private static string FreePath(string folder, string name)
    {
        var last = Path.GetFileName(name.Replace('\\', '/'));
        var safe = string.IsNullOrWhiteSpace(last) || last is "." or ".." ? "tep" : SafeText.Of(last);
        var path = Path.Combine(folder, safe);
        for (var i = 2; Path.Exists(path); i++)
        {
            path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(safe)} ({i}){Path.GetExtension(safe)}"));
        }

        return path;
    }
}

/// <summary>Files written by <c>inbox fetch</c>.</summary>
public sealed record FetchedFiles(Guid Item, IReadOnlyList<FetchedFile> Files);

/// <summary>One written file and its size in bytes.</summary>
public sealed record FetchedFile(string Path, long Size);
