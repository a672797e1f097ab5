using System.Text.Json;
using Axis.Core.Agencies;
using Axis.Node.Directories;
using Axis.Node.Storage;
using Axis.Node.Vxp.Wire;
using Microsoft.AspNetCore.Http;
using ISession = Axis.Node.Storage.ISession;

namespace Axis.Node.Vxp.Server;

/// <summary>
/// registerAgency and deleteAgency: what a system says of its own units. It is kept as its word and changes nothing in the signed directory; a unit that the
/// directory too shows here below one of the system's agencies is put behind the system, so that it sends and receives through it.
/// </summary>
internal sealed class UnitCalls(LiveDirectory directory, IStore store, TimeProvider time)
{
    private const int MaxBody = 64 * 1024;
    private const int MaxText = 500;
    private const int DeepestTree = 16;

    /// <summary>registerAgency: adds the unit or changes what is said of it.</summary>
    public async Task<ReadOnlyMemory<byte>> RegisterAsync(HttpContext context, SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(call);
        var fields = await ReadAsync(context, cancellationToken).ConfigureAwait(false);
        if (!OrganId.TryParse(Text(fields, "code"), out var code) || !OrganId.TryParse(Text(fields, "pcode"), out var parent) || Text(fields, "name") is not { Length: > 0 } name)
        {
            throw new VxpRefusedException(VxpError.BadFormat, "registerAgency cần code, pcode (mã đơn vị cha) và name.");
        }

        var unit = new VxpUnitRow(call.System.Id, code, parent, name, Text(fields, "mail"), Text(fields, "mobile"), Text(fields, "fax"), time.GetUtcNow(), Deleted: false);
        var fault = await store.WriteAsync(session => Register(session, call.Again(session), unit), cancellationToken).ConfigureAwait(false);
        return fault is null ? ResponseFrame.Success(ResponseFrame.Utf8, null) : throw fault;
    }

    /// <summary>deleteAgency: a logical deletion, idempotent.</summary>
    public async Task<ReadOnlyMemory<byte>> DeleteAsync(SignedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        var text = call.Find(VxpHeaders.AgencyCode);
        var fault = !OrganId.TryParse(text, out var code)
            ? Unknown(text)
            : await store.WriteAsync(session => Delete(session, call.Again(session), code), cancellationToken).ConfigureAwait(false);
        return fault is null ? ResponseFrame.Success(ResponseFrame.Utf8, null) : throw fault;
    }

    private static VxpRefusedException Unknown(string? code) =>
        new(VxpError.SenderNotRegistered, $"Hệ thống chưa đăng ký đơn vị {(code is { Length: > 40 } ? code[..40] : code)}.");

    private static async Task<JsonElement> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxBody + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (length > MaxBody)
        {
            throw new VxpRefusedException(VxpError.InvalidFile, "Nội dung registerAgency quá dài.");
        }

        try
        {
            using var document = JsonDocument.Parse(buffer.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 4 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (JsonException)
        {
            throw new VxpRefusedException(VxpError.BadFormat, "Nội dung registerAgency phải là một đối tượng JSON.");
        }
    }

    private static string Text(JsonElement fields, string name)
    {
        var text = fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        return text.Length <= MaxText ? text : throw new VxpRefusedException(VxpError.BadFormat, $"{name} dài quá {MaxText} ký tự.");
    }

    private VxpRefusedException? Register(ISession session, SignedCall call, VxpUnitRow unit)
    {
        // Below one of its agencies, by the directory or by what it registered before.
        if (!call.Agencies.Contains(unit.Code) && !IsBelow(session, call, unit.Parent))
        {
            return new VxpRefusedException(VxpError.SenderNotRegistered, $"Đơn vị cha {unit.Parent} không thuộc hệ thống này.");
        }

        var known = directory.Snapshot.FindAgency(unit.Code);
        if (known is not null && !call.Agencies.Contains(known.Code) && !DirectoryAgrees(session, call, known))
        {
            return new VxpRefusedException(VxpError.SenderNotRegistered, $"Danh bạ không đặt đơn vị {unit.Code} dưới cơ quan của hệ thống này.");
        }

        var agency = known?.Code ?? unit.Code;
        if (session.VxpSystems.BarredFrom(call.System.Id).Contains(agency))
        {
            return new VxpRefusedException(VxpError.SenderNotRegistered, $"Quản trị nút đã gỡ đơn vị {agency} khỏi hệ thống này; chỉ quản trị nút gắn lại được.");
        }

        session.VxpSystems.PutUnit(unit);
        session.Journal.Append(new JournalEntry(unit.ModifiedAt, "vxp-unit-registered", Agency: unit.Code.Value, Actor: "system:" + call.System.Id, To: unit.Parent.Value, Detail: unit.Name));
        if (known is not null && session.VxpSystems.AddAgency(call.System.Id, known.Code, registered: true))
        {
            session.Journal.Append(new JournalEntry(unit.ModifiedAt, "vxp-agency-added", Agency: known.Code.Value, Actor: "system:" + call.System.Id, To: call.System.Id));
        }

        return null;
    }

    private VxpRefusedException? Delete(ISession session, SignedCall call, OrganId code)
    {
        if (session.VxpSystems.FindUnit(call.System.Id, code) is not { } unit)
        {
            return Unknown(code.Value);
        }

        if (unit.Deleted)
        {
            return null;
        }

        var agency = directory.Snapshot.FindAgency(code)?.Code ?? code;
        if (session.VxpSystems.FindByAgency(agency) == call.System.Id && session.VxpItems.OldestOpen([agency]) is not null)
        {
            return new VxpRefusedException(VxpError.FileProcessing, $"Đơn vị {code} còn văn bản chưa lấy về; lấy hết rồi hủy đăng ký.");
        }

        var now = time.GetUtcNow();
        session.VxpSystems.PutUnit(unit with { Deleted = true, ModifiedAt = now });
        session.Journal.Append(new JournalEntry(now, "vxp-unit-deleted", Agency: code.Value, Actor: "system:" + call.System.Id));
        if (session.VxpSystems.RemoveAgency(call.System.Id, agency, registeredOnly: true))
        {
            session.Journal.Append(new JournalEntry(now, "vxp-agency-removed", Agency: agency.Value, Actor: "system:" + call.System.Id, From: call.System.Id));
        }

        return null;
    }

    private bool IsBelow(ISession session, SignedCall call, OrganId code)
    {
        var at = code;
        for (var depth = 0; depth < DeepestTree; depth++)
        {
            var agency = directory.Snapshot.FindAgency(at);
            if (call.Agencies.Contains(agency?.Code ?? at))
            {
                return true;
            }

            if ((agency?.Parent ?? (session.VxpSystems.FindUnit(call.System.Id, at) is { Deleted: false } unit ? unit.Parent : null)) is not { } next)
            {
                return false;
            }

            at = next;
        }

        return false;
    }

    // The signed directory alone says who is below whom and who is here.
    private bool DirectoryAgrees(ISession session, SignedCall call, Agency agency)
    {
        if (agency.Host != directory.Self || (session.VxpSystems.FindByAgency(agency.Code) is { } other && other != call.System.Id))
        {
            return false;
        }

        var at = agency;
        for (var depth = 0; depth < DeepestTree && at.Parent is { } parent && directory.Snapshot.FindAgency(parent) is { } above; depth++)
        {
            if (call.Agencies.Contains(above.Code))
            {
                return true;
            }

            at = above;
        }

        return false;
    }
}
