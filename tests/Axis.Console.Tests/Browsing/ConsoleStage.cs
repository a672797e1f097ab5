using Axis.Core.Agencies;
using Axis.Core.Contracts;
using Axis.Core.Packets;
using Axis.Journey.Tests.Network;
using Axis.Node;
using Axis.Node.Reconciling;
using Axis.Node.Storage;
using Axis.Node.Users;
using Axis.Signing.Keys;

namespace Axis.Console.Tests.Browsing;

/// <summary>Two real nodes with mutual TLS between them, and people on both.</summary>
public sealed class ConsoleStage : IAsyncDisposable
{
    public const string CommuneAgency = "H37.61";
    public const string ProvinceAgency = "H37";
    public const string DepartmentAgency = "H37.01";

    public static readonly NodeSpec Province = new("tinh", Tier.Province, null, false, [ProvinceAgency, DepartmentAgency]);
    public static readonly NodeSpec Commune = new("xa-mot", Tier.Commune, "tinh", false, [CommuneAgency]);

    public static readonly Person CommuneClerk = new("lan.nguyen", "mùa gặt đến sớm", Upper: false);
    public static readonly Person CommuneLeader = new("hung.tran", "cầu tre lắt lẻo 7", Upper: false);
    public static readonly Person ProvinceClerk = new("minh.le", "sông Hồng đỏ nặng phù sa", Upper: true);
    public static readonly Person DepartmentClerk = new("thu.pham", "chợ phiên sáng chủ nhật", Upper: true);
    public static readonly Person ProvinceOperator = new("khoa.vo", "đèn biển quay mười vòng", Upper: true);
    public static readonly Person ProvinceAuditor = new("mai.do", "giấy trắng mực đen rõ ràng", Upper: true);

    private ConsoleStage(TestNetwork network) => Network = network;

    public TestNetwork Network { get; }

    public RunningNode Upper => Network[Province];

    public RunningNode Lower => Network[Commune];

    /// <param name="describe">What the directory says of agencies, when they are not simply open.</param>
    public static async Task<ConsoleStage> StartAsync(Func<Agency, Agency>? describe = null)
    {
        var network = TestNetwork.Prepare(SignatureAlgorithm.EcdsaP256Sha256, Province, Commune);
        if (describe is not null)
        {
            network.Describe = describe;
            network.WriteDirectory();
        }

        foreach (var node in network.Nodes.Values)
        {
            // Long enough to be taken back by a test, short enough to be waited for.
            var file = Path.Combine(node.Folder, "appsettings.json");
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"Limits\":", "\"Console\": { \"UndoSeconds\": 4 }, \"Limits\":", StringComparison.Ordinal));
            await node.StartAsync();
        }

        var stage = new ConsoleStage(network);
        await stage.AddAsync(CommuneClerk, "Nguyễn Thị Lan", new UserGrantView("clerk", [CommuneAgency]));
        await stage.AddAsync(CommuneLeader, "Trần Văn Hùng", new UserGrantView("leader", [CommuneAgency]));
        await stage.AddAsync(ProvinceClerk, "Lê Quang Minh", new UserGrantView("clerk", [ProvinceAgency]));
        await stage.AddAsync(DepartmentClerk, "Phạm Thu", new UserGrantView("clerk", [DepartmentAgency]), new UserGrantView("leader", [DepartmentAgency]));
        await stage.AddAsync(ProvinceOperator, "Võ Anh Khoa", new UserGrantView("operator"));
        await stage.AddAsync(ProvinceAuditor, "Đỗ Mai", new UserGrantView("auditor"));
        return stage;
    }

    public RunningNode NodeOf(Person? person) => person is { Upper: false } ? Lower : Upper;

    /// <summary>Adds a person whose password is no longer the first one.</summary>
    public async Task AddAsync(Person person, string fullName, params UserGrantView[] grants)
    {
        var node = NodeOf(person);
        var added = await node.Get<UserAccounts>().AddAsync(new AddUser { Name = person.Name, FullName = fullName, Grants = grants, Password = person.Password }, "test", CancellationToken.None);
        Assert.That(added, Is.InstanceOf<Done<UserPassword>>(), added.ToString());
        await node.Store.WriteAsync(
            session =>
            {
                session.Users.Update(session.Users.FindByName(person.Name)! with { MustChange = false });
                return true;
            },
            CancellationToken.None);
    }

    /// <summary>A document of the commune's in the province's inbox.</summary>
    public async Task<InboxItem> DeliverAsync(string subject, string to = ProvinceAgency, int priority = 0, byte[]? file = null)
    {
        var sent = await Lower.SendAsync(CommuneAgency, [to], subject, file, priority);
        var items = await Eventually.GetAsync(
            () => Upper.Inbox().Where(i => i.Packet.ToString() == sent.Packet).ToList(), static i => i.Count == 1, $"'{subject}' in the inbox of {to}");
        return items[0];
    }

    /// <summary>A document to the commune that its node refused until this one gave up; the commune's node is well again.</summary>
    public async Task<Delivery> ParkAsync(string subject, string reason)
    {
        // A node that has not yet compared with its neighbour sends nothing to it, and so finds nothing out either.
        await Eventually.GetAsync(() => Upper.Get<LinkGate>().IsOpen(NodeId.Parse(Commune.Id)), static o => o, "the link is open");
        await Lower.StopAsync();
        var sent = await Upper.SendAsync(ProvinceAgency, [CommuneAgency], subject);
        var packet = Digest.Parse(sent.Packet);
        var tried = await Eventually.GetAsync(() => Upper.Store.Read(s => s.Outbox.ListFor(packet)).Single(), static d => d.ReasonCode is not null, "tried in vain");
        await Upper.Store.WriteAsync(
            s =>
            {
                s.Outbox.SetState(tried.Id, DeliveryState.Dead, 5, TimeProvider.System.GetUtcNow(), reason, "Nút xa-mot từ chối nhận gói tin.");
                return true;
            },
            CancellationToken.None);
        await Lower.StartAsync();
        return tried;
    }

    public ValueTask DisposeAsync() => Network.DisposeAsync();
}
