using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Storage;

public sealed class SqliteEngine : StoreEngine
{
    public static SqliteStoreOptions Options(string folder) => new() { DatabasePath = Path.Combine(folder, "axis.db") };

    public override IStore Open(string folder, IReceiptSealer sealer, TimeProvider time) =>
        new SqliteStore(Options(folder), sealer, time, NullLogger<SqliteStore>.Instance);
}
