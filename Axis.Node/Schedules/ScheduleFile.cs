using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Axis.Node.Schedules;

/// <summary>The scheduler's own database file. It holds only when to wake up, so one that is damaged, or was written by a clock that was ahead, is put aside and begun anew.</summary>
public static class ScheduleFile
{
    /// <summary>Name below the store folder.</summary>
    public const string Name = "quartz.db";

    /// <summary>Makes the folder, checks the file, puts a damaged one aside, and answers the connection string.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="time">Names the file that is put aside.</param>
    /// <param name="log">Where a damaged file is told.</param>
    public static string Prepare(string path, TimeProvider time, ILogger log)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();
        if (File.Exists(path) && (Damage(connection) ?? Ahead(connection, time.GetUtcNow())) is { } reason)
        {
            var keptAs = path + ".damaged-" + time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", System.Globalization.CultureInfo.InvariantCulture);
            File.Move(path, keptAs, overwrite: true);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
            File.Delete(path + "-journal");
            Log.Damaged(log, reason, keptAs);
        }

        using var open = new SqliteConnection(connection);
        open.Open();
        using var command = open.CreateCommand();

        // The write-ahead log lets status pages read while a job commits. NORMAL suffices: what a power cut takes is only a wake-up time.
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;";
        command.ExecuteNonQuery();
        return connection;
    }

    // What a clock that was ahead planned would keep work waiting for as long as it was ahead; to plan anew loses nothing.
    private static string? Ahead(string connection, DateTimeOffset now)
    {
        using var open = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ToString());
        open.Open();
        using var command = open.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE name = 'QRTZ_TRIGGERS'";
        if (command.ExecuteScalar() is null)
        {
            return null;
        }

        command.CommandText = "SELECT max(max(START_TIME, coalesce(PREV_FIRE_TIME, 0))) FROM QRTZ_TRIGGERS";
        return command.ExecuteScalar() is long ticks && !ClockSlack.IsPast(new DateTimeOffset(ticks, TimeSpan.Zero), now) ? "planned by a clock that was ahead" : null;
    }

    private static string? Damage(string connection)
    {
        try
        {
            using var open = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ToString());
            open.Open();
            using var command = open.CreateCommand();
            command.CommandText = "PRAGMA quick_check(1)";
            var answer = command.ExecuteScalar() as string;
            return answer == "ok" ? null : answer ?? "no answer";
        }
        catch (SqliteException e) when (e.SqliteErrorCode is 11 or 26)
        {
            // SQLITE_CORRUPT, SQLITE_NOTADB. Anything else (busy, no permission) is not damage and must be seen.
            return e.Message;
        }
    }
}
