namespace Axis.Node.Mail;

/// <summary>One reply of a mail server (RFC 5321 §4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">Its lines without codes.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int ShownCharacters = 200;

    public bool IsFinal => Code >= 500;

    /// <summary>For people: the code and what of the text is printable, cut.</summary>
    public override string ToString()
    {
        var text = string.Join(' ', Lines);
        text = string.Concat(text.Where(static c => !char.IsControl(c)));
        return $"{Code} {(text.Length > ShownCharacters ? text[..ShownCharacters] + "…" : text)}".TrimEnd();
    }
}
