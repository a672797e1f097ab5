using Axis.Node.Hosting;

namespace Axis.Node.Tests.Hosting;

internal sealed class ProgramPagesTests
{
    [Test]
    [Platform("Linux")]
    public void what_was_given_back_is_read_again_when_it_is_wanted()
    {
        Assert.That(ProgramPages.GiveBack(), Is.GreaterThan(10), "assemblies are mapped");

        // Metadata of an assembly that nobody looked at yet, from pages that are no longer there.
        var types = typeof(Axis.Core.Agencies.OrganId).Assembly.GetTypes().Length;
        Assert.That(types, Is.GreaterThan(100));
    }
}
