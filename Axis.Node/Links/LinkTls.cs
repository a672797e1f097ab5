using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Axis.Node.Links;

/// <summary>The listening side of mutual TLS: a listener of its own, a client certificate always, and only keys that the directory binds to a neighbour.</summary>
public static class LinkTls
{
    /// <summary>Makes the endpoint a link listener.</summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="certificate">This node's TLS certificate, asked at every handshake so that a renewal interrupts nothing.</param>
    /// <param name="pins">Who may connect.</param>
    /// <param name="strangers">Told of certificates that are refused.</param>
    public static void Configure(ListenOptions listen, Func<X509Certificate2> certificate, LinkPins pins, StrangeKeys strangers)
    {
        ArgumentNullException.ThrowIfNull(listen);
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        SslStreamCertificateContext? context = null;
        X509Certificate2? current = null;
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            HandshakeTimeout = TimeSpan.FromSeconds(10),
            OnConnection = _ =>
            {
                var now = certificate();
                if (!ReferenceEquals(now, current))
                {
                    context = SslStreamCertificateContext.Create(now, null, offline: true);
                    current = now;
                }

                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = context,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck, // the pin is the check: the directory, not a public CA, says whose key it is
                    RemoteCertificateValidationCallback = (_, presented, _, _) => Accept(presented, pins, strangers),
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                });
            },
        });
    }

    private static bool Accept(X509Certificate? presented, LinkPins pins, StrangeKeys strangers)
    {
        if (presented is not X509Certificate2 client)
        {
            return false;
        }

        if (pins.Identify(client) is not null)
        {
            return true;
        }

        strangers.Note(client);
        return false;
    }
}
