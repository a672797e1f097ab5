using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

/// <summary>One storage engine under the contract; every contract fixture runs once per engine.</summary>
public abstract class StoreEngine
{
    public static IEnumerable<TestFixtureData> All => [new TestFixtureData(new SqliteEngine()).SetArgDisplayNames("SQLite")];

    public abstract IStore Open(string folder, IReceiptSealer sealer, TimeProvider time);
}
