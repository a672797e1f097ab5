using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Axis.Node.Keys;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// Who calls, and what was signed. The text is checked as it came and never rebuilt; the order of its members plays no part; what is not in it is not believed.
/// Every failure is the same answer, whatever was wrong.
/// </summary>
public sealed class AuthenticateCall(IStore store, SecretBox box, TimeProvider time, ILogger<AuthenticateCall> logger)
{
    private static readonly TimeSpan RefusalsEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _noted = new(StringComparer.Ordinal);

    /// <summary>Checks the call.</summary>
    /// <exception cref="VxpRefusedException">Code 15.</exception>
    public async Task<SignedCall> RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var headers = context.Request.Headers;
        if (One(headers, VxpHeaders.SignHeader) is not { Length: <= SignatureText.MaxLength } text
            || One(headers, VxpHeaders.HashHeader) is not { } mac
            || One(headers, VxpHeaders.SignHeaderKey) is not { } keys
            || One(headers, VxpHeaders.Prefix + VxpHeaders.SystemId) is not { } systemId)
        {
            throw await RefuseAsync(null, "headers", cancellationToken).ConfigureAwait(false);
        }

        var (system, agencies) = store.Read(s => s.VxpSystems.Find(systemId) is { } found ? (found, s.VxpSystems.AgenciesOf(found.Id)) : (null, []));
        if (!IsSigned(system, text, mac))
        {
            throw await RefuseAsync(system, "signature", cancellationToken).ConfigureAwait(false);
        }

        var fault = system!.DisabledAt is not null ? "disabled"
            : !MayCallFrom(system, context.Connection.RemoteIpAddress) ? "address"
            : null;
        if (fault is not null || SignatureText.TryRead(text) is not { } signed || !Agrees(headers, keys, signed) || signed.GetValueOrDefault(VxpHeaders.SystemId) != systemId)
        {
            throw await RefuseAsync(system, fault ?? "signed-headers", cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        if (system.MaxAge is { } age && !(VxpTimestamp.TryRead(signed.GetValueOrDefault(VxpHeaders.Timestamp) ?? "") is { } at && (now - at).Duration() <= age))
        {
            throw await RefuseAsync(system, "timestamp", cancellationToken).ConfigureAwait(false);
        }

        await NoteAsync(system, now, cancellationToken).ConfigureAwait(false);
        return new SignedCall(system, agencies, signed);
    }

    // An unknown system is checked against a secret that nobody has, along the same path.
    private bool IsSigned(VxpSystemRow? system, string text, string mac)
    {
        var secret = system is null ? box.OpenNobodys() : box.Open(system.Id, system.Secret.Span);
        try
        {
            return VxpMac.Matches(secret, text, mac) & system is not null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    // Every signed name has its header with that value; names that differ in case only are one header on the wire, with one or both of their values.
    private static bool Agrees(IHeaderDictionary headers, string keys, IReadOnlyDictionary<string, string> signed)
    {
        foreach (var name in keys.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!signed.ContainsKey(name) || headers[VxpHeaders.Prefix + name].Count == 0)
            {
                return false;
            }
        }

        foreach (var (name, _) in signed)
        {
            if (VxpHeaders.IsTechnical(name))
            {
                // A logical name of the same spelling shares its header with the technical one; what was signed is in the text.
                continue;
            }

            var values = headers[VxpHeaders.Prefix + name];
            var candidates = signed.Where(s => string.Equals(s.Key, name, StringComparison.OrdinalIgnoreCase)).Select(static s => s.Value.Trim()).ToList();
            if (values.Any(v => !candidates.Contains((v ?? "").Trim())))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MayCallFrom(VxpSystemRow system, IPAddress? remote)
    {
        if (system.Addresses.Count == 0)
        {
            return true;
        }

        var address = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;
        return address is not null && system.Addresses.Any(a =>
            IPAddress.TryParse(a, out var one) ? one.Equals(address) : IPNetwork.TryParse(a, out var network) && network.Contains(address));
    }

    private static string? One(IHeaderDictionary headers, string name) => headers[name] is [{ Length: > 0 } only] ? only : null;

    // Written down once a minute at most: clients poll.
    private async Task NoteAsync(VxpSystemRow system, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (system.LastCallAt is { } last && now - last < TimeSpan.FromMinutes(1))
        {
            return;
        }

        await store.WriteAsync(
            session =>
            {
                session.VxpSystems.SetLastCall(system.Id, now);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<VxpRefusedException> RefuseAsync(VxpSystemRow? system, string reason, CancellationToken cancellationToken)
    {
        Log.CallRefused(logger, system?.Id ?? "-", reason);
        VxpMeter.Refused();
        var now = time.GetUtcNow();
        var key = system?.Id ?? "";
        if (!_noted.TryGetValue(key, out var last) || now - last >= RefusalsEvery)
        {
            // A wrong secret is tried again and again; once an hour tells as much (promise 9).
            _noted[key] = now;
            await store.WriteAsync(
                session =>
                {
                    session.Journal.Append(new JournalEntry(now, "vxp-call-refused", Actor: system is null ? null : "system:" + system.Id, To: VxpError.NotAuthenticated.Code, Detail: reason));
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return new VxpRefusedException(VxpError.NotAuthenticated, null);
    }
}
