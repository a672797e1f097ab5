namespace Axis.Signing.Tests.Support;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("axis-signing-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content.ToArray());
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
