using Axis.Core.Agencies;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Signing.Keys;

namespace Axis.Node.Drop;

/// <summary>
/// The folder of one agency. The software writes into <c>out/</c> and takes from <c>in/</c>; <c>sent/</c> and <c>refused/</c> say what became of what it
/// dropped. <c>work/</c>, <c>temp/</c> and <c>index/</c> are the node's own. All lie on one file system, so that a rename is atomic.
/// </summary>
internal sealed class DropFolder
{
    private const string NoteExtension = ".json";

    /// <summary>Opens nothing yet.</summary>
    public DropFolder(DropFolderOptions options, string dataFolder)
    {
        Options = options;
        Agency = OrganId.Parse(options.Agency);
        Root = Path.GetFullPath(Path.Combine(dataFolder, options.Folder));
        (Out, Work, Sent, Refused, In, Temp, Index) = (Sub("out"), Sub("work"), Sub("sent"), Sub("refused"), Sub("in"), Sub("temp"), Sub("index"));
    }

    public DropFolderOptions Options { get; }

    public OrganId Agency { get; }

    public string Root { get; }

    /// <summary>The root without links, as of the last <see cref="Prepare"/>.</summary>
    public string RealRoot { get; private set; } = "";

    public string Out { get; }

    public string Work { get; }

    public string Sent { get; }

    public string Refused { get; }

    public string In { get; }

    public string Temp { get; }

    /// <summary>Name of the dropped thing by the packet that it became.</summary>
    public string Index { get; }

    /// <summary>How it stands with the folder.</summary>
    public DropHealth Health { get; } = new();

    /// <summary>The last thing in <c>work/</c> that could not be taken; what stands behind it by name has its turn first.</summary>
    public string? LastWaiting { get; set; }

    /// <summary>Who acts: the software behind the folder, as a clerk of its agency and no other.</summary>
    public Actor Actor => new($"drop-{Agency}", Role.Clerk, [Agency]) { Kind = "system" };

    /// <summary>Held while a sidecar is made: the newest state must win.</summary>
    public Lock Sidecars { get; } = new();

    /// <summary>Whether the directory has the agency at this node now.</summary>
    public bool IsHosted(NodeDirectory directory, TimeProvider time) => directory.Current().FindAgency(Agency, time.GetUtcNow())?.Host == directory.Self;

    /// <summary>Makes what is missing below the root.</summary>
    /// <exception cref="IOException">The root is not there, a part of it is a link, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The node's account may not.</exception>
    public void Prepare()
    {
        if (!Directory.Exists(Root))
        {
            throw new DirectoryNotFoundException($"không có thư mục '{Root}'");
        }

        RealRoot = PlainFile.RealOf(Root);
        foreach (var folder in (string[])[Out, Sent, Refused, In])
        {
            SharedMode.MakeFolder(folder);
        }

        foreach (var folder in (string[])[Work, Temp, Index])
        {
            SharedMode.MakeOwnFolder(folder);
        }

        if (((string[])[Out, Sent, Refused, In, Work, Temp, Index]).FirstOrDefault(PlainFile.IsLink) is { } link)
        {
            throw new IOException($"'{link}' là liên kết (symlink), phải là thư mục thật");
        }
    }

    /// <summary>Opens a file below the root, and only a plain one.</summary>
    public FileStream OpenRead(string path) => PlainFile.OpenRead(path, Root, RealRoot);

    /// <summary>Where the note about a dropped thing stands.</summary>
    public string NoteOf(string name) => Path.Combine(Sent, name + NoteExtension);

    /// <summary>Where the sidecar about a document's states stands.</summary>
    public string StatusOf(string name) => Path.Combine(Sent, name + ".status" + NoteExtension);

    /// <summary>Where the reason of a refusal stands.</summary>
    public string ReasonOf(string name) => Path.Combine(Refused, name + NoteExtension);

    /// <summary>Writes a small file in one durable step.</summary>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = Path.Combine(Temp, Guid.NewGuid().ToString("N"));
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
        {
            file.Write(content);
            SharedMode.Share(file.SafeFileHandle);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        DurableDirectory.Flush(Path.GetDirectoryName(path)!);
    }

    private string Sub(string name) => Path.Combine(Root, name);
}
