using System.Globalization;

namespace Axis.Core.Agencies.Catalogue;

/// <summary>
/// Makes agencies of the rows of a table; every cell that cannot be read is said with its line and what to do. A table that lacks a column says nothing of it: what is
/// stated stays. An empty cell of a column that is there takes away what it held.
/// </summary>
public sealed class AgencyRowReader
{
    private static readonly string[] Needed = ["ma", "ten", "cap"];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly NodeId? _host;
    private readonly IssuingAct? _act;
    private readonly DateTimeOffset _from;
    private readonly Func<AgencyVersionId, Agency?> _known;
    private readonly List<ImportLine> _lines = [];

    /// <summary>Reads the heading.</summary>
    /// <param name="heading">The first row.</param>
    /// <param name="host">The node of agencies whose row names none.</param>
    /// <param name="act">The decision of agencies whose row names none.</param>
    /// <param name="from">Since when agencies hold whose row does not say.</param>
    /// <param name="known">What is stated already: columns that are not there keep it, and blank cells keep its host, status, beginning and decision.</param>
    /// <exception cref="CsvFormatException">A needed column is missing.</exception>
    public AgencyRowReader(CsvRow heading, NodeId? host, IssuingAct? act, DateTimeOffset from, Func<AgencyVersionId, Agency?> known)
    {
        ArgumentNullException.ThrowIfNull(heading);
        (_host, _act, _from, _known) = (host, act, from, known);
        var columns = AgencyColumns.All.ToDictionary(AgencyColumns.Key, static c => c, StringComparer.Ordinal);
        foreach (var (alias, column) in new[] { ("ma dinh danh", "ma"), ("code", "ma"), ("code102", "ma_102"), ("ten co quan", "ten"), ("ten don vi", "ten"), ("name", "ten"), ("ma cap tren", "cap_tren"), ("node", "nut"), ("so dien thoai", "dien_thoai"), ("email", "thu_dien_tu"), ("hop thu", "thu_dien_tu") })
        {
            columns.TryAdd(alias, column);
        }

        for (var i = 0; i < heading.Fields.Count; i++)
        {
            if (columns.TryGetValue(AgencyColumns.Key(heading.Fields[i]), out var column) && !_columns.TryAdd(column, i))
            {
                throw new CsvFormatException(heading.Line, $"Cột '{heading.Fields[i]}' có hai lần; bỏ bớt một cột.");
            }
        }

        if (Needed.FirstOrDefault(c => !_columns.ContainsKey(c)) is { } missing)
        {
            throw new CsvFormatException(heading.Line, $"Dòng tiêu đề thiếu cột '{missing}'. Các cột: {string.Join(", ", AgencyColumns.All)}.");
        }
    }

    /// <summary>What could not be read so far.</summary>
    public IReadOnlyList<ImportLine> Lines => _lines;

    /// <summary>The agency of a row; <c>null</c> when a cell cannot be read.</summary>
    public Agency? Read(CsvRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var before = _lines.Count;
        var code = Code(row, "ma", required: true);
        var name = Cell(row, "ten");
        Check(row, name.Length is > 0 and <= 200, "ten", "Tên cơ quan phải có và không quá 200 ký tự.");
        Check(row, AgencyColumns.TryTier(Cell(row, "cap"), out var tier), "cap", "Ghi một trong: TRUNG_UONG, TINH, HUYEN, XA, NGOAI_HE_THONG.");
        var version = 1;
        Check(row, Cell(row, "phien_ban") is not { Length: > 0 } number || (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0), "phien_ban", "Ghi số từ 1.");
        var stands = code is { } stated ? _known(new AgencyVersionId(stated, version)) : null;
        var standing = Cell(row, "tinh_trang");
        var status = stands?.Status ?? AgencyStatus.Active;
        Check(row, standing.Length == 0 || AgencyColumns.TryStatus(standing, out status), "tinh_trang", "Ghi: hoạt động, tạm khóa hoặc đóng.");
        var bloc = stands?.Bloc ?? (code is { } own ? Blocs.Propose(own) ?? Bloc.Government : Bloc.Government);
        Check(row, Cell(row, "khoi") is not { Length: > 0 } named || AgencyColumns.TryName(named, out bloc), "khoi", $"Ghi một trong: {string.Join(", ", Enum.GetNames<Bloc>())}.");
        var host = stands?.Host ?? _host ?? default;
        Check(row, Cell(row, "nut") is not { Length: > 0 } node ? !host.IsEmpty : NodeId.TryParse(node, out host), "nut", "Ghi tên nút đặt cơ quan, hoặc nêu nút chung bằng --host.");
        var from = Instant(row, "hieu_luc_tu") ?? stands?.ValidFrom ?? _from;
        var to = Has("hieu_luc_den") ? Instant(row, "hieu_luc_den") : stands?.ValidTo;
        var (aliases, codes) = Has("ma_khac") ? Codes(row) : ([.. stands?.Aliases ?? []], [.. (stands?.Codes ?? []).Where(static c => !IsPlainPair(c))]);
        codes.InsertRange(0, Pairs(row, stands).Where(pair => !codes.Exists(c => c.Code == pair.Code)).ToList());

        var parent = Has("cap_tren") ? Code(row, "cap_tren") : stands?.Parent;
        var agency = code is null ? null : new Agency(code.Value, name, tier, parent, host, status, from, to, aliases, Has("ke_thua") ? Successors(row) : stands?.Successors ?? [])
        {
            Version = version,
            Bloc = bloc,
            Codes = codes,
            FocalOffice = Has("dau_moi") ? Code(row, "dau_moi") : stands?.FocalOffice,
            Scheme = Has("luoc_do") ? Blank(Cell(row, "luoc_do")) : stands?.Scheme,
            Act = Act(row) ?? stands?.Act ?? _act,
            Contact = Contact(row, stands?.Contact),
        };
        return _lines.Count == before ? agency : null;
    }

