using Axis.Core.Registers;
using Axis.Core.Rules.Assignments;
using Axis.Node.Registers;
using Axis.Node.Storage;
using Axis.Node.Tests.Storage;

namespace Axis.Node.Tests.Registers;

/// <summary>A register that was handed over stays as it was (REF-08).</summary>
public sealed class ClosedRegisterTests() : StoreContract(new SqliteEngine())
{
    private static readonly Actor Clerk = new("test", Role.Clerk, [Recipient]);

    [Test]
    public async Task it_takes_no_correction()
    {
        await CloseAsync();

        Assert.That(
            async () => await Write(s => RegisterArrivals.Append(s, Recipient, true, 2026, "1", 1, new RegisterFields { Subject = "khác" }, "nhầm", Clerk, Now)),
            Throws.TypeOf<RefusedException>().With.Property("Refusal").Property("Code").EqualTo("REF-08"));
    }

    [Test]
    public async Task it_gives_no_number_to_what_is_accepted_afterwards()
    {
        await CloseAsync();

        Assert.That(
            async () => await Write(s => RegisterArrivals.Electronic(s, Item(Hash("a"), "a"), AddPacket(s, "a"), Now)),
            Throws.TypeOf<RefusedException>().With.Property("Refusal").Property("Code").EqualTo("REF-08"));
    }

    [Test]
    public async Task an_assignment_by_whoever_continues_the_agency_leaves_it_alone()
    {
        await CloseAsync();
        await Write(s => RegisterArrivals.Assigned(
            s, Item(Hash("a"), "a") with { ArrivalYear = 2026, ArrivalNumber = 1 }, new Assignment(new Assignee("Phòng Nội vụ", null), [], null, null), Clerk, Now));

        Assert.That(Store.Read(s => s.Books.Versions(Recipient, true, 2026, "1")), Is.Empty);
    }

    [Test]
    public async Task a_line_or_a_void_number_that_is_entered_meanwhile_is_noticed()
    {
        var before = Store.Read(static s => s.Books.CountEntries(Recipient));
        var entered = await Write(s =>
        {
            RegisterArrivals.Append(s, Recipient, true, 2026, "1", 1, new RegisterFields { Subject = "khác" }, "nhầm", Clerk, Now);
            return s.Books.CountEntries(Recipient);
        });
        var voided = await Write(s =>
        {
            s.Register.Void(Recipient, RegisterBook.Administrative, 2026, s.Register.Reserve(Recipient, RegisterBook.Administrative, 2026, Now), "thử", Now);
            return s.Books.CountEntries(Recipient);
        });

        Assert.That((before, entered, voided), Is.EqualTo((0L, 1L, 2L)));
    }

    [Test]
    public void its_digest_depends_on_codes_and_not_on_names() => Assert.That(RegisterFacts.Outgoing(Packet("a"), null).Recipients, Is.EqualTo(Recipient.Value));

    [Test]
    public async Task a_purge_takes_the_abstract_of_a_corrected_outgoing_line_too()
    {
        await Write(s =>
        {
            var packet = Packet("a", submission: NextId());
            s.Packets.Add(packet, "a"u8.ToArray());
            s.Register.Enter(Sender, 2026, "12/UBND-VP", packet.Digest, Now);
            RegisterArrivals.Append(s, Sender, false, 2026, "12/UBND-VP", 12, new RegisterFields { Subject = "trích yếu đã sửa" }, "nhầm", Clerk, Now);
            s.Isolations.Isolate(new IsolationRow(packet.Digest, Now, "officer", "thử", null));
            s.Isolations.Purge(packet.Digest, "officer", "đã lập biên bản", Now);
        });

        Assert.That(Store.Read(s => s.Books.Versions(Sender, false, 2026, "12/UBND-VP")).Single().Fields.Subject, Is.EqualTo("(đã xóa theo SEC-03)"));
    }

    private Task CloseAsync() => Write(s => s.Books.Close(new RegisterClosing(Recipient, Now, "test", [Sender], [])));
}
