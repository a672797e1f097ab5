using System.Text.RegularExpressions;
using Axis.Node;

namespace Axis.Architecture.Tests;

/// <summary>The journey as it is printed is the journey as it runs.</summary>
public sealed class JourneyTests
{
    private static IEnumerable<TestCaseData> Lists() => Journey.Lists.Select(static list => new TestCaseData(list).SetArgDisplayNames(list.Name));

    [TestCaseSource(nameof(Lists))]
    public void a_service_takes_the_steps_of_its_list_in_their_order(JourneyList list)
    {
        var steps = list.Steps.Select(static s => s.Step).Where(static step => !IsStatic(step)).ToList();
        var taken = list.Service.GetConstructors().Single().GetParameters().Select(static p => p.ParameterType).Where(steps.Contains);

        Assert.That(taken, Is.EqualTo(steps));
    }

    [TestCaseSource(nameof(Lists))]
    public void a_step_without_state_is_called_by_its_service(JourneyList list)
    {
        var service = Repository.Sources("Axis.Node").Single(f => f.Path.EndsWith($"/{list.Service.Name}.cs", StringComparison.Ordinal)).Code;

        Assert.That(list.Steps.Select(static s => s.Step).Where(IsStatic).Where(step => !service.Contains(step.Name + ".Run(", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void the_readme_shows_the_same_lists()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

        foreach (var list in Journey.Lists)
        {
            var line = Regex.Match(readme, $@"^{list.Name} +(.+?)(?: {{2,}}|$)", RegexOptions.Multiline).Groups[1].Value;
            Assert.That(line.Split(['→', '/'], StringSplitOptions.TrimEntries), Is.EqualTo(list.Steps.Select(static s => s.Step.Name)), list.Name);
        }
    }

    private static bool IsStatic(Type step) => step is { IsAbstract: true, IsSealed: true };
}