    // The pair without a time of use has a column of its own; one with a time stands among the other codes.
    private static bool IsPlainPair(CodePeriod code) => code is { Kind: CodeKind.Pair, From: null, To: null };

    private IEnumerable<CodePeriod> Pairs(CsvRow row, Agency? stands) =>
        !Has("ma_102") ? (stands?.Codes ?? []).Where(IsPlainPair)
        : Code(row, "ma_102") is { } pair ? [new CodePeriod(pair, CodeKind.Pair, null, null)]
        : [];

    private List<Succession> Successors(CsvRow row)
    {
        var found = new List<Succession>();
        foreach (var part in Parts(row, "ke_thua"))
        {
            var words = part.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
            var at = default(DateTimeOffset);
            var kind = default(SuccessionKind);
            var ok = words.Length == 4 && AgencyColumns.TryName(words[1], out kind) && AgencyColumns.TryInstant(words[2], out at);
            Check(row, ok && OrganId.TryParse(words[0], out _), "ke_thua", "Ghi: mã, cách (Merge, Split, Rename, Abolish, Transfer), ngày, văn bản; nhiều đơn vị cách nhau bằng dấu |. Ví dụ: H60 Merge 01/07/2025 NQ 202/2025/QH15.");
            if (ok && OrganId.TryParse(words[0], out var successor))
            {
                found.Add(new Succession(successor, kind, at, words[3]));
            }
        }

        return found;
    }

    private (List<OrganId> Aliases, List<CodePeriod> Codes) Codes(CsvRow row)
    {
        var (aliases, codes) = (new List<OrganId>(), new List<CodePeriod>());
        foreach (var part in Parts(row, "ma_khac"))
        {
            var words = part.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = default(CodeKind);
            DateTimeOffset? from = null;
            DateTimeOffset? to = null;
            var ok = OrganId.TryParse(words[0], out var code)
                && (words.Length == 1 || (words.Length == 4 && AgencyColumns.TryName(words[1], out kind) && Bound(words[2], out from) && Bound(words[3], out to)));
            Check(row, ok, "ma_khac", "Ghi mã, hoặc mã kèm loại (Pair, Former, Alternative) và hai ngày dùng từ, đến (dấu - khi không có); nhiều mã cách nhau bằng dấu |. Ví dụ: H22.05 Former - 01/07/2025.");
            if (ok && words.Length == 1)
            {
                aliases.Add(code);
            }
            else if (ok)
            {
                codes.Add(new CodePeriod(code, kind, from, to));
            }
        }

        return (aliases, codes);
    }

    private static bool Bound(string text, out DateTimeOffset? bound)
    {
        bound = null;
        if (text == "-")
        {
            return true;
        }

        var read = AgencyColumns.TryInstant(text, out var at);
        bound = at;
        return read;
    }

    private IssuingAct? Act(CsvRow row)
    {
        var (issuer, decision, date) = (Cell(row, "co_quan_ban_hanh"), Cell(row, "so_quyet_dinh"), Cell(row, "ngay_quyet_dinh"));
        if (issuer.Length + decision.Length + date.Length == 0)
        {
            return null;
        }

        var ok = AgencyColumns.TryInstant(date, out var day);
        Check(row, ok && issuer.Length > 0 && decision.Length > 0, "ngay_quyet_dinh", "Ghi đủ cơ quan ban hành, số quyết định và ngày (ví dụ 30/06/2025), hoặc bỏ trống cả ba.");
        return ok ? new IssuingAct(issuer, decision, Core.Rules.VietnamTime.DateOf(day)) : null;
    }

    private Contact? Contact(CsvRow row, Contact? stated)
    {
        var telephone = Has("dien_thoai") ? Blank(Cell(row, "dien_thoai")) : stated?.Telephone;
        var mail = Has("thu_dien_tu") ? Blank(Cell(row, "thu_dien_tu")) : stated?.Mail;
        var isTelephone = telephone is null || Core.Agencies.Contact.IsTelephone(telephone);
        var isMail = mail is null || MailAddressText.IsValid(mail);
        Check(row, isTelephone, "dien_thoai", "Ghi số điện thoại bằng chữ số, ví dụ 0219 3866 123 hoặc 024 3804 3569 x 12.");
        Check(row, isMail, "thu_dien_tu", "Ghi địa chỉ hộp thư dạng ten@ten-mien, chữ không dấu.");
        return isTelephone && isMail ? Core.Agencies.Contact.Of(telephone, mail) : null;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;

    private OrganId? Code(CsvRow row, string column, bool required = false)
    {
        var text = Cell(row, column);
        var ok = OrganId.TryParse(text, out var code);
        Check(row, ok || (text.Length == 0 && !required), column, $"“{text}” không phải mã định danh.");
        return ok ? code : null;
    }

    private DateTimeOffset? Instant(CsvRow row, string column)
    {
        var text = Cell(row, column);
        if (text.Length == 0)
        {
            return null;
        }

        Check(row, AgencyColumns.TryInstant(text, out var at), column, $"“{text}” không phải ngày; ghi dạng 01/07/2025.");
        return at;
    }

    private string[] Parts(CsvRow row, string column) => Cell(row, column).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private bool Has(string column) => _columns.ContainsKey(column);

    private string Cell(CsvRow row, string column) => _columns.TryGetValue(column, out var index) && index < row.Fields.Count ? row.Fields[index] : "";

    private void Check(CsvRow row, bool good, string column, string what)
    {
        if (!good)
        {
            _lines.Add(new ImportLine(row.Line, true, "CELL", $"Cột {column}: {what}"));
        }
    }
}
