using Axis.Node.Options;

namespace Axis.Node.Tests.Options;

public sealed class VxpOptionsTests
{
    [Test]
    public void the_defaults_are_valid_and_serve_nothing() => Assert.That((new VxpOptions().Problems().Any(), new VxpOptions().Enabled), Is.EqualTo((false, false)));

    [TestCase("https://[::]:8446", false)]
    [TestCase("http://192.0.2.1:8446", true)]
    public void a_listener_of_its_own_is_taken(string listen, bool plain) => Assert.That(new VxpOptions { Listen = listen, AllowPlainHttp = plain }.Problems(), Is.Empty);

    [Test]
    public void plain_http_needs_to_be_allowed() => Assert.That(new VxpOptions { Listen = "http://127.0.0.1:8446" }.Problems().Single(), Does.Contain("Vxp:AllowPlainHttp"));

    [TestCase("vxp")]
    [TestCase("/")]
    [TestCase("/vxp/")]
    [TestCase("/v{x}p")]
    public void a_wrong_base_path_is_named(string path) => Assert.That(new VxpOptions { BasePath = path }.Problems().Single(), Does.StartWith("Vxp:BasePath "));
}
