using Axis.Node.Console.Uploads;
using Axis.Node.Hosting;
using Axis.Node.Options;
using Axis.Node.Tests.Api;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Console;

/// <summary>Files that come from a browser piece by piece.</summary>
public sealed class UploadFolderTests
{
    [Test]
    public async Task a_piece_is_refused_when_the_disk_has_filled_up_since_the_file_was_announced()
    {
        var folder = Directory.CreateTempSubdirectory("axis-uploads-").FullName;
        try
        {
            var disk = new FolderPacketFiles(folder);
            var uploads = new UploadFolder(new NodePaths(folder), new LimitOptions(), new ConsoleOptions(), disk, new TurnedClock());
            var upload = uploads.Begin("nguoithu", "a.pdf", "application/pdf", 4);
            disk.Free = new LimitOptions().FreeSpaceReserveBytes;
            using var piece = new MemoryStream([1, 2, 3, 4]);
            var refused = await Refusing.CatchAsync(() => uploads.AppendAsync("nguoithu", upload.Id, 0, piece, CancellationToken.None));

            Assert.That(refused, Is.EqualTo("DISK_RESERVE"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static class Refusing
    {
        public static async Task<string?> CatchAsync(Func<Task> work)
        {
            try
            {
                await work();
                return null;
            }
            catch (RefusedException e)
            {
                return e.Refusal.Code;
            }
        }
    }
}
