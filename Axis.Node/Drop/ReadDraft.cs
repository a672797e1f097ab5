using Axis.Core.Contracts;
using Axis.Core.Edxml.Files;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Outgoing;

namespace Axis.Node.Drop;

/// <summary>Reads a dropped folder: <c>document.json</c>, the same fields as the API takes, and beside it every file of the document (SND-07).</summary>
internal sealed class ReadDraft(UploadStage stage, LimitOptions limits)
{
    /// <summary>Name of the fields' file.</summary>
    public const string FieldsName = "document.json";

    /// <summary>Reads fields and files; the caller discards the files.</summary>
    /// <param name="folder">Of the agency.</param>
    /// <param name="path">The draft.</param>
    /// <param name="files">Takes each file as it is staged, so that a failure in the middle loses none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RefusedException">It is no draft that may be taken.</exception>
    public async Task<SubmitDocument> RunAsync(DropFolder folder, string path, List<StagedFile> files, CancellationToken cancellationToken)
    {
        var names = Names(path);
        if (!names.Remove(FieldsName))
        {
            throw new RefusedException(DropRefusals.NoFields);
        }

        var fields = await ReadJson.RunAsync(folder, Path.Combine(path, FieldsName), AxisJson.Web.SubmitDocument, limits.MaxFieldsBytes, cancellationToken).ConfigureAwait(false);
        long total = 0;
        foreach (var (name, description) in InOrder(fields, names))
        {
            var source = folder.OpenRead(Path.Combine(path, name));
            await using (source.ConfigureAwait(false))
            {
                var most = Math.Min(limits.MaxFileBytes, limits.MaxPacketBytes - total);
                var file = source.Length <= most
                    ? await stage.StageAsync(source, name, "application/octet-stream", description, most, cancellationToken).ConfigureAwait(false)
                    : throw new RefusedException(DropRefusals.TooLarge(name, most));
                total += file.Size;
                files.Add(file);
            }
        }

        return fields;
    }

    private static IEnumerable<(string Name, string? Description)> InOrder(SubmitDocument fields, SortedSet<string> names)
    {
        if (fields.Files is not { } given)
        {
            return names.Select(static n => (n, (string?)null));
        }

        if (given.CountBy(static f => f.Name, StringComparer.Ordinal).FirstOrDefault(static c => c.Value > 1).Key is { } twice)
        {
            throw new RefusedException(DropRefusals.FileTwice(twice));
        }

        if (given.FirstOrDefault(f => !names.Contains(f.Name)) is { } missing)
        {
            throw new RefusedException(DropRefusals.FileMissing(SafeFileName.From(missing.Name)));
        }

        return names.Except(given.Select(static f => f.Name), StringComparer.Ordinal).FirstOrDefault() is { } unnamed
            ? throw new RefusedException(DropRefusals.FileUnnamed(unnamed))
            : given.Select(static f => (f.Name, f.Description));
    }

    private SortedSet<string> Names(string path)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            var name = SafeFileName.From(entry.Name);
            if (name != entry.Name)
            {
                throw new RefusedException(DropRefusals.Name(name));
            }

            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw new RefusedException(DropRefusals.NotPlain(name));
            }

            if (entry is DirectoryInfo)
            {
                throw new RefusedException(DropRefusals.SubFolder(name));
            }

            names.Add(name);
            if (names.Count > limits.MaxFiles + 1)
            {
                throw new RefusedException(DropRefusals.TooManyFiles(limits.MaxFiles));
            }
        }

        return names;
    }
}
