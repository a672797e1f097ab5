namespace Axis.Node.Vxp.Wire;

/// <summary>Header names of the VXP client API. What a client signs are <em>logical</em> names; on the wire each stands behind <see cref="Prefix"/>.</summary>
public static class VxpHeaders
{
    /// <summary>Stands before every logical name on the wire and in the signed text.</summary>
    public const string Prefix = "XroadVnpt-";

    /// <summary>Logical names of the signed headers, joined by <c>;</c>.</summary>
    public const string SignHeaderKey = Prefix + "sign-header-key";

    /// <summary>The signed text.</summary>
    public const string SignHeader = Prefix + "sign-header";

    /// <summary>HMAC-SHA256 of the signed text, lower-case hex.</summary>
    public const string HashHeader = Prefix + "hash-header";

    /// <summary>Protocol version; not signed.</summary>
    public const string Version = Prefix + "version";

    /// <summary>What <see cref="Version"/> says.</summary>
    public const string VersionValue = "3.0.201608";

    /// <summary>What the official client says in <c>User-Agent</c>.</summary>
    public const string UserAgentValue = "JAVASDKAgent/1.0.0 XRoad/VPCP";

    /// <summary>Whether a logical name, with the prefix, would be one of the headers that are never signed.</summary>
    public static bool IsTechnical(string logicalName)
    {
        var name = Prefix + logicalName;
        return new[] { SignHeaderKey, SignHeader, HashHeader, Version }.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Logical: the calling system.</summary>
    public const string SystemId = "systemid";

    /// <summary>Logical: when the client object was made (<see cref="VxpTimestamp"/>).</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Logical: content type, signed beside the plain header of HTTP.</summary>
    public const string ContentType = "Content-Type";

    /// <summary>Logical: always <c>eDoc</c>.</summary>
    public const string ServiceType = "servicetype";

    /// <summary>Logical: <c>edoc</c> or <c>status</c>.</summary>
    public const string MessageType = "messagetype";

    /// <summary>Logical: sending agency.</summary>
    public const string From = "from";

    /// <summary>Logical: JSON array of receiving agencies, as text.</summary>
    public const string To = "to";

    /// <summary>Logical: digest of the body (<see cref="FileHash"/>).</summary>
    public const string FileDigest = "hash-file";

    /// <summary>Logical: item, in the spelling of fetching calls.</summary>
    public const string DocId = "docId";

    /// <summary>Logical: item, in the spelling of <c>updateStatus</c>.</summary>
    public const string DocIdLower = "docid";

    /// <summary>Logical: transport status.</summary>
    public const string Status = "status";

    /// <summary>Logical: reason beside a transport status.</summary>
    public const string Description = "description";

    /// <summary>Logical: a path on the client's own disk; never read and never logged here.</summary>
    public const string FilePath = "filePath";

    /// <summary>Logical: agency to be deleted.</summary>
    public const string AgencyCode = "AgencyCode";

    /// <summary>Logical: depth of the directory listing.</summary>
    public const string Level = "level";
}
