using System.Net;

namespace Axis.Node.Options;

/// <summary>Where the node listens: the API (people, software of the agency) and the link (neighbours) never share an address.</summary>
public sealed class ListenerOptions : ISettings
{
    /// <inheritdoc/>
    public static string Section => "Listen";

    /// <summary>Addresses of the API; plain HTTP only on loopback, because bearer tokens would travel readable.</summary>
    public IList<string> Api { get; } = [];

    /// <summary>PKCS#12 file of the API's certificate when an address begins with https; relative to the data folder.</summary>
    public string? ApiCertificate { get; set; }

    /// <summary>File that holds the passphrase of <see cref="ApiCertificate"/>; relative to the data folder.</summary>
    public string ApiCertificatePassphrase { get; set; } = "keys/passphrase";

    /// <summary>Address of the link listener (mutual TLS); empty on a node that only fetches (pull).</summary>
    public string Link { get; set; } = "https://[::]:8443";

    /// <summary>The API addresses in force: those configured, or both loopback families.</summary>
    public IReadOnlyList<Uri> ApiAddresses =>
        Api.Count == 0 ? [new Uri("http://127.0.0.1:8080"), new Uri("http://[::1]:8080")] : [.. Api.Select(static a => new Uri(a))];

    /// <summary>The link address, or <c>null</c>.</summary>
    public Uri? LinkAddress => Link.Length == 0 ? null : new Uri(Link);

    /// <summary>Whether the address is of this machine only.</summary>
    public static bool IsLoopback(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.Host == "localhost" || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));
    }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < Api.Count; i++)
        {
            if (!IsAddress(Api[i], out var address))
            {
                yield return $"Listen:Api:{i} phải là địa chỉ http:// hoặc https:// với địa chỉ IP và cổng, không phải '{Api[i]}'.";
            }
            else if (address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
            {
                yield return $"Listen:Api:{i} là '{Api[i]}': ngoài máy này API chỉ được mở bằng https, kèm Listen:ApiCertificate.";
            }
            else if (address.Scheme == Uri.UriSchemeHttps && string.IsNullOrEmpty(ApiCertificate))
            {
                yield return $"Listen:ApiCertificate phải nêu tệp PKCS#12 vì Listen:Api:{i} dùng https.";
            }
        }

        if (Link.Length > 0 && (!IsAddress(Link, out var link) || link.Scheme != Uri.UriSchemeHttps))
        {
            yield return $"Listen:Link phải là địa chỉ https:// với địa chỉ IP và cổng, hoặc để trống, không phải '{Link}'.";
        }
    }

    private static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.PathAndQuery == "/"
        && address.UserInfo.Length == 0
        && (address.Host == "localhost" || IPAddress.TryParse(address.Host, out _));
}
