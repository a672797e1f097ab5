using Axis.Core.Agencies;
using Axis.Core.Packets;
using Axis.Core.Receipts;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

/// <summary>A store over real files in a folder of its own, and rows to put into it.</summary>
public abstract class StoreContract(StoreEngine engine)
{
    protected static readonly OrganId Sender = OrganId.Parse("H41.02");
    protected static readonly OrganId Recipient = OrganId.Parse("G22");
    protected static readonly NodeId Here = NodeId.Parse("tinh.h41");
    protected static readonly NodeId Parent = NodeId.Parse("truc.trung-uong");
    protected static readonly NodeId Child = NodeId.Parse("xa.h41.02");
    private static long _serial;

    protected string Folder { get; private set; } = "";

    protected TurnedClock Clock { get; private set; } = new();

    protected CountingSealer Sealer { get; private set; } = new();

    protected IStore Store { get; set; } = null!;

    protected DateTimeOffset Now => Clock.GetUtcNow();

    [SetUp]
    public void OpenStore()
    {
        Folder = Directory.CreateTempSubdirectory("axis-store-").FullName;
        Clock = new TurnedClock();
        Sealer = new CountingSealer();
        Store = engine.Open(Folder, Sealer, Clock);
    }

    [TearDown]
    public async Task CloseStore()
    {
        await Store.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected static Digest Hash(string text) => Digest.Of(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>UUIDv7 that rise even within one millisecond.</summary>
    protected Guid NextId()
    {
        var serial = Interlocked.Increment(ref _serial);
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, Now.ToUnixTimeMilliseconds() << 16);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes[8..], serial);
        bytes[6] |= 0x70;
        bytes[8] |= 0x80;
        return new Guid(bytes, bigEndian: true);
    }

    protected Task Write(Action<ISession> work) => Store.WriteAsync(
        s =>
        {
            work(s);
            return true;
        },
        CancellationToken.None);

    protected Task<T> Write<T>(Func<ISession, T> work) => Store.WriteAsync(work, CancellationToken.None);

    /// <summary>The same engine over another folder.</summary>
    protected IStore Open(string folder) => engine.Open(folder, Sealer, Clock);

    protected async Task Reopen()
    {
        await Store.DisposeAsync();
        Store = engine.Open(Folder, Sealer, Clock);
    }

    protected PacketRow Packet(string name, OrganId? from = null, Guid? submission = null, PacketKind kind = PacketKind.Document) => new(
        Hash(name), Hash("content of " + name), kind, Native: true, name.Length, from ?? Sender, "DOC-" + name, Now, Inline: true, submission,
        new PacketFacts { Subject = "Về việc báo cáo tình hình " + name, To = [Recipient.Value], Priority = 1 });

    protected PacketRow AddPacket(ISession session, string name)
    {
        var row = Packet(name);
        session.Packets.Add(row, System.Text.Encoding.UTF8.GetBytes(name));
        return row;
    }

    protected Delivery Delivery(Digest packet, NodeId? link = null, int priority = 0, DateTimeOffset? due = null) => new(
        NextId(), packet, link ?? Parent, priority, [new DeliveryRecipient(Recipient, Recipient)], new byte[] { 1, 2, 3 }, due ?? Now, DeliveryState.Waiting, 0, 0,
        due ?? Now, null, null);

    protected InboxItem Item(Digest packet, string content, OrganId? recipient = null, InboxState state = InboxState.Arrived) => new(
        NextId(), packet, Hash(content), recipient ?? Recipient, recipient ?? Recipient, Now, state, "hợp lệ", "TOTAL-PASSED", ["ORIGINAL_NOT_FOUND"], null, null, null);

    protected TrackingRow Track(Digest? packet, string documentId, OrganId? recipient = null, string state = "SENT", DateTimeOffset? deadline = null) => new(
        NextId(), packet, Sender, documentId, "12/BC-UBND", recipient ?? Recipient, recipient ?? Recipient, state, Here, Now, Parent.Value, deadline, null, null, null, null,
        Now, Now);

    protected Receipt NewReceipt(Digest packet, NodeId? issuedTo = null) => new()
    {
        Id = NextId(),
        Event = ReceiptEvent.RelayAcceptance,
        Time = Now,
        Issuer = Here,
        IssuerCertificate = Hash("certificate"),
        Packet = packet,
        PacketSize = 3,
        PacketKind = PacketKind.Document,
        From = Sender,
        DocumentId = "DOC-1",
        IssuedTo = issuedTo ?? Child,
        Recipients = [new RecipientOutcome(Recipient, Recipient, Accepted: true)],
    };
}
