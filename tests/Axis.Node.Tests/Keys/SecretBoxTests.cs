using System.Security.Cryptography;
using Axis.Node.Keys;
using Axis.Signing.Keys;

namespace Axis.Node.Tests.Keys;

public sealed class SecretBoxTests
{
    private string _folder = null!;
    private string _key = null!;

    [SetUp]
    public void Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("axis-box-").FullName;
        _key = Path.Combine(_folder, SecretBox.FileName);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void a_call_of_nobody_makes_no_key_file()
    {
        using var box = new SecretBox(_key);

        var secret = box.OpenNobodys();

        Assert.That((secret.Length, File.Exists(_key)), Is.EqualTo((43, false)));
    }

    [Test]
    public void a_key_file_that_should_be_there_is_not_made_anew()
    {
        using var box = new SecretBox(_key);

        Assert.That(() => box.Seal("a", "x"u8, create: false), Throws.InstanceOf<KeyFileException>().With.Property(nameof(KeyFileException.Code)).EqualTo(KeyFileException.Missing));
        Assert.That(File.Exists(_key), Is.False);
    }

    [Test]
    public void a_secret_opens_again_after_a_restart()
    {
        using var box = new SecretBox(_key);
        var kept = box.Seal("a", "bí mật"u8, create: true);
        using var later = new SecretBox(_key);

        Assert.That(later.Open("a", kept), Is.EqualTo("bí mật"u8.ToArray()));
    }

    [Test]
    public void the_same_secret_never_looks_the_same()
    {
        using var box = new SecretBox(_key);
        var first = box.Seal("a", "x"u8, create: true);

        Assert.That(box.Seal("a", "x"u8, create: true), Is.Not.EqualTo(first));
    }

    [Test]
    public void a_secret_moved_to_another_system_does_not_open()
    {
        using var box = new SecretBox(_key);
        var kept = box.Seal("a", "x"u8, create: true);

        Assert.That(() => box.Open("b", kept), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void a_changed_byte_is_noticed([Values(0, 12, 13, 28)] int at)
    {
        using var box = new SecretBox(_key);
        var kept = box.Seal("a", "x"u8, create: true);
        kept[at] ^= 1;

        Assert.That(() => box.Open("a", kept), Throws.InstanceOf<CryptographicException>());
    }

    [Test]
    public void without_its_key_file_nothing_opens()
    {
        byte[] kept;
        using (var box = new SecretBox(_key))
        {
            kept = box.Seal("a", "x"u8, create: true);
        }

        File.Delete(_key);
        using var copied = new SecretBox(_key);

        Assert.That(() => copied.Open("a", kept), Throws.InstanceOf<KeyFileException>());
    }
}
