using System.Text.RegularExpressions;
using Axis.Signing.Trust.Explanations;

namespace Axis.Architecture.Tests;

/// <summary>What a check or a finding about the node says is said in English too: the list of English sentences is held against the sources.</summary>
public sealed partial class SentenceTests
{
    private static readonly string[] Places =
    [
        "Axis.Core/Edxml/Native", "Axis.Core/Edxml/Strict/", "Axis.Core/Receipts/CanonicalXml", "Axis.Core/Receipts/ReceiptXml", "Axis.Core/Agencies/KeyUseText",
        "Axis.Signing/Canonical/", "Axis.Signing/Xades/", "Axis.Signing/Trust/", "Axis.Signing/Seals/", "Axis.Signing/Sections/", "Axis.Signing/Timestamps/", "Axis.Signing/Pdf/",
    ];

    // What no verification says: badges of transport, the page beside a derived copy, what a signer or a development authority is told.
    private static readonly string[] Others =
    [
        "Axis.Signing/Trust/Explanations/", "Axis.Signing/Trust/TransportDecision", "Axis.Signing/Timestamps/XadesLtaWriter", "Axis.Signing/Timestamps/DevelopmentTsa",
        "Axis.Signing/Trust/Ocsp/OcspRequest", "Axis.Signing/Pdf/Writing/", "Axis.Signing/Pdf/PdfSigner",
    ];

    private static readonly string Known = string.Join('\n', EnglishSentences.Known.Select(static s => Place().Replace(s, "\n")));

    [Test]
    public void every_sentence_of_a_check_is_in_the_list_of_english_sentences()
    {
        var missing = from said in Said() where !Known.Contains(said.Words, StringComparison.Ordinal) select $"{said.Path}: {said.Words}";

        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void the_sentences_are_found() => Assert.That(Said().Select(static s => s.Words), Does.Contain("Gói tin không có chữ ký.").And.Contain("Chứng thư do '"));

    [Test]
    public void no_english_sentence_is_vietnamese() => Assert.That(EnglishSentences.Known.Where(static s => Vietnamese().IsMatch(EnglishSentences.Of(s))), Is.Empty);

    [Test]
    public void the_english_sentence_fills_the_places_of_the_vietnamese_one() =>
        Assert.That(EnglishSentences.Known.Where(static s => Place().Count(EnglishSentences.Of(s)) > Place().Count(s)), Is.Empty);

    private static IEnumerable<(string Path, string Words)> Said() =>
        from file in Repository.Sources("Axis.Core", "Axis.Signing", "Axis.Node")
        where (file.Path.EndsWith("Findings.cs", StringComparison.Ordinal) || Places.Any(p => file.Path.StartsWith(p, StringComparison.Ordinal))) && !Others.Any(p => file.Path.StartsWith(p, StringComparison.Ordinal))
        from Match text in Literal().Matches(Comment().Replace(file.Text, ""))
        from words in Filled().Split(text.Groups[1].Value).Select(static w => w.Replace("\\\"", "\"", StringComparison.Ordinal).Trim())
        where Vietnamese().IsMatch(words)
        select (file.Path, words);

    [GeneratedRegex(@"\$?""((?:\\.|[^""\\\n])*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?m)^\s*//[^\n]*|\s//[^\n]*$")]
    private static partial Regex Comment();

    // A place to fill in, also one that a quotation mark inside it cuts off.
    [GeneratedRegex(@"\{[^{}]*\}|\{[^{}]*$|^[^{}]*\}(?=.)")]
    private static partial Regex Filled();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex("[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", RegexOptions.IgnoreCase)]
    private static partial Regex Vietnamese();
}
