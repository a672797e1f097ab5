using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Axis.Node.Links;

namespace Axis.Architecture.Tests;

/// <summary>docs/protocol.md says of each refusal of the link what the code says.</summary>
public sealed partial class ProtocolTests
{
    // Receipts are refused inside an answer, and what is not in the packet is quarantined: neither refuses a call, so the table leaves them to the text.
    private static readonly LinkError[] InText = [LinkErrors.ReceiptNotOwned, LinkErrors.ReceiptInvalid, LinkErrors.OfferWiderThanPacket];

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "protocol.md"));

    private static IEnumerable<LinkError> Errors() =>
        typeof(LinkErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static f => f.GetValue(null)).OfType<LinkError>();

    [Test]
    public void the_table_of_refusals_is_the_one_in_force()
    {
        var told = from row in Refusals().Matches(Page)
                   from code in Code().Matches(row.Groups["codes"].Value)
                   select (code.Groups[1].Value, int.Parse(row.Groups["status"].Value, CultureInfo.InvariantCulture), row.Groups["again"].Value == "yes");

        Assert.That(told, Is.EquivalentTo(Errors().Except(InText).Select(static e => (e.Code, e.Status, e.Retryable))));
    }

    [Test]
    public void the_other_refusals_are_in_the_text() =>
        Assert.That(InText.Where(static e => !Page.Contains($"`{e.Code}`", StringComparison.Ordinal)).Select(static e => e.Code), Is.Empty);

    [GeneratedRegex(@"^\| (?<codes>(?:`[A-Z_]+`(?:, )?)+) \| (?<status>\d{3}) \| (?<again>yes|no) \|", RegexOptions.Multiline)]
    private static partial Regex Refusals();

    [GeneratedRegex("`([A-Z_]+)`")]
    private static partial Regex Code();
}
