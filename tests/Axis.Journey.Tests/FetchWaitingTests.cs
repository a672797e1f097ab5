using Axis.Core.Receipts;
using Axis.Journey.Tests.Network;
using Axis.Node.Links;
using Axis.Signing.Keys;

namespace Axis.Journey.Tests;

/// <summary>A node that fetches, and a parent that does not behave.</summary>
public sealed class FetchWaitingTests
{
    private const string Waiting = "/axis/1/deliveries/waiting";
    private TestNetwork _network = null!;
    private FakeParent _parent = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, TestNetwork.Central, TestNetwork.Province, TestNetwork.District, TestNetwork.FetchingCommune);
        _parent = await FakeParent.StartAsync(_network, TestNetwork.District);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _network.DisposeAsync();
        await _parent.DisposeAsync();
    }

    private static IEnumerable<TestCaseData<WaitingFrame>> Useless() =>
    [
        new TestCaseData<WaitingFrame>(new WaitingFrame([], [])).SetArgDisplayNames("nothing"),
        new TestCaseData<WaitingFrame>(new WaitingFrame([new DeliveryFrame("no offer"u8.ToArray(), [], default)], [])).SetArgDisplayNames("an offer that cannot be read"),
        new TestCaseData<WaitingFrame>(new WaitingFrame([], [new SealedReceipt("no receipt"u8.ToArray(), 0, [], "no seal"u8.ToArray())])).SetArgDisplayNames("a receipt that cannot be read"),
    ];

    [TestCaseSource(nameof(Useless))]
    public async Task a_parent_that_answers_at_once_with_nothing_usable_is_not_asked_without_pause(WaitingFrame answer)
    {
        _parent.Waiting = () => answer;
        await _network[TestNetwork.FetchingCommune].StartAsync();
        await Eventually.GetAsync(() => _parent.Calls.GetValueOrDefault(Waiting), static n => n > 0, "asked");

        await Task.Delay(TimeSpan.FromSeconds(3));

        // After pauses of at least 0.5, 1 and 2 seconds.
        Assert.That(_parent.Calls[Waiting], Is.InRange(2, 4));
    }
}
