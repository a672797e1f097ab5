using System.Net;

namespace Axis.Node.Options;

/// <summary>The VXP client API: whether this node serves it, where, and with which limits.</summary>
public sealed class VxpOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Vxp";

    /// <summary>Whether the calls are served at all.</summary>
    public bool Enabled { get; set; }

    /// <summary>What stands before the name of each call.</summary>
    public string BasePath { get; set; } = "/vxp";

    /// <summary>A listener of its own; empty = on the API's listener.</summary>
    public string Listen { get; set; } = "";

    /// <summary>PKCS#12 file of that listener's certificate, relative to the data folder; empty = the API's.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>File with the passphrase of <see cref="Certificate"/>, relative to the data folder.</summary>
    public string CertificatePassphrase { get; set; } = "keys/passphrase";

    /// <summary>Whether <see cref="Listen"/> may be plain HTTP: for a specialised network that encrypts by itself.</summary>
    public bool AllowPlainHttp { get; set; }

    /// <summary>Largest packet taken over this API, in bytes.</summary>
    public long MaxPacketBytes { get; set; } = 100L << 20;

    /// <summary>Most items in one list; the next call shows what comes after those that are done.</summary>
    public int MaxListItems { get; set; } = 1000;

    /// <summary>Hours without a call after which a system counts as silent.</summary>
    public int SilentHours { get; set; } = 24;

    /// <summary>Hours after which an item that nobody fetched is pointed out.</summary>
    public int WaitingHours { get; set; } = 4;

    /// <summary>The listener's address, or <c>null</c>.</summary>
    public Uri? ListenAddress => Listen.Length == 0 ? null : new Uri(Listen);

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        var path = BasePath.Length is > 1 and <= 100 && BasePath[0] == '/' && BasePath[^1] != '/' && BasePath.Skip(1).All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
        foreach (var problem in Need.All(
            path ? null : $"Vxp:BasePath phải bắt đầu bằng '/' và chỉ gồm chữ, số, '-', '_', '.', không phải '{BasePath}'.",
            Need.Positive("Vxp:MaxPacketBytes", MaxPacketBytes),
            Need.Between("Vxp:MaxListItems", MaxListItems, 1, 100_000),
            Need.Between("Vxp:SilentHours", SilentHours, 1, 10_000),
            Need.Between("Vxp:WaitingHours", WaitingHours, 1, 10_000)))
        {
            yield return problem;
        }

        if (Listen.Length == 0)
        {
            yield break;
        }

        if (!Uri.TryCreate(Listen, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address.PathAndQuery != "/"
            || !(address.Host == "localhost" || IPAddress.TryParse(address.Host, out _)))
        {
            yield return $"Vxp:Listen phải là địa chỉ https:// với địa chỉ IP và cổng, hoặc để trống, không phải '{Listen}'.";
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !AllowPlainHttp)
        {
            yield return $"Vxp:Listen là '{Listen}': chỉ mở bằng http khi đặt Vxp:AllowPlainHttp là true, và chỉ trong mạng đã tự mã hóa.";
        }
    }
}
