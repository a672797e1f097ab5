using Microsoft.Data.Sqlite;

namespace Axis.Node.Storage.Sqlite;

/// <summary>Reads the directory's sections out of a store that a running node may have open.</summary>
public static class AcceptedSections
{
    /// <summary>The newest version of a section; <c>null</c> when there is none, or no store.</summary>
    /// <exception cref="IOException">The store cannot be read.</exception>
    public static (long Version, ReadOnlyMemory<byte> Bytes)? Newest(string database, string section)
    {
        if (!File.Exists(database))
        {
            return null;
        }

        try
        {
            using var open = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            open.Open();
            using var command = open.CreateCommand();
            command.CommandText = "SELECT version, bytes FROM directory_section WHERE name = $name ORDER BY version DESC LIMIT 1";
            command.Parameters.AddWithValue("$name", section);
            using var row = command.ExecuteReader();
            return row.Read() ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : null;
        }
        catch (SqliteException e)
        {
            throw new IOException($"'{database}': {e.Message}", e);
        }
    }
}
