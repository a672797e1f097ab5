using Axis.Node.Links;
using Axis.Signing.Keys;

namespace Axis.Node.Vxp.Link;

/// <summary>The secret of this node at a VXP server. Read at every call, so that a new secret counts at once; never kept, logged or shown.</summary>
internal static class VxpSecret
{
    /// <summary>Code: there is no usable secret.</summary>
    public const string Missing = "VXP_SECRET_MISSING";

    /// <summary>Reads the secret: the first line of a file that only its owner may read.</summary>
    /// <exception cref="LinkUnreachableException"><see cref="Missing"/>.</exception>
    public static string Read(string path)
    {
        try
        {
            return PassphraseFile.Read(path);
        }
        catch (KeyFileException e)
        {
            throw new LinkUnreachableException($"Chưa dùng được khóa bí mật của kết nối VXP: {e.Message} Ghi khóa được cấp vào dòng đầu của tệp này, chmod 600.", e) { Code = Missing };
        }
    }
}
