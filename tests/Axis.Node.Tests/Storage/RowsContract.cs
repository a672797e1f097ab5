using Axis.Core.Agencies;
using Axis.Node.Storage;

namespace Axis.Node.Tests.Storage;

[TestFixtureSource(typeof(StoreEngine), nameof(StoreEngine.All))]
public sealed class RowsContract(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task the_same_packet_is_kept_once()
    {
        var first = await Write(s => s.Packets.Add(Packet("a"), "a"u8.ToArray()));
        var second = await Write(s => s.Packets.Add(Packet("a") with { DocumentId = "other" }, "a"u8.ToArray()));
        Assert.That((first, second, Store.Read(s => s.Packets.Find(Hash("a"))!.DocumentId)), Is.EqualTo((true, false, "DOC-a")));
    }

    [Test]
    public void a_large_packet_is_not_taken_into_the_row()
    {
        Assert.That(
            async () => await Write(s => s.Packets.Add(Packet("a") with { Size = 65537 }, new byte[65537])), Throws.TypeOf<ArgumentException>());
    }

    [Test]
    public async Task facts_keep_their_vietnamese()
    {
        var facts = new PacketFacts { Subject = "V/v phòng, chống \"bão số 3\" <Yagi>", SignerFullName = "Nguyễn Thị Hồng Nhung", DueDate = new DateOnly(2026, 9, 2), To = ["G22"] };
        await Write(s => s.Packets.Add(Packet("a") with { Facts = facts }, "a"u8.ToArray()));
        Assert.That(Store.Read(s => s.Packets.Find(Hash("a"))!.Facts), Is.EqualTo(facts).UsingPropertiesComparer());
    }

    [Test]
    public async Task submitted_documents_page_newest_first_by_agency()
    {
        var other = OrganId.Parse("H41.03");
        var ids = new List<Guid>();
        foreach (var i in Enumerable.Range(0, 9))
        {
            var id = NextId();
            ids.Add(id);
            await Write(s => s.Packets.Add(Packet("p" + i, i % 3 == 0 ? other : Sender, id), System.Text.Encoding.UTF8.GetBytes("p" + i)));
        }

        var first = Store.Read(s => s.Packets.ListSubmitted([Sender, other], null, 5));
        var rest = Store.Read(s => s.Packets.ListSubmitted([Sender, other], first[^1].Submission, 5));
        var one = Store.Read(s => s.Packets.ListSubmitted([other], null, 5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Concat(rest).Select(static r => r.Submission!.Value), Is.EqualTo(Enumerable.Reverse(ids)));
            Assert.That(one, Has.Count.EqualTo(3));
        }
    }

    [TestCase(null, null, "1,3", TestName = "a_search_finds_by_signer")]
    [TestCase("H41.03", null, "3", TestName = "a_search_finds_by_sender_and_signer")]
    [TestCase(null, "bc ubnd", "1", TestName = "a_search_finds_by_part_of_the_number_and_signer")]
    public async Task a_search_finds_what_fits_all_conditions(string? agency, string? code, string expected)
    {
        await AddSignedAsync();
        var hits = Store.Read(s => s.Packets.Search(new PacketQuery { Signer = "nguyen thi hong", Agency = agency is null ? null : OrganId.Parse(agency), Code = code }, null, 10, 100));

        Assert.That(hits.Rows.Select(static r => r.Facts.CodeNumber).Order(), Is.EqualTo(expected.Split(',')));
    }

    [Test]
    public async Task a_search_looks_at_so_many_rows_and_goes_on_from_its_key()
    {
        await AddSignedAsync();
        var query = new PacketQuery { Signer = "nguyen thi hong" };
        var first = Store.Read(s => s.Packets.Search(query, null, 10, 2));
        var rest = Store.Read(s => s.Packets.Search(query, first.Next, 10, 2));

        Assert.That((first.Rows.Count, rest.Rows.Count, rest.Next is not null), Is.EqualTo((1, 1, false)));
    }

    [Test]
    public async Task a_search_keeps_to_its_days()
    {
        await AddSignedAsync();

        Assert.That(Store.Read(s => s.Packets.Search(new PacketQuery { Before = Now }, null, 10, 100)).Rows, Is.Empty);
    }

    [Test]
    public async Task the_volume_counts_back_to_its_day_and_says_when_there_was_more()
    {
        await AddSignedAsync();
        var (all, newest, none) = Store.Read(s => (s.Packets.Volume(Now, 100), s.Packets.Volume(Now, 2), s.Packets.Volume(Now.AddHours(1), 100)));

        Assert.That((all.Packets, all.Whole, newest.Packets, newest.Whole, none.Packets), Is.EqualTo((3, true, 2, false, 0)));
    }

    [Test]
    public async Task verdicts_pile_up_and_the_first_stays_first()
    {
        await Write(s => s.Packets.AddVerdict(new VerdictRow(Hash("a"), Now, "INDETERMINATE/TRY_LATER", "1", "{}", "{}")));
        await Write(s => s.Packets.AddVerdict(new VerdictRow(Hash("a"), Now, "TOTAL-PASSED", "1", "{}", "{}")));
        Assert.That(Store.Read(s => s.Packets.Verdicts(Hash("a"))).Select(static v => v.Verdict), Is.EqualTo(new[] { "INDETERMINATE/TRY_LATER", "TOTAL-PASSED" }));
    }

    [Test]
    public async Task a_quarantined_packet_is_named_by_a_row()
    {
        var row = new QuarantineRow(NextId(), Parent, NextId(), Hash("bad"), 3, "HASH_FAILURE", "Nội dung đã bị sửa.", "TOTAL-FAILED/HASH_FAILURE", null, Now);
        await Write(s => s.Quarantine.Add(row));
        Assert.That(Store.Read(s => (s.Packets.Exists(Hash("bad")), s.Quarantine.Find(row.Id), s.Quarantine.List(null, 5).Single())), Is.EqualTo((true, row, row)));
    }

    [Test]
    public async Task evidence_counts_against_its_neighbour_until_it_is_released()
    {
        var row = new QuarantineRow(NextId(), Child, NextId(), Hash("bad"), 3, "HASH_FAILURE", "x", "TOTAL-FAILED/HASH_FAILURE", null, Now);
        await Write(s => s.Packets.Add(Packet("bad"), "bad"u8.ToArray()));
        await Write(s => s.Quarantine.Add(row));
        await Write(s => s.Quarantine.Add(row with { Id = NextId(), Neighbour = Parent, Size = 5 }));
        var kept = Store.Read(s => (s.Quarantine.UseOf(Child), s.Quarantine.Uses().Count, s.Quarantine.KeptBefore(Now + TimeSpan.FromSeconds(1), 10).Count));
        await Write(s => s.Quarantine.Release(row, Now));
        Assert.That((kept, Store.Read(s => s.Quarantine.UseOf(Child).Packets)), Is.EqualTo(((new QuarantineUse(Child, 1, 3), 2, 2), 0L)));
    }

    [Test]
    public async Task bytes_of_evidence_go_with_the_last_row_that_keeps_them_and_what_was_refused_stays()
    {
        var row = new QuarantineRow(NextId(), Child, NextId(), Hash("bad"), 3, "HASH_FAILURE", "x", "TOTAL-FAILED/HASH_FAILURE", null, Now);
        var other = row with { Id = NextId(), Neighbour = Parent };
        await Write(s => s.Packets.Add(Packet("bad"), "bad"u8.ToArray()));
        await Write(s => s.Quarantine.Add(row));
        await Write(s => s.Quarantine.Add(other));
        await Write(s => s.Quarantine.Release(row, Now));
        var first = Store.Read(s => s.Packets.Exists(Hash("bad")));
        await Write(s => s.Quarantine.Release(other, Now));
        Assert.That((first, Store.Read(s => s.Packets.Exists(Hash("bad"))), Store.Read(s => s.Quarantine.Find(row.Id))), Is.EqualTo((true, false, row)));
    }

    [Test]
    public async Task evidence_that_lies_in_an_inbox_too_keeps_its_bytes()
    {
        var packet = await Write(s => AddPacket(s, "a"));
        var row = new QuarantineRow(NextId(), Child, NextId(), packet.Digest, 1, "OFFER_NOT_IN_PACKET", "x", "TOTAL-PASSED", null, Now);
        await Write(s => s.Inbox.Add(Item(packet.Digest, "c")));
        await Write(s => s.Quarantine.Add(row));
        await Write(s => s.Quarantine.Release(row, Now));
        Assert.That(Store.Read(s => s.Packets.Find(packet.Digest)), Is.Not.Null);
    }

    [Test]
    public async Task a_second_answer_under_one_key_is_an_error()
    {
        var answer = new IdempotentAnswer(Sender, "k1", Hash("request"), Hash("packet"), "{}", Now);
        await Write(s => s.Submissions.AddAnswer(answer));
        Assert.That(async () => await Write(s => s.Submissions.AddAnswer(answer)), Throws.Exception.With.Message.Contains("UNIQUE"));
        Assert.That(Store.Read(s => s.Submissions.FindAnswer(Sender, "k1")), Is.EqualTo(answer));
    }

    [Test]
    public async Task a_prepared_submission_is_found_until_removed_and_listed_when_expired()
    {
        var prepared = new PreparedSubmission(NextId(), Sender, "{}", Now);
        await Write(s => s.Submissions.AddPrepared(prepared));
        var expired = Store.Read(s => s.Submissions.ExpiredPrepared(Now + TimeSpan.FromSeconds(1)));
        var notYet = Store.Read(s => s.Submissions.ExpiredPrepared(Now));
        await Write(s => s.Submissions.RemovePrepared(prepared.Id));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(expired, Is.EqualTo(new[] { prepared }));
            Assert.That(notYet, Is.Empty);
            Assert.That(Store.Read(s => s.Submissions.FindPrepared(prepared.Id)), Is.Null);
        }
    }

    [Test]
    public async Task numbers_run_per_agency_book_and_year()
    {
        long[] numbers = await Write(s => new[]
        {
            s.Register.Reserve(Sender, "BC", 2026, Now), s.Register.Reserve(Sender, "BC", 2026, Now), s.Register.Reserve(Sender, "QĐ", 2026, Now),
            s.Register.Reserve(Sender, "BC", 2027, Now), s.Register.Reserve(Recipient, "BC", 2026, Now),
        });
        Assert.That(numbers, Is.EqualTo(new long[] { 1, 2, 1, 1, 1 }));
    }

    [Test]
    public async Task a_void_number_is_not_given_again()
    {
        var voided = await Write(s => s.Register.Reserve(Sender, "BC", 2026, Now));
        await Write(s => s.Register.Void(Sender, "BC", 2026, voided, "Ký số không thành công.", Now));
        Assert.That(await Write(s => s.Register.Reserve(Sender, "BC", 2026, Now)), Is.EqualTo(voided + 1));
    }

    [Test]
    public void a_number_never_reserved_cannot_be_void()
    {
        Assert.That(async () => await Write(s => s.Register.Void(Sender, "BC", 2026, 7, "x", Now)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task a_number_that_is_neither_used_nor_void_nor_waiting_is_an_orphan()
    {
        long[] numbers = await Write(s => Enumerable.Range(0, 5).Select(i => s.Register.Reserve(Sender, "BC", 2026, Now + TimeSpan.FromMinutes(i))).ToArray());
        await Write(s => s.Register.Settle(Sender, "BC", 2026, numbers[0], Hash("a")));
        await Write(s => s.Register.Await(Sender, "BC", 2026, numbers[1], NextId()));
        await Write(s => s.Register.Void(Sender, "BC", 2026, numbers[2], "x", Now));
        var orphans = Store.Read(s => s.Register.Orphans(Now + TimeSpan.FromMinutes(4), 10));
        Assert.That(orphans, Is.EqualTo(new[] { new ReservedNumber(Sender, "BC", 2026, numbers[3], Now + TimeSpan.FromMinutes(3)) }));
    }

    [Test]
    public async Task a_void_number_is_borne_by_no_document()
    {
        var number = await Write(s => s.Register.Reserve(Sender, "BC", 2026, Now));
        await Write(s => s.Register.Void(Sender, "BC", 2026, number, "x", Now));
        Assert.That(await Write(s => s.Register.Settle(Sender, "BC", 2026, number, Hash("a"))), Is.False);
    }

    [Test]
    public async Task a_number_that_a_document_bears_cannot_be_void()
    {
        var number = await Write(s => s.Register.Reserve(Sender, "BC", 2026, Now));
        await Write(s => s.Register.Settle(Sender, "BC", 2026, number, Hash("a")));
        Assert.That(async () => await Write(s => s.Register.Void(Sender, "BC", 2026, number, "x", Now)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task a_code_is_taken_once_a_year_however_its_diacritics_are_typed()
    {
        var composed = "05/Q\u0110-UBND\u1EC6";
        var decomposed = composed.Normalize(System.Text.NormalizationForm.FormD);
        var first = await Write(s => s.Register.Enter(Sender, 2026, composed, Hash("a"), Now));
        var again = await Write(s => s.Register.Enter(Sender, 2026, composed, Hash("a"), Now));
        var other = await Write(s => s.Register.Enter(Sender, 2026, decomposed, Hash("b"), Now));
        var nextYear = await Write(s => s.Register.Enter(Sender, 2027, composed, Hash("b"), Now));
        Assert.That((first, again, other, nextYear), Is.EqualTo((true, true, false, true)));
    }

    [TestCase("7/UBND-VP")]
    [TestCase("007/UBND-VP")]
    public async Task DOC_04_a_code_is_taken_once_a_year_however_its_number_is_written(string written)
    {
        await Write(s => s.Register.Enter(Sender, 2026, "07/UBND-VP", Hash("a"), Now));
        var other = await Write(s => s.Register.Enter(Sender, 2026, written, Hash("b"), Now));
        Assert.That((other, Store.Read(s => s.Register.IsTaken(Sender, 2026, written))), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task a_delivery_arrives_once_per_neighbour()
    {
        var arrival = new Arrival(Child, NextId(), Hash("offer"), Hash("a"), Now, [Hash("r1"), Hash("r2")], [Child], [Recipient]);
        await Write(s => s.Arrivals.Add(arrival));
        await Write(s => s.Arrivals.Add(arrival with { Neighbour = Parent }));
        Assert.That(async () => await Write(s => s.Arrivals.Add(arrival with { Offer = Hash("another") })), Throws.TypeOf<DuplicateArrivalException>());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Store.Read(s => s.Arrivals.Find(Child, arrival.Delivery)), Is.EqualTo(arrival).UsingPropertiesComparer());
            Assert.That(Store.Read(s => s.Arrivals.ListFor(Hash("a"))).Select(static a => a.Neighbour), Is.EqualTo(new[] { Child, Parent }));
        }
    }

    [Test]
    public async Task partial_uploads_count_against_their_neighbour_until_removed()
    {
        var partial = new PartialUpload(Child, NextId(), new byte[] { 1 }, "p1", 1000, 10, Now);
        await Write(s => s.Arrivals.PutPartial(partial));
        await Write(s => s.Arrivals.PutPartial(partial with { Offset = 500 }));
        var (offset, bytes, expired) = Store.Read(s => (s.Arrivals.FindPartial(Child, partial.Delivery)!.Offset, s.Arrivals.PartialBytes(Child), s.Arrivals.ExpiredPartials(Now + TimeSpan.FromSeconds(1)).Count));
        await Write(s => s.Arrivals.RemovePartial(Child, partial.Delivery));
        Assert.That((offset, bytes, expired, Store.Read(s => s.Arrivals.PartialBytes(Child))), Is.EqualTo((500L, 1001L, 1, 0L)));
    }

    [Test]
    public async Task a_partial_file_is_named_by_its_upload_alone()
    {
        await Write(s => s.Arrivals.PutPartial(new PartialUpload(Child, NextId(), new byte[] { 1 }, "p1", 1000, 10, Now)));

        Assert.That(Store.Read(static s => (s.Arrivals.NamesPartial("p1"), s.Arrivals.NamesPartial("p2"))), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task a_document_is_filed_once_per_recipient()
    {
        var item = Item((await Write(s => AddPacket(s, "a"))).Digest, "c");
        var first = await Write(s => s.Inbox.Add(item));
        var repeat = await Write(s => s.Inbox.Add(item with { Id = NextId() }));
        var other = await Write(s => s.Inbox.Add(item with { Id = NextId(), Recipient = OrganId.Parse("G09") }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((first, repeat, other), Is.EqualTo((true, false, true)));
            Assert.That(Store.Read(s => s.Inbox.Find(Hash("c"), Recipient)), Is.EqualTo(item).UsingPropertiesComparer());
        }
    }

    [Test]
    public async Task arrival_numbers_have_no_gap_and_no_double_under_concurrency()
    {
        var numbers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Write(s =>
        {
            var packet = AddPacket(s, "p" + i);
            var item = Item(packet.Digest, "c" + i);
            s.Inbox.Add(item);
            var number = s.Inbox.NextArrivalNumber(Recipient, 2026);
            s.Inbox.SetArrivalNumber(item.Id, 2026, number, Now);
            return i % 10 == 9 ? throw new FormatException("refused") : number;
        }).ContinueWith(static t => t.IsFaulted ? 0 : t.Result, TaskScheduler.Default)));
        Assert.That(numbers.Where(static n => n > 0).Order(), Is.EqualTo(Enumerable.Range(1, 90)));
    }

    [Test]
    public async Task the_inbox_lists_newest_first_by_state_and_agency()
    {
        var packet = (await Write(s => AddPacket(s, "a"))).Digest;
        var items = Enumerable.Range(0, 12).Select(i => Item(packet, "c" + i, i % 2 == 0 ? Recipient : Sender, i % 3 == 0 ? InboxState.Held : InboxState.Arrived)).ToList();
        await Write(s => items.ForEach(i => s.Inbox.Add(i)));
        await Write(s => s.Inbox.SetState(items[1].Id, InboxState.Finished));
        var page = Store.Read(s => s.Inbox.List([Recipient, Sender], null, items[10].Id, 4));
        var held = Store.Read(s => s.Inbox.List([Recipient], InboxState.Held, null, 10));
        var all = Store.Read(s => s.Inbox.List(null, null, null, 100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Select(static i => i.Id), Is.EqualTo(new[] { items[9].Id, items[8].Id, items[7].Id, items[6].Id }));
            Assert.That(held.Select(static i => i.Id), Is.EqualTo(new[] { items[6].Id, items[0].Id }));
            Assert.That(all, Has.Count.EqualTo(12));
        }
    }

    private async Task AddSignedAsync()
    {
        foreach (var (number, sender, notation, signer) in new[] { ("1", Sender, "BC-UBND", "Nguyễn Thị Hồng Nhung"), ("2", Sender, "BC-UBND", "Trần Văn Đức"), ("3", OrganId.Parse("H41.03"), "TB-VP", "Nguyễn Thị Hồng Nhung") })
        {
            var facts = new PacketFacts { CodeNumber = number, CodeNotation = notation, SignerFullName = signer, To = [Recipient.Value] };
            await Write(s => s.Packets.Add(Packet(number, sender) with { Facts = facts }, System.Text.Encoding.UTF8.GetBytes(number)));
        }
    }
}
