using Axis.Console.Tests.Browsing;

namespace Axis.Console.Tests.Journeys;

/// <summary>SEC-06: reading a register leaves its entry, as exporting it does.</summary>
public sealed class RegisterViewTests
{
    private ConsoleStage _stage;

    [OneTimeSetUp]
    public async Task StartAsync() => _stage = await ConsoleStage.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _stage.DisposeAsync();

    [Test]
    public async Task looking_at_a_register_is_journalled_under_the_persons_pseudonym()
    {
        await using var visit = await Visit.OpenAsync(_stage.Upper);
        await visit.EnterAsync(_stage.Upper, ConsoleStage.ProvinceClerk);
        await visit.GoAsync("/console/registers?register=di&year=2026");
        var id = _stage.Upper.Store.Read(s => s.Users.FindByName(ConsoleStage.ProvinceClerk.Name))!.Id;
        var entry = _stage.Upper.Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).Single(static e => e.Kind == "register-viewed");

        Assert.That((entry.Actor, entry.Agency, entry.To), Is.EqualTo(("user:" + id, ConsoleStage.ProvinceAgency, "di 2026")));
    }
}
