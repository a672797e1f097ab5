using System.Text.Json;
using Axis.Core.Contracts;
using Axis.Journey.Tests.Network;

namespace Axis.Journey.Tests.Drop;

/// <summary>Software that knows nothing but its folder.</summary>
internal sealed class DropSide(string root)
{
    public string Root => root;

    public string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([root, .. parts]);

    /// <summary>Gives a node a folder for each agency; what follows the agency are further settings of its entry.</summary>
    public static DropSide[] Prepare(RunningNode node, params ReadOnlySpan<(string Agency, string More)> folders)
    {
        var entries = new List<string>();
        var sides = new List<DropSide>();
        foreach (var (agency, more) in folders)
        {
            sides.Add(new DropSide(Directory.CreateDirectory(System.IO.Path.Combine(node.Folder, "drop-" + agency)).FullName));
            entries.Add($$"""{ "Agency": "{{agency}}", "Folder": "drop-{{agency}}" {{more}} }""");
        }

        var file = System.IO.Path.Combine(node.Folder, "appsettings.json");
        var text = File.ReadAllText(file);
        File.WriteAllText(file, $$"""{ "Drop": { "ScanSeconds": 1, "Folders": [ {{string.Join(", ", entries)}} ] },""" + text.TrimStart()[1..]);
        return [.. sides];
    }

    /// <summary>Waits until the node made the folders below the root.</summary>
    public Task IsOpenAsync() => Eventually.GetAsync(() => Directory.Exists(Path("out")), static made => made, "out/");

    /// <summary>Drops a draft as software does: files first, the marker last.</summary>
    public void Draft(string name, SubmitDocument fields, params ReadOnlySpan<(string Name, byte[] Bytes)> files)
    {
        var folder = Directory.CreateDirectory(Path("out", name)).FullName;
        foreach (var (file, bytes) in files)
        {
            File.WriteAllBytes(System.IO.Path.Combine(folder, file), bytes);
        }

        File.WriteAllBytes(System.IO.Path.Combine(folder, "document.json"), JsonSerializer.SerializeToUtf8Bytes(fields, AxisJson.Web.SubmitDocument));
        Mark(name);
    }

    public void Put(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path("out", name), bytes);
        Mark(name);
    }

    public void Answer(string name, DropAnswer answer) => Put(name + ".answer.json", JsonSerializer.SerializeToUtf8Bytes(answer, AxisJson.Web.DropAnswer));

    public void Mark(string name) => File.WriteAllBytes(Path("out", name + ".ready"), []);

    public async Task<DropNote> SentAsync(string name) => JsonSerializer.Deserialize(await AppearsAsync("sent", name), AxisJson.Web.DropNote)!;

    public async Task<DropRefusal> RefusedAsync(string name) => JsonSerializer.Deserialize(await AppearsAsync("refused", name), AxisJson.Web.DropRefusal)!;

    public DropStatus? Status(string name) => File.Exists(Path("sent", name + ".status.json"))
        ? JsonSerializer.Deserialize(File.ReadAllBytes(Path("sent", name + ".status.json")), AxisJson.Web.DropStatus)
        : null;

    /// <summary>The document of this packet in <c>in/</c>.</summary>
    public async Task<(string Folder, InboxDetail Detail)> ReceivedAsync(string packet) => (await Eventually.GetAsync(
        () => Received().Where(r => r.Detail.Item.Packet == packet).ToList(), static r => r.Count == 1, "in the folder in/"))[0];

    public IEnumerable<(string Folder, InboxDetail Detail)> Received() => !Directory.Exists(Path("in")) ? [] : Directory.EnumerateDirectories(Path("in"))
        .Select(static f => (f, JsonSerializer.Deserialize(File.ReadAllBytes(System.IO.Path.Combine(f, "document.json")), AxisJson.Web.InboxDetail)!));

    private async Task<byte[]> AppearsAsync(string folder, string name)
    {
        // The thing itself is moved after its note: only then is it done with.
        await Eventually.GetAsync(
            () => System.IO.Path.Exists(Path(folder, name)),
            static there => there,
            $"{name} in {folder}/ (refused: {(Directory.Exists(Path("refused")) ? string.Join(", ", Directory.EnumerateFiles(Path("refused"), "*.json").Select(File.ReadAllText)) : "")})");
        return await File.ReadAllBytesAsync(Path(folder, name + ".json"));
    }
}
