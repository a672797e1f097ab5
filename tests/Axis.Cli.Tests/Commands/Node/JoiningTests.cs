using Axis.Cli.Joining;
using Axis.Signing.Keys;
using Microsoft.Data.Sqlite;

namespace Axis.Cli.Tests.Commands.Node;

public sealed class JoiningTests
{
    private string _folder = "";

    private string Parent => Path.Combine(_folder, "parent");

    private string Child => Path.Combine(_folder, "child");

    private string Welcome => Path.Combine(_folder, "welcome.json");

    private string RootSection => Path.Combine(Parent, "directory", "root.section");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("axis-join-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task a_second_machine_joins_by_exchanging_two_files()
    {
        await AdmitAsync();
        var result = await JoinAsync(await FingerprintAsync());
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.Zero, result.Error);
            using var key = SigningKeys.LoadPkcs12(Path.Combine(Child, "keys", "agency-H99.21.31.p12"), Path.Combine(Child, "keys", "passphrase"));
            Assert.That(key.Certificate.Subject, Does.Contain("H99.21.31"));
        });
    }

    [Test]
    public async Task a_wrong_fingerprint_is_refused_and_nothing_is_written()
    {
        await AdmitAsync();
        var result = await JoinAsync(new string('0', 64));
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(Directory.EnumerateFiles(Path.Combine(Child, "directory")), Is.Empty);
            Assert.That(Directory.EnumerateFiles(Path.Combine(Child, "keys"), "*.p12"), Is.Empty);
        });
    }

    [Test]
    public async Task a_refused_fingerprint_does_not_show_the_one_of_the_file()
    {
        await AdmitAsync();
        var fingerprint = await FingerprintAsync();
        var result = await JoinAsync(new string('0', 64));
        Assert.That(result.Output + result.Error, Does.Not.Contain(fingerprint[..19]));
    }

    [Test]
    public async Task an_altered_section_in_the_welcome_is_refused()
    {
        await AdmitAsync();
        var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Welcome))!;
        var section = Convert.FromBase64String((string)json["sections"]![0]!["content"]!);
        section[^10] ^= 1;
        json["sections"]![0]!["content"] = Convert.ToBase64String(section);
        await File.WriteAllTextAsync(Welcome, json.ToJsonString());
        var result = await JoinAsync(await FingerprintAsync());
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused), result.Error);
    }

    [Test]
    public async Task a_welcome_for_another_node_is_refused()
    {
        await AdmitAsync();
        Directory.Delete(Child, recursive: true);
        await InitChildAsync("xa-khac");
        var result = await JoinAsync(await FingerprintAsync());
        Assert.Multiple(() =>
        {
            Assert.That(result.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(result.Error, Does.Contain("JOIN_OTHER_NODE"));
        });
    }

    [Test]
    public async Task a_node_whose_welcome_was_lost_gets_the_same_again_and_nothing_is_signed_anew()
    {
        await AdmitAsync();
        var again = await AxisRun.RunAsync("directory", "admit", Path.Combine(Child, "join-request.json"), "--data", Parent, "--out", Welcome + "2");

        Assert.That(again.Code, Is.Zero, again.Error);
        Assert.That(await File.ReadAllTextAsync(Welcome + "2"), Is.EqualTo(await File.ReadAllTextAsync(Welcome)));
    }

    [Test]
    public async Task nothing_is_published_when_there_is_no_place_for_the_welcome()
    {
        await InitParentAsync();
        await InitChildAsync("xa-doi-thong");
        var before = await File.ReadAllBytesAsync(RootSection);
        var result = await AxisRun.RunAsync("directory", "admit", Path.Combine(Child, "join-request.json"), "--data", Parent, "--out", Path.Combine(_folder, "khong", "welcome.json"));

        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage), result.Error);
        Assert.That(await File.ReadAllBytesAsync(RootSection), Is.EqualTo(before));
    }

    [Test]
    public async Task a_node_is_admitted_once_whoever_asks_with_other_keys()
    {
        await AdmitAsync();
        Directory.Delete(Child, recursive: true);
        await InitChildAsync("xa-doi-thong");
        var again = await AxisRun.RunAsync("directory", "admit", Path.Combine(Child, "join-request.json"), "--data", Parent, "--out", Welcome + "2");
        Assert.That(File.Exists(Welcome + "2"), Is.False);
        Assert.Multiple(() =>
        {
            Assert.That(again.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(again.Error, Does.Contain("danh bạ đã có nút"));
        });
    }

    [Test]
    public async Task a_renewed_section_is_the_next_version()
    {
        await InitParentAsync();
        var result = await AxisRun.RunAsync("directory", "renew", "--data", Parent, "--json");
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.That(json.RootElement.GetProperty("version").GetInt64(), Is.EqualTo(2), result.Error);
    }

    [Test]
    public async Task of_two_commands_that_sign_at_once_the_second_publishes_nothing()
    {
        await InitParentAsync();
        var folder = new DirectoryFolder(Parent);
        var book = folder.Open();
        var (name, key) = folder.OwnKey();
        using (key)
        {
            var next = SectionIssue.Next(book.Find(name), name, book.Find(name)!.Records, key, TimeProvider.System.GetUtcNow());
            Assert.That((await AxisRun.RunAsync("directory", "renew", "--data", Parent)).Code, Is.Zero, "the other command");
            var before = await File.ReadAllBytesAsync(RootSection);

            Assert.That(() => folder.Publish(book, next, TimeProvider.System.GetUtcNow()), Throws.TypeOf<CliFailureException>().With.Property("Code").EqualTo("DIRECTORY_CHANGED"));
            Assert.That(await File.ReadAllBytesAsync(RootSection), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task while_one_command_publishes_another_waits_its_turn()
    {
        await InitParentAsync();
        using var held = ExclusiveFile.TryTake(Path.Combine(Parent, "directory", "publish.lock"));
        var result = await AxisRun.RunAsync("directory", "renew", "--data", Parent);

        Assert.That((result.Code, result.Error.Contains("DIRECTORY_BUSY", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), result.Error);
    }

    [Test]
    public async Task over_an_old_copy_of_the_directory_nothing_is_signed_until_what_the_node_accepted_is_back()
    {
        await InitParentAsync();
        var old = await File.ReadAllBytesAsync(RootSection);
        await AxisRun.RunAsync("directory", "renew", "--data", Parent);
        var accepted = await File.ReadAllBytesAsync(RootSection);
        await AcceptAsync(2, accepted);
        await File.WriteAllBytesAsync(RootSection, old);

        var refused = await AxisRun.RunAsync("directory", "renew", "--data", Parent);
        Assert.That((refused.Code, refused.Error.Contains("DIRECTORY_BEHIND", StringComparison.Ordinal)), Is.EqualTo((ExitCodes.Refused, true)), refused.Error);
        Assert.That(await File.ReadAllBytesAsync(RootSection), Is.EqualTo(accepted));

        var again = await AxisRun.RunAsync("directory", "renew", "--data", Parent, "--json");
        using var json = System.Text.Json.JsonDocument.Parse(again.Output);
        Assert.That(json.RootElement.GetProperty("version").GetInt64(), Is.EqualTo(3), again.Error);
    }

    [Test]
    public async Task init_does_not_overwrite_a_node()
    {
        await InitParentAsync();
        var before = await File.ReadAllBytesAsync(Path.Combine(Parent, "keys", "tls.p12"));
        var again = await InitParentAsync();
        Assert.Multiple(() =>
        {
            Assert.That(again.Code, Is.EqualTo(ExitCodes.Refused));
            Assert.That(File.ReadAllBytes(Path.Combine(Parent, "keys", "tls.p12")), Is.EqualTo(before));
        });
    }

    [Test]
    public async Task the_join_request_holds_no_private_key()
    {
        await InitChildAsync("xa-doi-thong");
        var text = await File.ReadAllTextAsync(Path.Combine(Child, "join-request.json"));
        Assert.That(text, Does.Not.Contain("PRIVATE"));
    }

    [Test]
    public async Task everything_secret_is_for_its_owner_alone()
    {
        Assume.That(OperatingSystem.IsWindows(), Is.False, "Unix modes are not on Windows.");
        await InitParentAsync();
        var exposed = Directory.EnumerateFiles(Path.Combine(Parent, "keys"))
            .Append(Path.Combine(Parent, "operator.token"))
            .Append(Path.Combine(Parent, "dev-ca", "ca.key"))
            .Where(static f => !OperatingSystem.IsWindows() && File.GetUnixFileMode(f) != (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(exposed, Is.Empty);
    }

    [Test]
    public async Task a_file_that_is_no_join_request_is_a_usage_error()
    {
        await InitParentAsync();
        var file = Path.Combine(_folder, "x.json");
        await File.WriteAllTextAsync(file, "{\"format\":\"something\"}");
        var result = await AxisRun.RunAsync("directory", "admit", file, "--data", Parent, "--out", Welcome);
        Assert.That(result.Code, Is.EqualTo(ExitCodes.Usage), result.Error);
    }

    private Task<AxisResult> InitParentAsync() => AxisRun.RunAsync(
        "node", "init", "--new-root", "--data", Parent, "--id", "trung-uong", "--name", "Nút trung ương", "--tier", "trung-uong",
        "--agency", "G99=Văn phòng Điều phối", "--endpoint", "https://127.0.0.1:9443", "--key-type", "p256");

    private Task<AxisResult> InitChildAsync(string id) => AxisRun.RunAsync(
        "node", "init", "--data", Child, "--id", id, "--name", "Nút xã", "--tier", "xa", "--agency", "H99.21.31=UBND xã Đồi Thông", "--pull-only", "--key-type", "p256");

    // As the node writes it.
    private async Task AcceptAsync(long version, byte[] section)
    {
        await using var open = new SqliteConnection($"Data Source={Path.Combine(Parent, "store", "axis.db")};Pooling=False");
        await open.OpenAsync();
        await using var command = open.CreateCommand();
        command.CommandText = "INSERT INTO directory_section (name, version, head, bytes, accepted_at) VALUES ('root', $version, zeroblob(32), $bytes, 0)";
        command.Parameters.AddWithValue("$version", version);
        command.Parameters.AddWithValue("$bytes", section);
        Assert.That(await command.ExecuteNonQueryAsync(), Is.EqualTo(1));
    }

    private async Task AdmitAsync()
    {
        await InitParentAsync();
        await InitChildAsync("xa-doi-thong");
        var result = await AxisRun.RunAsync("directory", "admit", Path.Combine(Child, "join-request.json"), "--data", Parent, "--out", Welcome);
        Assert.That(result.Code, Is.Zero, result.Error);
    }

    private Task<AxisResult> JoinAsync(string fingerprint) => AxisRun.RunAsync("node", "join", Welcome, "--data", Child, "--fingerprint", fingerprint);

    private async Task<string> FingerprintAsync() => (await AxisRun.RunAsync("directory", "fingerprint", "--data", Parent)).Output.Trim();
}
