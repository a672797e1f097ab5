namespace Axis.Node.Options;

/// <summary>A link on which this node is a client of a VXP server (the national axis): where it is, who this node is there, and what that server is used to.</summary>
public sealed class VxpLinkOptions
{
    /// <summary>Base address of the server; every path of the API is appended to it.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The system identifier that the server's operator gave this node.</summary>
    public string SystemId { get; set; } = "";

    /// <summary>A file with the secret, readable by its owner only; relative to the data folder's <c>keys</c>. A line end at its end is no part of it.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Certificates (PEM) of the authority of the server's TLS certificate; relative to <c>keys</c>. Empty: the machine's own authorities.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Whether <c>http://</c> is taken for the address: then anybody on the way reads and changes everything.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Which client the server is used to.</summary>
    public VxpDialect Dialect { get; set; } = VxpDialect.Java;

    /// <summary>Whether the receivers stand in the header <c>to</c>; without it the server takes those of the packet.</summary>
    public bool SendTo { get; set; } = true;

    /// <summary>Whether packets that this node makes for the link (status 01) are signed with the agency's key when it is held here. What was signed before travels as it is.</summary>
    public bool Signature { get; set; } = true;

    /// <summary>How packets are fetched.</summary>
    public VxpFetch Fetch { get; set; } = VxpFetch.GetEdoc;

    /// <summary>How often the server is asked for what waits, in seconds.</summary>
    public int PollSeconds { get; set; } = 120;

    /// <summary>How soon it is asked again after something came, in seconds.</summary>
    public int BusyPollSeconds { get; set; } = 10;

    /// <summary>Most requests in one second.</summary>
    public int MaxRequestsPerSecond { get; set; } = 5;

    /// <summary>Longest time for one call, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 120;

    /// <summary>Largest packet either way, in bytes (W13).</summary>
    public long MaxPacketBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>How often an item is tried whose data cannot be decoded, or which the server will not hand over, before it is answered <c>fail</c>.</summary>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>
    /// How many days an item is tried that waits for people (its sender or receiver is not in the directory yet, the server or this node fails at it) before it is
    /// kept as evidence and answered <c>fail</c>.
    /// </summary>
    public int MaxDays { get; set; } = 7;

    /// <summary>What is wrong with the settings below a key.</summary>
    public IEnumerable<string> Problems(string key)
    {
        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Query.Length > 0)
        {
            yield return $"{key}:Endpoint phải là địa chỉ https:// của máy chủ VXP, không phải '{Endpoint}'.";
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !AllowPlainHttp)
        {
            yield return $"{key}:Endpoint là http:// không mã hóa; chỉ dùng trên mạng chuyên dùng và phải đặt {key}:AllowPlainHttp thành true.";
        }

        if (SystemId.Length is 0 or > 200 || !SystemId.All(static c => c is > ' ' and <= '~'))
        {
            yield return $"{key}:SystemId phải là mã hệ thống gồm ký tự ASCII không có dấu cách.";
        }

        if (SecretFile.Length == 0)
        {
            yield return $"{key}:SecretFile phải nêu tệp chứa khóa bí mật của hệ thống.";
        }

        foreach (var problem in Need.All(
            Need.Between($"{key}:PollSeconds", PollSeconds, 1, 3600),
            Need.Between($"{key}:BusyPollSeconds", BusyPollSeconds, 1, PollSeconds),
            Need.Between($"{key}:MaxRequestsPerSecond", MaxRequestsPerSecond, 1, 1000),
            Need.Between($"{key}:TimeoutSeconds", TimeoutSeconds, 1, 3600),
            Need.Between($"{key}:MaxPacketBytes", MaxPacketBytes, 1024 * 1024, 2L * 1024 * 1024 * 1024),
            Need.Between($"{key}:MaxAttempts", MaxAttempts, 1, 100),
            Need.Between($"{key}:MaxDays", MaxDays, 1, 60)))
        {
            yield return problem;
        }
    }
}

/// <summary>Which client a VXP server is used to.</summary>
public enum VxpDialect
{
    /// <summary>The official Java client: <c>eDoc</c>, digest of the file without padding, <c>docid</c> in status updates.</summary>
    Java = 1,

    /// <summary>The C# client: <c>edoc</c>, padded digest, <c>docId</c> everywhere.</summary>
    CSharp = 2,
}

/// <summary>How packets are fetched.</summary>
public enum VxpFetch
{
    /// <summary><c>getEdoc</c>: base64 in JSON; every server has it.</summary>
    GetEdoc = 1,

    /// <summary><c>downloadEdoc</c>: raw bytes; smaller, but without a reason when it fails.</summary>
    DownloadEdoc = 2,
}
