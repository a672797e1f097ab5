using Axis.Node.Storage;

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

    private StoredSection Section(string name, long version) => new(name, version, Hash(name + version), new byte[] { 1 }, Now);
}
