using System.Globalization;
using System.Text.Json;
using Axis.Core.Agencies;

namespace Axis.Signing.Sections;

/// <summary>
/// What records learned to say after the first sections were signed: each member stands only where it says something, so that every earlier section is spelled as
/// it was.
/// </summary>
internal static class AgencyJson
{
    private const string DateFormat = "yyyy-MM-dd";

    public static void WriteRest(Utf8JsonWriter json, Agency agency)
    {
        if (agency.Version != 1)
        {
            json.WriteNumber("version"u8, agency.Version);
        }

        if (agency.Bloc != Bloc.Government)
        {
            json.WriteString("bloc"u8, agency.Bloc.ToString());
        }

        if (agency.Codes.Count > 0)
        {
            json.WriteStartArray("codes"u8);
            foreach (var code in agency.Codes)
            {
                json.WriteStartObject();
                json.WriteString("code"u8, code.Code.Value);
                json.WriteString("kind"u8, code.Kind.ToString());
                RecordJson.Time(json, "from"u8, code.From);
                RecordJson.Time(json, "to"u8, code.To);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (agency.FocalOffice is { } focal)
        {
            json.WriteString("focalOffice"u8, focal.Value);
        }

        if (agency.Scheme is { } scheme)
        {
            json.WriteString("scheme"u8, scheme);
        }

        if (agency.Act is { } act)
        {
            json.WriteStartObject("act"u8);
            json.WriteString("issuer"u8, act.Issuer);
            json.WriteString("decision"u8, act.Decision);
            json.WriteString("date"u8, act.Date.ToString(DateFormat, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        WriteRest(json, agency.Contact);
    }

    /// <summary>A contact that says nothing is left out, and so is the member of it that says nothing.</summary>
    public static void WriteRest(Utf8JsonWriter json, Contact? contact)
    {
        if (contact is null)
        {
            return;
        }

        json.WriteStartObject("contact"u8);
        if (contact.Telephone is { } telephone)
        {
            json.WriteString("telephone"u8, telephone);
        }

        if (contact.Mail is { } mail)
        {
            json.WriteString("mail"u8, mail);
        }

        json.WriteEndObject();
    }

    public static Contact? Contact(JsonElement json) => json.TryGetProperty("contact"u8, out var contact)
        ? Core.Agencies.Contact.Of(Optional(contact, "telephone"), Optional(contact, "mail"))
        : null;

    public static void WriteRest(Utf8JsonWriter json, CertificateEntry entry)
    {
        if (entry.AgencyVersion is { } version)
        {
            json.WriteNumber("version"u8, version);
        }

        if (entry.KnownSince is { } known)
        {
            RecordJson.Time(json, "knownSince"u8, known);
        }

        if (entry.RevocationKnownSince is { } revoked)
        {
            RecordJson.Time(json, "revocationKnownSince"u8, revoked);
        }
    }

    public static int Version(JsonElement json) => !json.TryGetProperty("version"u8, out var version) ? 1
        : version.GetInt32() is > 1 and var number ? number
        : throw new FormatException("The first version goes without saying.");

    public static CodePeriod[] Codes(JsonElement json) => json.TryGetProperty("codes"u8, out var codes)
        ? [.. codes.EnumerateArray().Select(static c => new CodePeriod(
            OrganId.Parse(Optional(c, "code") ?? throw new FormatException("A code is missing.")),
            RecordJson.Name<CodeKind>(c, "kind"),
            RecordJson.OptionalTime(c, "from"),
            RecordJson.OptionalTime(c, "to")))]
        : [];

    public static IssuingAct? Act(JsonElement json) => json.TryGetProperty("act"u8, out var act)
        ? new IssuingAct(
            Optional(act, "issuer") ?? throw new FormatException("An issuer is missing."),
            Optional(act, "decision") ?? throw new FormatException("A decision is missing."),
            DateOnly.ParseExact(Optional(act, "date") ?? "", DateFormat, CultureInfo.InvariantCulture))
        : null;

    public static string? Optional(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
