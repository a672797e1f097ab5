using System.Security.Cryptography;
using System.Text;
using Axis.Signing.Evidence;

namespace Axis.Cli.Commands.Registers;

/// <summary>The archive of an exported file: whole, every file as its list of checksums says, and nothing that the list does not name.</summary>
internal static class ExportedArchive
{
    private const string Checksums = "SHA256SUMS";
    private const int LongestList = 4 * 1024 * 1024;
    private const int DigestLetters = 64;

    /// <summary>Checks it and, where wanted, unpacks it. Names in it are of a closed alphabet and lead nowhere else; a fault leaves no folder behind.</summary>
    /// <param name="archive">The archive, seekable.</param>
    /// <param name="folder">A new folder; <c>null</c> = only check.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many files it holds.</returns>
    /// <exception cref="CliFailureException">It is cut or damaged.</exception>
    public static async Task<int> CheckAsync(Stream archive, string? folder, CancellationToken cancellationToken)
    {
        var temporary = folder is null ? null : folder.TrimEnd(Path.DirectorySeparatorChar) + ".part";
        try
        {
            var zip = StoredZipReader.Open(archive);
            var sums = Sums(zip);
            foreach (var entry in zip.Entries)
            {
                var digest = await CopyAsync(zip, entry, temporary, cancellationToken).ConfigureAwait(false);
                if (entry.Name != Checksums && (!sums.Remove(entry.Name, out var expected) || expected != digest))
                {
                    throw Broken($"tệp '{entry.Name}' không đúng SHA-256 trong danh sách.");
                }
            }

            if (sums.Count > 0)
            {
                throw Broken($"thiếu tệp '{sums.Keys.First()}'.");
            }

            if (temporary is not null)
            {
                Directory.Move(temporary, folder!);
            }

            return zip.Entries.Count;
        }
        catch (EvidenceFormatException)
        {
            throw Broken("tải về không trọn vẹn.");
        }
        finally
        {
            if (temporary is not null && Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static Dictionary<string, string> Sums(StoredZipReader zip)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.ASCII.GetString(zip.ReadAll(Checksums, LongestList)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < DigestLetters + 3 || line[DigestLetters..(DigestLetters + 2)] != "  " || !sums.TryAdd(line[(DigestLetters + 2)..], line[..DigestLetters]))
            {
                throw Broken("danh sách SHA-256 không đọc được.");
            }
        }

        return sums;
    }

    private static async Task<string> CopyAsync(StoredZipReader zip, StoredZipEntry entry, string? folder, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        FileStream? file = null;
        if (folder is not null)
        {
            var path = Path.Combine([folder, .. entry.Name.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }

        try
        {
            await using var source = zip.OpenEntry(entry);
            var buffer = new byte[128 * 1024];
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                if (file is not null)
                {
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (file is not null)
            {
                await file.DisposeAsync().ConfigureAwait(false);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static CliFailureException Broken(string why) =>
        new(ExitCodes.Unreachable, "EXPORT_BROKEN", "Bản xuất hồ sơ hỏng: " + why, "Chạy lại lệnh; nếu vẫn vậy thì xem nhật ký của nút.");
}
