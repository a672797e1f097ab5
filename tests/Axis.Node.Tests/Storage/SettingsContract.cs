using System.Text;
using Axis.Node.Storage;
using Axis.Signing.Sections;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class SettingsContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task a_token_is_found_by_the_hash_of_its_secret_and_revoked_once()
    {
        var token = new TokenRow("t1", "Văn thư xã", Hash("secret"), "clerk", [Sender], Now, Now + TimeSpan.FromDays(90), null);
        await Write(s => s.Tokens.Add(token));
        var found = Store.Read(s => s.Tokens.FindByHash(Hash("secret")));
        var first = await Write(s => s.Tokens.Revoke("t1", Now));
        var second = await Write(s => s.Tokens.Revoke("t1", Now));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(token).UsingPropertiesComparer());
            Assert.That((first, second, Store.Read(s => s.Tokens.List().Single().RevokedAt)), Is.EqualTo((true, false, Now)));
        }
    }

    [Test]
    public async Task the_newest_version_of_each_section_is_current()
    {
        await Write(s =>
        {
            s.Directory.Put(Section("root", 1));
            s.Directory.Put(Section("root", 2));
            s.Directory.Put(Section("H41", 7));
            s.Directory.Put(Section("root", 2));
        });
        Assert.That(Store.Read(s => s.Directory.Current()).Select(static c => (c.Name, c.Version)), Is.EqualTo(new[] { ("H41", 7L), ("root", 2L) }));
    }

    [Test]
    public async Task versions_kept_as_changes_of_newer_ones_are_found_whole()
    {
        var (first, second, third) = (Lines("một", "hai", "ba"), Lines("bốn", "hai", "ba"), Lines("bốn", "hai", "năm"));
        await Write(s =>
        {
            s.Directory.Put(Section("root", 1) with { Bytes = first });
            s.Directory.Put(Section("root", 2) with { Bytes = second });
            s.Directory.Shrink("root", 1, 2, SectionDelta.Between(second, first));
            s.Directory.Put(Section("root", 3) with { Bytes = third });
            s.Directory.Shrink("root", 2, 3, SectionDelta.Between(third, second));
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Store.Read(s => s.Directory.Find("root", 1))!.Bytes.ToArray(), Is.EqualTo(first));
            Assert.That(Store.Read(s => s.Directory.Find("root", 2))!.Bytes.ToArray(), Is.EqualTo(second));
            Assert.That(Store.Read(s => (s.Directory.FindWholeBefore("root", 3), s.Directory.Find("root", 9))), Is.EqualTo(((StoredSection?)null, (StoredSection?)null)));
            Assert.That(async () => await Write(s => s.Directory.Shrink("root", 2, 3, SectionDelta.Between(third, second))), Throws.InvalidOperationException);
        }
    }

    [Test]
    public async Task the_same_version_with_another_head_is_an_error()
    {
        await Write(s => s.Directory.Put(Section("root", 1)));
        Assert.That(async () => await Write(s => s.Directory.Put(Section("root", 1) with { Head = Hash("forged") })), Throws.InvalidOperationException);
    }

    [Test]
    public async Task link_states_and_named_values_are_replaced()
    {
        var state = new LinkState(Parent, Now, null, null, null, null, Hash("spki"), "e1");
        await Write(s =>
        {
            s.Links.Put(state with { Epoch = "e0" });
            s.Links.Put(state);
            s.Links.SetMeta("epoch", "1");
            s.Links.SetMeta("epoch", "2");
        });
        Assert.That(Store.Read(s => (s.Links.Find(Parent), s.Links.List().Count, s.Links.GetMeta("epoch"), s.Links.GetMeta("none"))), Is.EqualTo((state, 1, "2", (string?)null)));
    }

    // A head, its signature, and the records in order: as far as a change looks.
    private static byte[] Lines(params string[] records) => Encoding.UTF8.GetBytes($"đầu {string.Join('-', records)}\nchữ ký\n" + string.Concat(records.Order(StringComparer.Ordinal).Select(static r => r + "\n")));

    private StoredSection Section(string name, long version) => new(name, version, Hash(name + version), new byte[] { 1 }, Now);
}
