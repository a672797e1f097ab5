using Axis.Node.Hosting;
using Axis.Node.Options;
using Microsoft.Extensions.Configuration;

namespace Axis.Node.Tests.Options;

internal sealed class SettingsFileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("axis-settings-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void comments_are_welcome()
    {
        var node = Read<NodeOptions>("""{ /* tên */ "Node": { "Id": "xa-tan-an", // nút\n "Name": "Xã Tân An" } }""".Replace("\\n", "\n", StringComparison.Ordinal));

        Assert.That(node.NodeId.Value, Is.EqualTo("xa-tan-an"));
    }

    [Test]
    public void a_missing_file_is_named()
    {
        var error = Assert.Throws<SettingsException>(() => SettingsFile.AddTo(new ConfigurationManager(), _folder, []));

        Assert.That(error.Message, Does.Contain(Path.Combine(_folder, "appsettings.json")));
    }

    [Test]
    public void how_receipts_prove_a_time_is_set_in_the_policy()
    {
        var policy = Read<VerificationOptions>("""{ "Verification": { "AttestationBackMinutes": 90, "AttestationAheadMinutes": 2, "NodesWhenRevoked": 3 } }""").ToPolicy();

        Assert.That((policy.AttestationBack, policy.AttestationAhead, policy.NodesWhenRevoked), Is.EqualTo((TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(2), 3)));
    }

    [Test]
    public void what_is_not_set_is_the_policy_of_the_product() =>
        Assert.That(new VerificationOptions().ToPolicy(), Is.EqualTo(Axis.Signing.Trust.VerificationPolicy.Default));

    [Test]
    public void the_word_of_one_node_alone_cannot_be_made_enough_after_a_revocation()
    {
        var error = Assert.Throws<SettingsException>(() => Read<VerificationOptions>("""{ "Verification": { "NodesWhenRevoked": 1 } }"""));

        Assert.That(error.Message, Does.StartWith("Verification:NodesWhenRevoked "));
    }

    [TestCase("""{ "Paper": { "Types": [ "Hợp đồng" ] } }""", "Paper:Decision")]
    [TestCase("""{ "Paper": { "Types": [ "Giấy lạ" ], "Decision": "QĐ 1" } }""", "Paper:Types")]
    [TestCase("""{ "Paper": { "Government": [ "" ] } }""", "Paper:Government")]
    public void a_list_of_paper_documents_names_known_types_and_its_decision(string json, string key) =>
        Assert.That(Assert.Throws<SettingsException>(() => Read<PaperOptions>(json))!.Message, Does.StartWith(key));

    [Test]
    public void more_recipients_than_an_offer_can_name_are_no_setting()
    {
        var error = Assert.Throws<SettingsException>(() => Read<LimitOptions>("""{ "Limits": { "MaxRecipients": 13001 } }"""));

        Assert.That(error.Message, Does.StartWith("Limits:MaxRecipients "));
    }

    [Test]
    public void broken_json_names_the_line()
    {
        var error = Assert.Throws<SettingsException>(() => Read<NodeOptions>("{\n \"Node\": {\n \"Id\": oops } }"));

        Assert.That(error.Message, Does.Contain("dòng 3"));
    }

    [Test]
    public void an_unknown_section_is_refused_by_name()
    {
        var configuration = Configure("""{ "Nodes": { "Id": "a-b-c" } }""");

        var error = Assert.Throws<SettingsException>(() => SettingsFile.CheckSections(configuration, ["Node", "Limits"]));

        Assert.That(error.Message, Does.StartWith("Nodes ").And.Contains("Limits, Node"));
    }

    [TestCase("""{ "Limits": { "MaxPackageBytes": 5 } }""", "Limits:MaxPackageBytes")]
    [TestCase("""{ "Limits": { "MaxFiles": "nhiều" } }""", "Limits:MaxFiles")]
    [TestCase("""{ "Limits": { "MaxFiles": 99999999999 } }""", "Limits:MaxFiles")]
    [TestCase("""{ "Limits": { "MaxFiles": [1] } }""", "Limits:MaxFiles")]
    [TestCase("""{ "Limits": 5 }""", "Limits")]
    [TestCase("""{ "Limits": { "MaxPacketBytes": 0 } }""", "Limits:MaxPacketBytes")]
    [TestCase("""{ "Limits": { "MaxPartialBytesPerNeighbour": 1 } }""", "Limits:MaxPartialBytesPerNeighbour")]
    [TestCase("""{ "Limits": { "MaxQuarantineBytesPerNeighbour": 1 } }""", "Limits:MaxQuarantineBytesPerNeighbour")]
    [TestCase("""{ "Limits": { "MaxQuarantinedPerNeighbour": 0 } }""", "Limits:MaxQuarantinedPerNeighbour")]
    [TestCase("""{ "Limits": { "MaxBufferedBodyBytes": 1000 } }""", "Limits:MaxBufferedBodyBytes")]
    public void a_wrong_limit_is_refused_in_one_sentence_that_names_its_key(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<LimitOptions>(json));

        Assert.That(error.Message, Does.StartWith(key + " ").And.Not.Contains("\n"));
    }

    [TestCase("""{ "Node": { "Id": "Xã", "Name": "x" } }""", "Node:Id")]
    [TestCase("""{ "Node": { "Id": "xa-a" } }""", "Node:Name")]
    public void a_wrong_identity_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<NodeOptions>(json));

        Assert.That(error.Message, Does.StartWith(key + " "));
    }

    [TestCase("""{ "Listen": { "Api": ["ftp://127.0.0.1:1"] } }""", "Listen:Api:0")]
    [TestCase("""{ "Listen": { "Api": ["http://127.0.0.1:1", "http://0.0.0.0:8080"] } }""", "Listen:Api:1")]
    [TestCase("""{ "Listen": { "Api": ["https://0.0.0.0:8080"] } }""", "Listen:ApiCertificate")]
    [TestCase("""{ "Listen": { "Api": "http://127.0.0.1:1" } }""", "Listen:Api")]
    [TestCase("""{ "Listen": { "Link": "http://[::]:8443" } }""", "Listen:Link")]
    [TestCase("""{ "Listen": { "Link": "https://nut.example:8443" } }""", "Listen:Link")]
    public void a_wrong_address_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<ListenerOptions>(json));

        Assert.That(error.Message, Does.StartWith(key + " "));
    }

    [TestCase("""{ "Delivery": { "MaxRetrySeconds": 1 } }""", "Delivery:MaxRetrySeconds")]
    [TestCase("""{ "Delivery": { "LeaseSeconds": 1 } }""", "Delivery:LeaseSeconds")]
    public void a_wrong_delivery_setting_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<DeliveryOptions>(json));

        Assert.That(error.Message, Does.StartWith(key + " "));
    }

    [Test]
    public void a_wrong_deadline_is_refused()
    {
        var error = Assert.Throws<SettingsException>(() => Read<DeadlineOptions>("""{ "Deadlines": { "FailureHours": -1 } }"""));

        Assert.That(error.Message, Does.StartWith("Deadlines:FailureHours "));
    }

    [Test]
    public void a_wrong_policy_is_refused()
    {
        var error = Assert.Throws<SettingsException>(() => Read<VerificationOptions>("""{ "Verification": { "Policy": "" } }"""));

        Assert.That(error.Message, Does.StartWith("Verification:Policy "));
    }

    [TestCase("""{ "Revocation": { "Allow": ["ldap://crl.example/"] } }""", "Revocation:Allow:0")]
    [TestCase("""{ "Revocation": { "Responders": ["http://a:b@ocsp.example/"] } }""", "Revocation:Responders:0")]
    [TestCase("""{ "Revocation": { "Lists": ["http://crl.example/a", "ca.crl"] } }""", "Revocation:Lists:1")]
    [TestCase("""{ "Revocation": { "TimeoutSeconds": 0 } }""", "Revocation:TimeoutSeconds")]
    [TestCase("""{ "Revocation": { "MaxListBytes": 1 } }""", "Revocation:MaxListBytes")]
    public void a_wrong_revocation_setting_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<RevocationOptions>(json));

        Assert.That(error.Message, Does.StartWith(key + " "));
    }

    [Test]
    public void a_wrong_journal_setting_is_refused()
    {
        var error = Assert.Throws<SettingsException>(() => Read<JournalOptions>("""{ "Journal": { "MaxUnsealedMinutes": 0 } }"""));

        Assert.That(error.Message, Does.StartWith("Journal:MaxUnsealedMinutes "));
    }

    [TestCase("""{ "Authorities": [ "ftp://tsa" ] }""", "Timestamps:Authorities")]
    [TestCase("""{ "Authorities": [ "https://user:secret@tsa/" ] }""", "Timestamps:Authorities")]
    [TestCase("""{ "Level": "B" }""", "Timestamps:Level")]
    [TestCase("""{ "Packets": "All" }""", "Timestamps:Packets")]
    [TestCase("""{ "Hash": "SHA1" }""", "Timestamps:Hash")]
    [TestCase("""{ "Concurrency": 0 }""", "Timestamps:Concurrency")]
    [TestCase("""{ "AlgorithmLastDays": [ "RSA-1024=2029-01-01" ] }""", "Timestamps:AlgorithmLastDays")]
    public void a_wrong_timestamp_setting_is_refused(string section, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<TimestampOptions>("{ \"Timestamps\": " + section + " }"));

        Assert.That(error.Message, Does.StartWith(key));
    }

    [Test]
    public void timestamp_settings_are_read()
    {
        var options = Read<TimestampOptions>("""{ "Timestamps": { "Authorities": [ "https://tsa.example/" ], "Packets": "SentAndReceived", "Level": "LTA", "Hash": "SHA512", "AlgorithmLastDays": [ "RSA-2048=2027-12-31" ] } }""");

        Assert.That((options.Enabled, options.Packets, options.Level, options.HashName.Name, options.Sunset().Dates["RSA-2048"].Year), Is.EqualTo((true, StampedPackets.SentAndReceived, Axis.Signing.Timestamps.SignatureLevel.LTA, "SHA512", 2028)));
    }

    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "Có dấu", "Address": "https://a/", "SecretFile": "s" } ] } }""", "Events:Webhooks:0:Name")]
    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "a", "Address": "http://qlvb.example/", "SecretFile": "s" } ] } }""", "Events:Webhooks:0:Address")]
    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "a", "Address": "https://u:p@qlvb.example/", "SecretFile": "s" } ] } }""", "Events:Webhooks:0:Address")]
    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "a", "Address": "https://qlvb.example/" } ] } }""", "Events:Webhooks:0:SecretFile")]
    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "a", "Address": "https://a/", "SecretFile": "s", "Agencies": [ "" ] } ] } }""", "Events:Webhooks:0:Agencies")]
    [TestCase("""{ "Events": { "Webhooks": [ { "Name": "a", "Address": "https://a/", "SecretFile": "s" }, { "Name": "a", "Address": "https://a/", "SecretFile": "s" } ] } }""", "Events:Webhooks")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqp://rabbit.example", "User": "a", "PasswordFile": "p" } } }""", "Events:RabbitMq:Address")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqps://u:p@rabbit.example", "User": "a", "PasswordFile": "p" } } }""", "Events:RabbitMq:Address")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqps://rabbit.example", "PasswordFile": "p" } } }""", "Events:RabbitMq:User")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqps://rabbit.example", "User": "a" } } }""", "Events:RabbitMq:PasswordFile")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqps://rabbit.example", "User": "a", "PasswordFile": "p", "Exchange": "amq.topic" } } }""", "Events:RabbitMq:Exchange")]
    [TestCase("""{ "Events": { "RabbitMq": { "Address": "amqps://rabbit.example", "User": "a", "PasswordFile": "p" }, "Webhooks": [ { "Name": "rabbitmq", "Address": "https://a/", "SecretFile": "s" } ] } }""", "Events:Webhooks")]
    [TestCase("""{ "Events": { "KeepDays": 0 } }""", "Events:KeepDays")]
    public void a_wrong_event_setting_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<EventOptions>(json));

        Assert.That(error.Message, Does.StartWith(key).And.Not.Contains("\n"));
    }

    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "", "Folder": "a" } ] } }""", "Drop:Folders:0:Agency")]
    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "H37" } ] } }""", "Drop:Folders:0:Folder")]
    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "H37", "Folder": "a", "Ready": "Watcher" } ] } }""", "Drop:Folders:0:Ready")]
    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "H37", "Folder": "a", "SettleSeconds": 0 } ] } }""", "Drop:Folders:0:SettleSeconds")]
    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "H37", "Folder": "a" }, { "Agency": "H37", "Folder": "b" } ] } }""", "Drop:Folders nêu cơ quan 'H37' hai lần")]
    [TestCase("""{ "Drop": { "Folders": [ { "Agency": "H37", "Folder": "/a" }, { "Agency": "H38", "Folder": "/a/b/" } ] } }""", "Drop:Folders: thư mục '/a/b/'")]
    [TestCase("""{ "Drop": { "ScanSeconds": 0 } }""", "Drop:ScanSeconds")]
    public void a_wrong_drop_setting_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<DropOptions>(json));

        Assert.That(error.Message, Does.StartWith(key).And.Not.Contains("\n"));
    }

    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "?" } ] } }""", "Links:Neighbours:0:Id")]
    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "tinh-a" }, { "Id": "tinh-a" } ] } }""", "Links:Neighbours:1:Id")]
    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "tinh-a", "Mode": "Both" } ] } }""", "Links:Neighbours:0:Mode")]
    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "tinh-a", "Mode": "7" } ] } }""", "Links:Neighbours:0:Mode")]
    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "tinh-a", "Adress": [] } ] } }""", "Links:Neighbours:0:Adress")]
    [TestCase("""{ "Links": { "Neighbours": [ { "Id": "tinh-a", "Addresses": ["http://a"] } ] } }""", "Links:Neighbours:0:Addresses:0")]
    public void a_wrong_neighbour_is_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read<LinkOptions>(json));

        Assert.That(error.Message, Does.StartWith(key).And.Not.Contains("\n"));
    }

    [Test]
    public void a_neighbour_is_bound()
    {
        var links = Read<LinkOptions>("""{ "Links": { "Neighbours": [ { "Id": "tinh-a", "Mode": "Pull", "Addresses": ["https://192.0.2.1:8443"] } ] } }""");

        Assert.That(links.Find(Axis.Core.Agencies.NodeId.Parse("tinh-a"))?.Mode, Is.EqualTo(LinkMode.Pull));
    }

    [Test]
    public void an_argument_overrides_the_file()
    {
        var configuration = Configure("""{ "Limits": { "MaxFiles": 3 } }""", "--Limits:MaxFiles=4");

        Assert.That(SettingsFile.Read<LimitOptions>(configuration).MaxFiles, Is.EqualTo(4));
    }

    [Test]
    public void the_template_is_a_valid_configuration()
    {
        var configuration = Configure(SettingsTemplate.Text("xa-tan-an", "Xã \"Tân An\"", [], "https://[::]:8443", services: null));
        var sections = configuration.GetChildren().Select(static s => s.Key).ToArray();

        SettingsFile.CheckSections(configuration, NodeSettings.Sections);

        Assert.That(SettingsFile.Read<NodeOptions>(configuration).Name, Is.EqualTo("Xã \"Tân An\""), string.Join(' ', sections));
    }

    [TestCase(typeof(LimitOptions))]
    [TestCase(typeof(DeliveryOptions))]
    [TestCase(typeof(DeadlineOptions))]
    [TestCase(typeof(RetentionOptions))]
    [TestCase(typeof(ReportOptions))]
    [TestCase(typeof(BackupOptions))]
    [TestCase(typeof(MailOptions))]
    [TestCase(typeof(VerificationOptions))]
    [TestCase(typeof(RevocationOptions))]
    [TestCase(typeof(JournalOptions))]
    [TestCase(typeof(ScheduleOptions))]
    [TestCase(typeof(VxpOptions))]
    [TestCase(typeof(ConsoleOptions))]
    [TestCase(typeof(EventOptions))]
    [TestCase(typeof(DropOptions))]
    public void the_template_names_every_key_with_its_default(Type type)
    {
        var text = SettingsTemplate.Text("xa-tan-an", "Xã Tân An", [], "", services: null);
        var settings = Activator.CreateInstance(type);

        var missing = type.GetProperties()
            .Where(static p => p.CanWrite)
            .Select(p => p.GetValue(settings) is string s ? $"\"{p.Name}\": \"{s}\""
                : p.GetValue(settings) is RabbitMqOptions ? $"\"{p.Name}\": {{"
                : p.GetValue(settings) is bool b ? $"\"{p.Name}\": {(b ? "true" : "false")}"
                : p.GetValue(settings) is Enum e ? $"\"{p.Name}\": \"{e}\""
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{p.Name}\": {p.GetValue(settings)}"))
            .Where(line => !text.Contains(line, StringComparison.Ordinal));

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void the_vxp_link_of_the_template_is_valid_and_names_every_key_with_its_default()
    {
        var line = SettingsTemplate.Text("xa-tan-an", "Xã Tân An", [], "", services: null).Split('\n').Single(static l => l.Contains("\"Kind\": \"Vxp\"", StringComparison.Ordinal));
        var links = Read<LinkOptions>($"{{ \"Links\": {{ {line.Trim().TrimStart('/')} }} }}");

        Assert.That(links.Neighbours.Single().Kind, Is.EqualTo(LinkKind.Vxp));
        var (written, standard) = (links.Neighbours.Single().Vxp, new VxpLinkOptions());
        var own = new[] { nameof(VxpLinkOptions.Endpoint), nameof(VxpLinkOptions.SystemId), nameof(VxpLinkOptions.SecretFile) };
        foreach (var property in typeof(VxpLinkOptions).GetProperties())
        {
            Assert.That(line, Does.Contain($"\"{property.Name}\":"));
            Assert.That(property.GetValue(written), own.Contains(property.Name) ? Is.Not.Empty : Is.EqualTo(property.GetValue(standard)), property.Name);
        }
    }

    [Test]
    public void the_template_names_every_section_once()
    {
        using var template = System.Text.Json.JsonDocument.Parse(SettingsTemplate.Text("xa-tan-an", "Xã Tân An", [], "", services: null), new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true });

        Assert.That(template.RootElement.EnumerateObject().Select(static p => p.Name), Is.Unique);
    }

    private T Read<T>(string json)
        where T : class, ISettings, new() => SettingsFile.Read<T>(Configure(json));

    private ConfigurationManager Configure(string json, params string[] args)
    {
        File.WriteAllText(Path.Combine(_folder, SettingsFile.Name), json);
        var configuration = new ConfigurationManager();
        SettingsFile.AddTo(configuration, _folder, args);
        return configuration;
    }
}
