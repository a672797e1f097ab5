using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Axis.Node.Api;
using Axis.Node.Options;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Axis.Node.Hosting;

/// <summary>The two listeners. Every connection is marked with the face it came in by before a byte of it is read.</summary>
internal static class Listeners
{
    public static void Configure(KestrelServerOptions kestrel, NodeSettings settings, NodePaths paths, NodeParts parts)
    {
        var limits = settings.Limits;
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = limits.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = limits.MaxFieldsBytes;

        // What a connection sends ahead of its handler waits in the socket rather than in the node's memory.
        kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderSizeMiddleware.UsualBytes;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        if (settings.Vxp.Enabled)
        {
            // A document to 1,000 receivers names them twice in its headers, and a client repeats the headers of its earlier calls. The server has one set of
            // limits for all its listeners: on other paths than the VXP ones, HeaderSizeMiddleware keeps the usual size.
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderSizeMiddleware.VxpBytes;
            kestrel.Limits.MaxRequestBufferSize = HeaderSizeMiddleware.VxpBytes;
            kestrel.Limits.MaxRequestHeaderCount = 200;
            kestrel.RequestHeaderEncodingSelector = static name => name.StartsWith(VxpHeaders.Prefix, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null;
        }

        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        kestrel.Limits.MinRequestBodyDataRate = limits.MinUploadBytesPerSecond == 0
            ? null
            : new MinDataRate(limits.MinUploadBytesPerSecond, TimeSpan.FromSeconds(10));

        foreach (var address in settings.Listen.ApiAddresses)
        {
            if (IsUsable(address))
            {
                Listen(kestrel, address, ListenerFace.Api, options =>
                {
                    if (address.Scheme == Uri.UriSchemeHttps)
                    {
                        options.Protocols = HttpProtocols.Http1AndHttp2;
                        var certificate = ApiCertificate(settings.Listen, paths);
                        options.UseHttps(https =>
                        {
                            https.ServerCertificate = certificate;
                            if (settings.Console is { Enabled: true, ClientCertificates: true })
                            {
                                // Who issued it does not matter: an account names the one certificate that signs its person in.
                                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                                https.AllowAnyClientCertificate();
                            }
                        });
                    }
                    else
                    {
                        options.Protocols = HttpProtocols.Http1;
                    }
                });
            }
        }

        if (settings.Vxp is { Enabled: true, ListenAddress: { } vxp })
        {
            Listen(kestrel, IsUsable(vxp) ? vxp : new UriBuilder(vxp) { Host = "0.0.0.0" }.Uri, ListenerFace.Vxp, options =>
            {
                options.Protocols = HttpProtocols.Http1;
                if (vxp.Scheme == Uri.UriSchemeHttps)
                {
                    options.UseHttps(VxpCertificate(settings, paths));
                }
            });
        }

        if (settings.Listen.LinkAddress is { } link && parts.LinkListener is { } configure)
        {
            Listen(kestrel, IsUsable(link) ? link : new UriBuilder(link) { Host = "0.0.0.0" }.Uri, ListenerFace.Link, configure);
        }
    }

    /// <summary>Whether the machine speaks the address's family; an address of IPv6 is passed over where there is none.</summary>
    public static bool IsUsable(Uri address) =>
        Socket.OSSupportsIPv6 || !IPAddress.TryParse(address.Host, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6;

    private static void Listen(KestrelServerOptions kestrel, Uri address, ListenerFace face, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.Host, out var ip))
        {
            kestrel.Listen(ip, address.Port, Mark);
        }
        else
        {
            kestrel.ListenLocalhost(address.Port, Mark);
        }

        void Mark(ListenOptions options)
        {
            options.Use(next => connection =>
            {
                connection.Features.Set(face);
                return next(connection);
            });
            configure(options);
        }
    }

    private static X509Certificate2 ApiCertificate(ListenerOptions listen, NodePaths paths) =>
        Certificate("Listen:ApiCertificate", paths, listen.ApiCertificate!, listen.ApiCertificatePassphrase);

    private static X509Certificate2 VxpCertificate(NodeSettings settings, NodePaths paths) =>
        settings.Vxp.Certificate.Length > 0 ? Certificate("Vxp:Certificate", paths, settings.Vxp.Certificate, settings.Vxp.CertificatePassphrase)
        : settings.Listen.ApiCertificate is { Length: > 0 } ? ApiCertificate(settings.Listen, paths)
        : throw new SettingsException("Vxp:Certificate phải nêu tệp PKCS#12 vì Vxp:Listen dùng https và không có Listen:ApiCertificate.");

    private static X509Certificate2 Certificate(string key, NodePaths paths, string certificate, string secret)
    {
        var file = Path.Combine(paths.Data, certificate);
        var passphrase = Path.Combine(paths.Data, secret);
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, File.ReadAllText(passphrase).TrimEnd('\r', '\n'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new SettingsException($"{key}: không mở được {file} bằng mật khẩu trong {passphrase}: {e.Message}", e);
        }
    }
}
