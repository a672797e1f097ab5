using Axis.Signing.Keys;
using Axis.Signing.Keys.Tokens;

namespace Axis.Journey.Tests.Tokens;

public sealed class TokenUriTests
{
    [TestCase("pkcs11:token=a;object=b?pin-value=1234")]
    [TestCase("pkcs11:token=a;object=b;pin-value=1234")]
    [TestCase("pkcs11:token=a;object=b;PIN-VALUE=1234")]
    [TestCase("pkcs11:token=a;object=b?pin-source=file:/tmp/1234")]
    [TestCase("pkcs11:token=a;object=b;secret=1234")]
    [TestCase("pkcs11:token=a;object=b 1234")]
    [TestCase("pkcs11:token=1234")]
    [TestCase("pkcs11:token=a;object=b;object=1234")]
    [TestCase("pkcs11:token=a;object=b;type=cert;id=1234")]
    [TestCase("https://1234")]
    public void a_uri_with_a_pin_or_of_another_form_is_refused_without_repeating_it(string uri) =>
        Assert.That(() => TokenUri.Parse(uri), Throws.TypeOf<KeyFileException>().With.Message.Not.Contains("1234"));

    [Test]
    public void a_uri_names_its_token_and_key_for_people() =>
        Assert.That(TokenUri.Parse("pkcs11:token=So%20Noi%20vu;object=ky").Name, Is.EqualTo("So Noi vu/ky"));
}
