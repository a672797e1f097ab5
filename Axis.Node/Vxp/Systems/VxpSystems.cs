using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Directories;
using Axis.Node.Keys;
using Axis.Node.Storage;
using Axis.Signing.Keys;

namespace Axis.Node.Vxp.Systems;

/// <summary>Adds, changes and shuts out the systems that speak the VXP client API; each act is journalled with the change.</summary>
public sealed class VxpSystems(IStore store, SecretBox box, LiveDirectory directory, TimeProvider time)
{
    /// <summary>Longest id, in characters.</summary>
    public const int MaxId = 64;

    private const int SecretBytes = 32;

    /// <summary>All systems.</summary>
    public IReadOnlyList<VxpSystemView> List() => store.Read(static s => (IReadOnlyList<VxpSystemView>)[.. s.VxpSystems.List().Select(row => View(s, row))]);

    /// <summary>Adds a system with a new secret.</summary>
    public async Task<Outcome<VxpSystemSecret>> AddAsync(AddVxpSystem asked, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (asked.Id.Length is 0 or > MaxId || !asked.Id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            return Invalid("VXP_SYSTEM_ID", $"Mã hệ thống phải có từ 1 đến {MaxId} ký tự a–z, A–Z, 0–9, '.', '-', '_'.", "A system's id has 1 to 64 letters, digits, '.', '-' or '_'.");
        }

        if (asked.Name.Trim().Length is 0 or > 200)
        {
            return Invalid("VXP_SYSTEM_NAME", "Tên hệ thống phải có từ 1 đến 200 ký tự.", "A system's name has 1 to 200 characters.");
        }

        if (asked.MaxAgeHours is < 1 or > 8760)
        {
            return Invalid("VXP_MAX_AGE", "Tuổi tối đa của dấu thời gian là từ 1 đến 8760 giờ, hoặc bỏ trống.", "The oldest timestamp is 1 to 8760 hours.");
        }

        if ((asked.Addresses ?? []).FirstOrDefault(static a => !IPNetwork.TryParse(a, out _) && !IPAddress.TryParse(a, out _)) is { } address)
        {
            return Invalid("VXP_ADDRESS", $"'{address}' không phải địa chỉ IP hay mạng CIDR.", $"'{address}' is no IP address or CIDR network.");
        }

        var agencies = new List<OrganId>();
        foreach (var text in asked.Agencies ?? [])
        {
            if (Hosted(text) is not { } agency)
            {
                return NotHosted(text);
            }

            agencies.Add(agency);
        }

        var now = time.GetUtcNow();
        var secret = NewSecret();
        var kept = Seal(asked.Id, secret, create: store.Read(static s => s.VxpSystems.List().Count == 0));
        if (kept is not Done<byte[]> { Value: var sealedSecret })
        {
            return ((Refused<byte[]>)kept).Why;
        }

        var row = new VxpSystemRow(
            asked.Id, asked.Name.Trim(), sealedSecret, asked.AllowUnsigned, asked.NoStateSecret, asked.RequireFileHash,
            asked.MaxAgeHours is { } hours ? TimeSpan.FromHours(hours) : null, asked.Addresses ?? [], now, null, null, null);
        return await WriteAsync<VxpSystemSecret>(
            session =>
            {
                if (!session.VxpSystems.Add(row))
                {
                    return new Refusal(RefusalKind.Conflict, "VXP_SYSTEM_EXISTS", $"Đã có hệ thống {asked.Id}.", "The system is there already.");
                }

                session.Journal.Append(new JournalEntry(now, "vxp-system-added", Actor: actor, To: row.Id, Detail: row.Name));
                foreach (var agency in agencies.Distinct())
                {
                    if (!session.VxpSystems.AddAgency(row.Id, agency, registered: false))
                    {
                        throw new RefusedException(Taken(agency, session.VxpSystems.FindByAgency(agency)));
                    }

                    session.Journal.Append(new JournalEntry(now, "vxp-agency-added", Agency: agency.Value, Actor: actor, To: row.Id));
                }

                return new VxpSystemSecret(secret, View(session, row));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a system a new secret; the old one fails from the next call on.</summary>
    /// <param name="id">The system.</param>
    /// <param name="newKey">Makes a new key file where it is lost for good: the secrets of all other systems stay unreadable until they are rotated too.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Stops waiting; what is committed stays.</param>
    public async Task<Outcome<VxpSystemSecret>> RotateAsync(string id, bool newKey, string actor, CancellationToken cancellationToken)
    {
        if (store.Read(s => s.VxpSystems.Find(id)) is null)
        {
            return Unknown(id);
        }

        var now = time.GetUtcNow();
        var secret = NewSecret();
        var kept = Seal(id, secret, newKey);
        if (kept is not Done<byte[]> { Value: var sealedSecret })
        {
            return ((Refused<byte[]>)kept).Why;
        }

        return await WriteAsync<VxpSystemSecret>(
            session =>
            {
                if (session.VxpSystems.Find(id) is null)
                {
                    return Unknown(id);
                }

                session.VxpSystems.SetSecret(id, sealedSecret, now);
                session.Journal.Append(new JournalEntry(now, "vxp-secret-rotated", Actor: actor, To: id));
                return new VxpSystemSecret(secret, View(session, session.VxpSystems.Find(id)!));
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shuts a system out at once, or lets it in again.</summary>
    public Task<Outcome<VxpSystemView>> SetDisabledAsync(string id, bool disabled, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return WriteAsync<VxpSystemView>(
            session =>
            {
                if (session.VxpSystems.Find(id) is not { } row)
                {
                    return Unknown(id);
                }

                if (disabled != row.DisabledAt is not null)
                {
                    session.VxpSystems.SetDisabled(id, disabled ? now : null);
                    session.Journal.Append(new JournalEntry(now, disabled ? "vxp-system-disabled" : "vxp-system-enabled", Actor: actor, To: id));
                }

                return View(session, session.VxpSystems.Find(id)!);
            },
            cancellationToken);
    }

    /// <summary>Puts an agency hosted here behind a system, also one that was taken out of it before.</summary>
    public Task<Outcome<VxpSystemView>> AddAgencyAsync(string id, string agency, string actor, CancellationToken cancellationToken) =>
        Hosted(agency) is not { } code
            ? Task.FromResult<Outcome<VxpSystemView>>(NotHosted(agency))
            : WriteAsync<VxpSystemView>(
                session =>
                {
                    if (session.VxpSystems.Find(id) is not { } row)
                    {
                        return Unknown(id);
                    }

                    session.VxpSystems.SetBarred(id, code, null);
                    if (session.VxpSystems.AddAgency(id, code, registered: false))
                    {
                        session.Journal.Append(new JournalEntry(time.GetUtcNow(), "vxp-agency-added", Agency: code.Value, Actor: actor, To: id));
                    }
                    else if (session.VxpSystems.FindByAgency(code) is var other && other != id)
                    {
                        return Taken(code, other);
                    }

                    return View(session, row);
                },
                cancellationToken);

    /// <summary>
    /// Takes an agency out of a system, which cannot register it again by itself. What still waits for its software would never be confirmed, so that must be fetched first.
    /// </summary>
    public Task<Outcome<VxpSystemView>> RemoveAgencyAsync(string id, string agency, string actor, CancellationToken cancellationToken) => WriteAsync<VxpSystemView>(
        session =>
        {
            if (session.VxpSystems.Find(id) is not { } row)
            {
                return Unknown(id);
            }

            if (!OrganId.TryParse(agency, out var code) || session.VxpSystems.FindByAgency(code) != id)
            {
                return new Refusal(RefusalKind.NotFound, "VXP_AGENCY_UNKNOWN", $"Cơ quan {agency} không thuộc hệ thống {id}.", "The agency is not behind this system.");
            }

            if (session.VxpItems.OldestOpen([code]) is not null)
            {
                return new Refusal(RefusalKind.Conflict, "VXP_ITEMS_WAIT", $"Phần mềm của {code} chưa lấy hết văn bản đang chờ; để phần mềm lấy xong rồi gỡ.", "Items still wait for this agency's software.");
            }

            var now = time.GetUtcNow();
            session.VxpSystems.RemoveAgency(id, code, registeredOnly: false);
            session.VxpSystems.SetBarred(id, code, now);
            session.Journal.Append(new JournalEntry(now, "vxp-agency-removed", Agency: code.Value, Actor: actor, From: id));
            return View(session, row);
        },
        cancellationToken);

    private static VxpSystemView View(ISession session, VxpSystemRow row) => new(
        row.Id, row.Name, [.. session.VxpSystems.AgenciesOf(row.Id).Select(static a => a.Value)], row.AllowUnsigned, row.NoStateSecret, row.RequireFileHash,
        row.MaxAge is { } age ? (int)age.TotalHours : null, row.Addresses, row.CreatedAt, row.RotatedAt, row.DisabledAt, row.LastCallAt)
    {
        Barred = [.. session.VxpSystems.BarredFrom(row.Id).Select(static a => a.Value)],
    };

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static Refusal Invalid(string code, string vi, string en) => new(RefusalKind.Invalid, code, vi, en);

    private static Refusal Unknown(string id) => new(RefusalKind.NotFound, "VXP_SYSTEM_UNKNOWN", $"Không có hệ thống {id}.", "No such system.");

    private static Refusal NotHosted(string agency) => Invalid("AGENCY_NOT_HOSTED", $"'{agency}' không phải cơ quan đặt tại nút này.", $"'{agency}' is not hosted here.");

    private static Refusal Taken(OrganId agency, string? system) =>
        new(RefusalKind.Conflict, "VXP_AGENCY_TAKEN", $"Cơ quan {agency} đã thuộc hệ thống {system}; một cơ quan chỉ nhận qua một hệ thống.", "The agency is behind another system.");

    private Outcome<byte[]> Seal(string id, string secret, bool create)
    {
        try
        {
            return box.Seal(id, Encoding.UTF8.GetBytes(secret), create);
        }
        catch (KeyFileException e)
        {
            var action = e.Code == KeyFileException.Missing
                ? $"Phục hồi tệp khóa này từ bản sao lưu rồi chạy lại. Nếu không còn bản nào: 'axis vxp system rotate MÃ --new-key' với một hệ thống, rồi 'rotate' với từng hệ thống còn lại, vì bí mật cũ không đọc được nữa."
                : e.Action;
            return new Refusal(RefusalKind.Conflict, "VXP_KEY", $"{e.Message} {action}", "The key that protects the systems' secrets cannot be used; nothing was changed.");
        }
    }

    private OrganId? Hosted(string text) =>
        OrganId.TryParse(text, out var code) && directory.Snapshot.FindAgency(code) is { } agency && agency.Host == directory.Self ? agency.Code : null;

    private async Task<Outcome<T>> WriteAsync<T>(Func<ISession, Outcome<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await store.WriteAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            return e.Refusal;
        }
    }
}
