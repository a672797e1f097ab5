using SQLitePCL;

namespace Axis.Node.Storage.Sqlite;

/// <summary>SQLite refused or could not do something.</summary>
public sealed class SqliteFailureException : Exception
{
    public SqliteFailureException()
    {
    }

    public SqliteFailureException(string message)
        : base(message)
    {
    }

    public SqliteFailureException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A failure with SQLite's extended result code and text.</summary>
    public SqliteFailureException(int code, string text, Exception? innerException = null)
        : base($"SQLite {code}: {text}", innerException) => Code = code;

    /// <summary>SQLite's extended result code.</summary>
    public int Code { get; }

    /// <summary>
    /// Whether the store as a whole cannot work now (disk, memory, lock, damage). Otherwise the statement itself was wrong: a constraint, a type, a mistake.
    /// </summary>
    public bool IsUnavailable => (Code & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_INTERRUPT
        or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL or raw.SQLITE_PERM or raw.SQLITE_NOTADB
        or raw.SQLITE_AUTH;

    /// <summary>What an operator should know and do, in Vietnamese.</summary>
    public string OperatorSentence => (Code & 0xFF) switch
    {
        raw.SQLITE_FULL => "Đĩa đã đầy, nút không lưu thêm được gì: hãy giải phóng dung lượng, nút sẽ tự hoạt động lại.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Cơ sở dữ liệu đang bị một chương trình khác khóa: hãy đóng chương trình đó, nút sẽ tự hoạt động lại.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "Cơ sở dữ liệu không cho ghi: hãy kiểm tra quyền của thư mục dữ liệu.",
        raw.SQLITE_CANTOPEN => "Không mở được cơ sở dữ liệu: hãy kiểm tra đường dẫn và quyền của thư mục dữ liệu.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "Tệp cơ sở dữ liệu bị hỏng hoặc không phải của nút: hãy dừng nút và khôi phục từ bản sao lưu.",
        raw.SQLITE_IOERR => "Lỗi đọc/ghi đĩa: hãy kiểm tra ổ đĩa của thư mục dữ liệu.",
        raw.SQLITE_NOMEM => "Máy hết bộ nhớ: hãy đóng bớt chương trình khác.",
        _ => "Cơ sở dữ liệu báo lỗi: " + Message,
    };
}
