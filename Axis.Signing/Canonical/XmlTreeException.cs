namespace Axis.Signing.Canonical;

/// <summary>A document that cannot be read, or must not: the message says why, in Vietnamese.</summary>
public sealed class XmlTreeException : Exception
{
    public XmlTreeException(string message)
        : base(message)
    {
    }

    public XmlTreeException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public XmlTreeException()
    {
    }
}
