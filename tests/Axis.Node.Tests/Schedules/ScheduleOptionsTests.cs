using Axis.Node.Options;
using Axis.Node.Schedules;

namespace Axis.Node.Tests.Schedules;

public sealed class ScheduleOptionsTests
{
    [Test]
    public void the_defaults_are_valid() => Assert.That(new ScheduleOptions().Problems(), Is.Empty);

    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("")]
    [TestCase("1.5")]
    [TestCase("604801")]
    [TestCase("mỗi giờ")]
    [TestCase("* * * * *")]
    [TestCase("0 61 * * * ?")]
    public void a_wrong_time_names_its_key(string text) =>
        Assert.That(new ScheduleOptions { SealJournal = text }.Problems().Single(), Does.StartWith("Schedules:SealJournal "));

    [TestCase("1", 1)]
    [TestCase("604800", 604800)]
    public void seconds_are_read(string text, int seconds) => Assert.That(ScheduleTime.TryParse(text)?.Every, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void a_cron_expression_is_read() => Assert.That(ScheduleTime.TryParse("0 30 6 * * ?")?.Cron, Is.EqualTo("0 30 6 * * ?"));
}
