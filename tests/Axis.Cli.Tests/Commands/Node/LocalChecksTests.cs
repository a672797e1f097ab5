using System.Runtime.InteropServices;
using Axis.Cli.Client;
using Axis.Cli.Commands.Node;

namespace Axis.Cli.Tests.Commands.Node;

/// <summary>What the doctor says in the states in which nothing else can be asked.</summary>
public sealed class LocalChecksTests
{
    private string _folder = "";

    private NodeFolder Folder => new(Path.Combine(_folder, "node"));

    [SetUp]
    public async Task MakeNode()
    {
        _folder = Directory.CreateTempSubdirectory("axis-doctor-").FullName;
        var made = await AxisRun.RunAsync(
            "node", "init", "--new-root", "--data", Folder.Root, "--id", "trung-uong", "--name", "Trung ương", "--tier", "trung-uong", "--agency", "G99=Bộ", "--endpoint", "https://127.0.0.1:8443", "--key-type", "p256");
        Assert.That(made.Code, Is.Zero, made.Error);
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void to_another_account_a_node_is_not_said_to_be_missing() =>
        Assert.That(AsNobody(() => LocalChecks.Run(Folder).Select(static f => f.Code).ToArray()), Is.EqualTo(new[] { "NO_ACCESS" }));

    [Test]
    public void another_account_is_told_whose_token_it_may_not_read()
    {
        var said = AsNobody(() =>
        {
            try
            {
                return new NodeConnection(new Uri("http://127.0.0.1:8080"), Path.Combine(Folder.Root, "operator.token")).ReadToken();
            }
            catch (CliFailureException e)
            {
                return e.Action;
            }
        });

        Assert.That(said, Does.Contain("sudo -u docaxis"));
    }

    [Test]
    public void without_its_keys_a_node_is_examined_all_the_same()
    {
        Directory.Delete(Folder.Keys, recursive: true);

        Assert.That(LocalChecks.Run(Folder).Where(static f => f.Severity == "error").Select(static f => f.Code), Is.EqualTo(new[] { "KEYS_MISSING" }));
    }

    // The account of one thread alone (setfsuid(2)): an administrator's rights would open every folder.
    private static T AsNobody<T>(Func<T> work)
    {
        Assume.That(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only an administrator can become somebody else");
        T? result = default;
        var thread = new Thread(() =>
        {
            _ = SetFileSystemUser(65534);
            result = work();
        });
        thread.Start();
        thread.Join();
        return result!;
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetFileSystemUser(int user);
}
