namespace Axis.Core.Edxml;

/// <summary>A packet that cannot be read as edXML. <see cref="Exception.Message"/> is the English sentence.</summary>
public sealed class EdxmlFormatException : Exception
{
    /// <summary>Describes the fault.</summary>
    /// <param name="code">One of <see cref="EdxmlFaults"/>.</param>
    /// <param name="path">Where: absolute element path, or empty for the packet as a whole.</param>
    /// <param name="sentenceVi">What is wrong, in Vietnamese.</param>
    /// <param name="sentenceEn">The same in English.</param>
    /// <param name="inner">The parser's own error, if any.</param>
    public EdxmlFormatException(string code, string path, string sentenceVi, string sentenceEn, Exception? inner = null)
        : base(sentenceEn, inner)
    {
        Code = code;
        Path = path;
        SentenceVi = sentenceVi;
    }

    /// <summary>Stable code, one of <see cref="EdxmlFaults"/>.</summary>
    public string Code { get; }

    /// <summary>Absolute element path; empty for the packet as a whole.</summary>
    public string Path { get; }

    /// <summary>The sentence for people, in Vietnamese.</summary>
    public string SentenceVi { get; }
}
