using System.Buffers.Binary;
using System.Runtime.Versioning;
using System.Text;
using Axis.Signing.Keys.Tokens;
using Axis.Signing.Tests.Support;

namespace Axis.Signing.Tests.Keys;

/// <summary>The file through which the engine reads a PIN, seen by somebody else on the same machine.</summary>
[NonParallelizable]
[SupportedOSPlatform("linux")]
public sealed class PinFileTests
{
    private const string Temporary = "TMPDIR";

    // Whoever opens the file in the instant before its mode is set reads the PIN that is written later, though the name is gone by then.
    [Test]
    [Platform("Linux")]
    public async Task nobody_else_can_open_the_file_of_a_pin_at_any_instant()
    {
        using var folder = new TemporaryFolder();
        var (before, seen, ended) = (Environment.GetEnvironmentVariable(Temporary), 0, false);
        Environment.SetEnvironmentVariable(Temporary, Path.GetDirectoryName(folder.File("x")));
        try
        {
            var watcher = Task.Factory.StartNew(
                () =>
                {
                    while (!Volatile.Read(ref ended))
                    {
                        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), "axis-*"))
                        {
                            seen += ModeOf(file) is { } mode && (mode & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0 ? 1 : 0;
                        }
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
            for (var i = 0; i < 400; i++)
            {
                TokenProgram.Run(new MemoryStream(OpenFrame()), Stream.Null);
            }

            Volatile.Write(ref ended, true);
            await watcher;
        }
        finally
        {
            Environment.SetEnvironmentVariable(Temporary, before);
        }

        Assert.That(seen, Is.Zero);
    }

    private static UnixFileMode? ModeOf(string file)
    {
        try
        {
            return File.GetUnixFileMode(file);
        }
        catch (FileNotFoundException)
        {
            // Gone already, as it should be.
            return null;
        }
    }

    private static byte[] OpenFrame()
    {
        var body = Encoding.UTF8.GetBytes("pkcs11:token=khong-co;object=khong-co\n12345678");
        var frame = new byte[5 + body.Length];
        frame[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), body.Length);
        body.CopyTo(frame, 5);
        return frame;
    }
}
