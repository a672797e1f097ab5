namespace Axis.Core.Agencies;

/// <summary>Uses of keys as Vietnamese people read them.</summary>
public static class KeyUseText
{
    /// <summary>Words that follow "khóa" or "chứng thư", with the code that commands take where there is one: <c>kết nối (tls)</c>.</summary>
    public static string Name(KeyUse use) => use switch
    {
        KeyUse.Tls => "kết nối (tls)",
        KeyUse.NodeSeal => "niêm ký (node-seal)",
        KeyUse.Agency => "ký văn bản của cơ quan (agency)",
        KeyUse.Directory => "ký danh bạ (directory)",
        KeyUse.Document => "chữ ký số công vụ (document)",
        KeyUse.Timestamp => "dấu thời gian (timestamp)",
        KeyUse.OcspResponder => "trả lời OCSP (ocsp)",
        _ => throw new ArgumentOutOfRangeException(nameof(use), use, "No such use."),
    };
}
