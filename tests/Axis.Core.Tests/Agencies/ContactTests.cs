using Axis.Core.Agencies;

namespace Axis.Core.Tests.Agencies;

public sealed class ContactTests
{
    [TestCase("0219 3866 123")]
    [TestCase("+84 219.3866.123")]
    [TestCase("080-43100")]
    [TestCase("024 3804 3569 x 12")]
    [TestCase("113")]
    public void a_number_as_people_write_it_is_one(string number) => Assert.That(Contact.IsTelephone(number), Is.True);

    [TestCase("")]
    [TestCase("0219  3866")]
    [TestCase("gọi anh Ba")]
    [TestCase("0219 3866 123\n")]
    [TestCase("javascript:1")]
    [TestCase("12345678901234567890123")]
    [TestCase("٠١٢٣٤")]
    public void anything_else_is_none(string number) => Assert.That(Contact.IsTelephone(number), Is.False);

    [TestCase("0219 3866 123", "tel:02193866123")]
    [TestCase("+84 219.3866.123", "tel:+842193866123")]
    [TestCase("024 3804 3569 x 12", "tel:02438043569;ext=12")]
    public void a_number_is_dialled_without_its_gaps(string number, string address) => Assert.That(new Contact(number, null).TelephoneAddress, Is.EqualTo(address));

    [Test]
    public void nothing_stated_is_no_contact() => Assert.That(Contact.Of(null, null), Is.Null);

    [Test]
    public void what_is_no_mailbox_is_refused() => Assert.That(static () => Contact.Of(null, "văn thư"), Throws.InstanceOf<FormatException>());
}
