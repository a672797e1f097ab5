using Axis.Core.Routing;

namespace Axis.Core.Tests.Routing;

public sealed class HandOverTests
{
    [TestCase("huyen-a1", "xa-a11", HandOver.Allowed, TestName = "a_child_hands_over_what_its_subtree_sends")]
    [TestCase("huyen-a1", "huyen-a1", HandOver.Allowed, TestName = "a_child_hands_over_what_it_sends_itself")]
    [TestCase("huyen-a1", "huyen-a2", HandOver.OutsideItsSubtree, TestName = "a_child_may_not_speak_for_its_sibling")]
    [TestCase("huyen-a1", "tinh-a", HandOver.OutsideItsSubtree, TestName = "a_child_may_not_speak_for_us")]
    [TestCase("huyen-a1", "central", HandOver.OutsideItsSubtree, TestName = "a_child_may_not_speak_for_our_parent")]
    [TestCase("central", "xa-b11", HandOver.Allowed, TestName = "the_parent_hands_over_what_others_send")]
    [TestCase("central", "central", HandOver.Allowed, TestName = "the_parent_hands_over_what_it_sends_itself")]
    [TestCase("central", "tinh-a", HandOver.InOurName, TestName = "the_parent_may_not_speak_in_our_name")]
    [TestCase("central", "xa-a11", HandOver.InOurName, TestName = "the_parent_may_not_speak_in_the_name_of_our_subtree")]
    [TestCase("tinh-b", "xa-b11", HandOver.Allowed, TestName = "a_peer_hands_over_what_its_subtree_sends")]
    [TestCase("tinh-b", "central", HandOver.OutsideItsSubtree, TestName = "a_peer_may_not_speak_for_its_parent")]
    [TestCase("tinh-b", "xa-a11", HandOver.InOurName, TestName = "a_peer_may_not_speak_in_our_name")]
    [TestCase("xa-a11", "xa-a11", HandOver.NoNeighbour, TestName = "a_grandchild_is_no_neighbour")]
    [TestCase("tinh-a", "tinh-a", HandOver.NoNeighbour, TestName = "this_node_is_not_its_own_neighbour")]
    [TestCase("stranger", "xa-a11", HandOver.NoNeighbour, TestName = "a_stranger_hands_over_nothing")]
    [TestCase("huyen-a1", "H00", HandOver.UnknownSender, TestName = "a_sender_that_the_directory_does_not_have_is_not_let_in")]
    public void check(string neighbour, string from, HandOver expected)
    {
        var table = SmallWorld.Standard().At("tinh-a", "tinh-b");

        Assert.That(table.CheckHandOver(SmallWorld.Id(neighbour), SmallWorld.Code(from)), Is.EqualTo(expected));
    }

    [Test]
    public void only_allowed_lets_a_packet_in()
    {
        var table = SmallWorld.Standard().At("tinh-a", "tinh-b");
        var let = table.Directory.Agencies.Where(a => table.MayHandOver(SmallWorld.Id("tinh-b"), a.Code)).Select(static a => a.Code.Value);

        Assert.That(let, Is.EquivalentTo(new[] { "TINH-B", "HUYEN-B1", "XA-B11" }));
    }

    [Test]
    public void a_closed_sender_s_documents_still_come_from_its_own_subtree()
    {
        var table = SmallWorld.Standard().Closed("HUYEN.CU", "huyen-a1", "Huyện cũ", ("tinh-b", SmallWorld.Reform)).At("tinh-a");

        Assert.That(table.CheckHandOver(SmallWorld.Id("huyen-a1"), SmallWorld.Code("HUYEN.CU")), Is.EqualTo(HandOver.Allowed));
    }
}
