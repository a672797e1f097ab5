using System.Collections.Frozen;
using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Node.Api;
using Axis.Node.Keys;
using Axis.Node.Options;
using Axis.Node.Storage;
using Axis.Node.Storage.Sqlite;
using Axis.Node.Tests.Storage;
using Axis.Node.Users;
using Microsoft.Extensions.Logging.Abstractions;

namespace Axis.Node.Tests.Users;

/// <summary>People of one node over a real store, under a clock that the test turns.</summary>
internal sealed class People : IAsyncDisposable
{
    public const string Password = "câu mở cửa đủ dài";

    /// <summary>Ends within <see cref="Reform"/> and is continued by <see cref="Heir"/>.</summary>
    public const string Ending = "H22";

    public const string Heir = "H60";

    /// <summary>From the clock's first moment to the ending.</summary>
    public static readonly TimeSpan Reform = TimeSpan.FromDays(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("axis-people-").FullName;
    private readonly PasswordHashes _hashes = new();
    private readonly ConsoleSecrets _secrets;

    public People()
    {
        Store = new SqliteStore(SqliteEngine.Options(_folder), new CountingSealer(), Clock, NullLogger<SqliteStore>.Instance);
        var ends = Clock.GetUtcNow() + Reform;
        var snapshot = new DirectorySnapshot([Agency(Heir, null), Agency(Ending, ends, Heir)], [], [], [], FrozenDictionary<string, SectionVersion>.Empty);
        var directory = new NodeDirectory(NodeId.Parse("tinh"), () => snapshot);
        var options = new ConsoleOptions();
        var attempts = new WrongAttempts(options);
        _secrets = new ConsoleSecrets(new SecretBox(Path.Combine(_folder, ConsoleSecrets.FileName), ConsoleSecrets.Purpose));
        var second = new SecondFactor(_secrets, Clock, NullLogger<SecondFactor>.Instance);
        Addresses = new AddressThrottle(Clock);
        Browsers = new KnownBrowsers(_secrets, options, Clock);
        Accounts = new UserAccounts(Store, _hashes, directory, Clock);
        Rights = new UserRights(directory);
        Sessions = new UserSessions(Store, Rights, options, Clock);
        SignIn = new SignIn(Store, _hashes, second, Sessions, attempts, Addresses, Browsers, Clock);
        var proof = new PasswordProof(Store, _hashes, attempts, Clock);
        Own = new OwnAccount(Store, _hashes, second, proof, Clock);
        Arrangements = new StandIns(Store, proof, Clock);

        Agency Agency(string code, DateTimeOffset? closes, params string[] successors) => new(
            OrganId.Parse(code), code, Tier.Province, null, NodeId.Parse("tinh"), AgencyStatus.Active, ends.AddYears(-9), closes, [],
            [.. successors.Select(s => new Succession(OrganId.Parse(s), SuccessionKind.Merge, ends, "NQ"))]);
    }

    public TurnedClock Clock { get; } = new();

    public IStore Store { get; }

    public AddressThrottle Addresses { get; }

    public KnownBrowsers Browsers { get; }

    public UserRights Rights { get; }

    public UserAccounts Accounts { get; }

    public UserSessions Sessions { get; }

    public SignIn SignIn { get; }

    public OwnAccount Own { get; }

    public StandIns Arrangements { get; }

    public async Task AddAsync(string name, params UserGrantView[] grants) => Assert.That(
        await Accounts.AddAsync(new AddUser { Name = name, FullName = "Nguyễn Thị Lan", Grants = grants, Password = Password }, "test", CancellationToken.None), Is.InstanceOf<Done<UserPassword>>());

    /// <summary>The cookie of a new session.</summary>
    public async Task<string> EnterAsync(string name) => ((Done<string>)await TryAsync(name, Password)).Value;

    public Task<Outcome<string>> TryAsync(string name, string password, System.Net.IPAddress? from = null, string? marks = null) =>
        SignIn.ByPasswordAsync(name, password, null, new Visitor(null, from, marks), CancellationToken.None);

    public Task<SignedIn?> FindAsync(string cookie) => Sessions.FindAsync(cookie, CancellationToken.None);

    public UserRow Row(string name) => Store.Read(s => s.Users.FindByName(name))!;

    public IReadOnlyList<JournalEntry> Journal() => Store.Read(static s => s.Journal.List(null, 500, null)).Select(static l => l.Entry).ToList();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _hashes.Dispose();
        _secrets.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
