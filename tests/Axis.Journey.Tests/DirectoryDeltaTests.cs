using Axis.Core.Agencies;
using Axis.Journey.Tests.Network;
using Axis.Node.Directories;
using Axis.Node.Links;
using Axis.Signing.Sections;

namespace Axis.Journey.Tests;

/// <summary>A node that has version n fetches what changed since, over the real link.</summary>
public sealed class DirectoryDeltaTests
{
    [Test]
    public async Task a_node_fetches_only_what_changed_and_has_the_whole_new_section()
    {
        await using var network = await TestNetwork.StartAsync(TestNetwork.Central, TestNetwork.Province, TestNetwork.District);
        var (parent, child) = (network[TestNetwork.Province], network[TestNetwork.District]);
        var known = child.Get<LiveDirectory>().Versions["H37"];
        var held = network.ProvinceSection;
        network.Describe = static agency => agency.Code.Value == "H37.20" ? agency with { Name = "Tên mới" } : agency;
        network.PublishProvince(TestNetwork.Province, static c => c);
        await Eventually.GetAsync(() => parent.Get<LiveDirectory>().Versions["H37"], v => v > known, "the parent has the new version");

        var answer = await child.Get<LinkClients>().For(NodeId.Parse(TestNetwork.Province.Id)).SectionAsync("H37", known, delta: true, CancellationToken.None);
        Assert.That(SectionDelta.Is(answer), "only what changed goes over the line");
        Assert.That(answer, Has.Length.LessThan(held.Length / 2));
        Assert.That(SectionDelta.Apply(held, answer), Is.EqualTo(network.ProvinceSection.ToArray()));

        await Eventually.GetAsync(() => parent.Store.Read(s => s.Directory.FindWholeBefore("H37", known + 1)) is null, static gone => gone, "the older version is kept as its change");
        Assert.That(parent.Store.Read(s => s.Directory.Find("H37", known))!.Bytes.ToArray(), Is.EqualTo(held.ToArray()), "and is whole for who needs it");

        child.Get<DirectoryRefresh>().Wake(NodeId.Parse(TestNetwork.Province.Id));
        await Eventually.GetAsync(() => child.Get<LiveDirectory>().Snapshot.FindAgency(OrganId.Parse("H37.20"))?.Name, static n => n == "Tên mới", "the child has it in force");
    }
}
