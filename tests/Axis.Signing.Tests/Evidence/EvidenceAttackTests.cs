using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Axis.Core.Packets;
using Axis.Signing.Evidence;
using Axis.Signing.Tests.Support;
using Axis.Signing.Timestamps;
using Axis.Signing.Trust;

namespace Axis.Signing.Tests.Evidence;

/// <summary>Containers that somebody changed, or made up.</summary>
public sealed class EvidenceAttackTests
{
    private EvidenceWorld _world;
    private byte[] _container;

    [OneTimeSetUp]
    public async Task Create()
    {
        _world = new EvidenceWorld();
        _container = await _world.ExportAsync(_world.Draft(await _world.Stamping.RaiseAsync([], new ProofPolicy(SignatureLevel.LTA, TimeSpan.FromDays(180), AlgorithmSunset.Default))));
    }

    [OneTimeTearDown]
    public void Delete() => _world.Dispose();

    [Test]
    public async Task the_container_itself_passes() => Assert.That((await _world.VerifyAsync(_container)).Indication, Is.EqualTo(Indication.TotalPassed));

    [Test]
    public async Task one_altered_byte_in_any_entry_is_named()
    {
        var unnoticed = new List<string>();
        foreach (var entry in StoredZipReader.Open(new MemoryStream(_container)).Entries)
        {
            var altered = _container.ToArray();
            altered[entry.Offset + (entry.Size / 2)] ^= 1;
            var report = await _world.VerifyAsync(altered);
            if (report.Indication == Indication.TotalPassed || !report.Links.Any(l => l.File == entry.Name && l.Outcome != CheckOutcome.Passed))
            {
                unnoticed.Add(entry.Name);
            }
        }

        Assert.That(unnoticed, Is.Empty);
    }

    [Test]
    public void one_altered_byte_between_the_entries_is_refused()
    {
        // The header or the directory record, never both: they no longer agree then.
        var inside = StoredZipReader.Open(new MemoryStream(_container)).Entries;
        var opened = Enumerable.Range(0, _container.Length)
            .Where(i => !inside.Any(e => i >= e.Offset && i < e.Offset + e.Size))
            .Where(i =>
            {
                _container[i] ^= 1;
                var opens = Opens(_container);
                _container[i] ^= 1;
                return opens;
            })
            .ToList();

        Assert.That(opened, Is.Empty);
    }

    [Test]
    public async Task an_added_entry_is_named()
    {
        var report = await _world.VerifyAsync(await RebuildAsync(static (_, bytes) => bytes, ("them/tep.txt", "chào"u8.ToArray())));

        Assert.That((report.Indication, report.FirstProblem?.Name, report.FirstProblem?.File), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Manifest, "them/tep.txt")));
    }

    [Test]
    public async Task a_removed_receipt_is_named()
    {
        var report = await _world.VerifyAsync(await RebuildAsync(static (name, bytes) => name == "receipts/002.xml" ? null : bytes));

        Assert.That((report.Indication, report.FirstProblem?.File), Is.EqualTo((Indication.TotalFailed, "receipts/002.xml")));
    }

    [Test]
    public async Task a_receipt_of_another_document_is_named_even_when_the_exporter_signed_it()
    {
        var draft = _world.Draft();
        var other = _world.ReceiptAbout("văn bản khác"u8.ToArray());

        var report = await _world.VerifyAsync(await _world.ExportAsync(draft with { Receipts = [draft.Receipts[0], other] }));

        Assert.That((report.Indication, report.FirstProblem?.Name, report.FirstProblem?.File), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Receipt, "receipts/002.xml")));
    }

    [Test]
    public async Task a_status_to_another_document_is_named()
    {
        var status = Packets.Signed(Packets.Status() with { ResponseFor = [Packets.Status().ResponseFor[0] with { DocumentId = "H37.12,2026/02/03,89/SNV-VP", Code = "89/SNV-VP" }] }, _world.Stamping.Agency);
        var draft = _world.Draft();
        var packet = new DraftPacket(Digest.Of(status), () => new MemoryStream(status), _world.Clock.Now, "03", [], default);

        var report = await _world.VerifyAsync(await _world.ExportAsync(draft with { Packets = [draft.Packets[0], packet] }));

        Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Answers).Outcome, Is.EqualTo(CheckOutcome.Failed));
    }

    [Test]
    public async Task a_directory_of_another_root_is_refused()
    {
        using var other = new EvidenceWorld();
        var report = await _world.VerifyAsync(await _world.ExportAsync(_world.Draft() with { Directory = _world.Extract(rootKey: other.RootKey) }));

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Directory)));
    }

    [Test]
    public async Task a_fingerprint_of_another_root_refuses_the_evidence()
    {
        using var other = new EvidenceWorld();

        Assert.That((await _world.VerifyAsync(_container, other.Fingerprint)).FirstProblem?.Name, Is.EqualTo(EvidenceLinks.Directory));
    }

    [Test]
    public async Task a_container_signed_by_another_node_is_refused()
    {
        var report = await _world.VerifyAsync(await _world.ExportAsync(signer: _world.CommuneSeal));

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Signature)));
    }

    [Test]
    public async Task without_the_revocation_list_it_is_indeterminate()
    {
        var report = await _world.VerifyAsync(await _world.ExportAsync(_world.Draft() with { Directory = _world.Extract(lists: false) }));

        Assert.That(report.Indication, Is.EqualTo(Indication.Indeterminate), EvidenceWorld.Told(report));
    }

    [Test]
    public async Task a_head_that_no_neighbour_cosigned_is_said_to_be_so()
    {
        var report = await _world.VerifyAsync(_container);

        Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Cosignature).Outcome, Is.EqualTo(CheckOutcome.NotMade));
    }

    [Test]
    public async Task a_journal_entry_of_another_document_is_named()
    {
        var journal = _world.Journal(_world.Entry.Replace(Digest.Of(_world.Document).ToString(), Digest.Of("khác"u8).ToString(), StringComparison.Ordinal));

        var report = await _world.VerifyAsync(await _world.ExportAsync(_world.Draft() with { Journal = journal }));

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Journal)));
    }

    [Test]
    public async Task a_journal_entry_that_was_never_in_the_log_is_named()
    {
        var journal = _world.Journal(_world.Entry);
        journal = journal with { Entries = [journal.Entries[0] with { Leaf = _world.Entry.Replace("packet-stored", "packet-sent", StringComparison.Ordinal) }] };

        var report = await _world.VerifyAsync(await _world.ExportAsync(_world.Draft() with { Journal = journal }));

        Assert.That((report.Indication, report.FirstProblem?.Name), Is.EqualTo((Indication.TotalFailed, EvidenceLinks.Journal)));
    }

    [Test]
    public async Task a_timestamp_taken_from_another_container_is_named()
    {
        var other = await _world.ExportAsync();
        var token = StoredZipReader.Open(new MemoryStream(other)).ReadAll("META-INF/timestamp001.tst", TimestampToken.MaxBytes);

        var report = await _world.VerifyAsync(await RebuildAsync((name, bytes) => name == "META-INF/timestamp001.tst" ? token : bytes));

        Assert.That((report.Indication, report.FirstProblem?.File), Is.EqualTo((Indication.TotalFailed, "META-INF/timestamp001.tst")));
    }

    [Test]
    public async Task a_container_without_its_timestamp_is_judged_as_one_that_never_had_it()
    {
        var report = await _world.VerifyAsync(await RebuildAsync(static (name, bytes) => name is "META-INF/timestamp001.tst" or "META-INF/ASiCManifest001.xml" ? null : bytes));

        Assert.That(report.Links.Single(static l => l.Name == EvidenceLinks.Timestamp).Outcome, Is.EqualTo(CheckOutcome.NotMade));
    }

    [TestCaseSource(nameof(OddValues))]
    public async Task an_index_with_odd_values_is_answered_and_never_breaks_the_verifier(string value)
    {
        var index = Encoding.UTF8.GetString(StoredZipReader.Open(new MemoryStream(_container)).ReadAll(EvidenceNames.Index, EvidenceIndex.MaxBytes));
        var places = Regex.Matches(index, """: (?<value>"[^"\n]*"|\d+|\[\]|\{|\[)|^ +(?<value>"[^"\n]*"(?!:)|\{)""", RegexOptions.Multiline);
        var broke = new List<string>();
        foreach (Match place in places)
        {
            var at = place.Groups["value"];
            var end = at.Index + (at.Value is "{" or "[" ? Length(index, at.Index) : at.Length);
            if (index[at.Index..end] == value)
            {
                continue;
            }

            var altered = Encoding.UTF8.GetBytes(index[..at.Index] + value + index[end..]);
            var container = await RebuildAsync((name, bytes) => name == EvidenceNames.Index ? altered : bytes);
            try
            {
                if ((await _world.VerifyAsync(container)).Indication != Indication.TotalFailed)
                {
                    broke.Add("passed: " + index[at.Index..end]);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                broke.Add($"{e.GetType().Name}: {index[Math.Max(0, at.Index - 30)..at.Index].Replace('\n', ' ')}");
            }
        }

        Assert.That((places.Count > 30, string.Join("\n", broke.Distinct())), Is.EqualTo((true, "")));
    }

    private static readonly string[] OddValues = ["null", "-1", "9223372036854775807", "\"\"", "\"../x\"", "[]", "[null]", "{}", "\"mimetype\"", "\"META-INF/signatures.xml\""];

    // How long the object or list is that begins here.
    private static int Length(string json, int from)
    {
        var depth = 0;
        for (var i = from; i < json.Length; i++)
        {
            depth += json[i] is '{' or '[' ? 1 : json[i] is '}' or ']' ? -1 : 0;
            if (depth == 0)
            {
                return i + 1 - from;
            }
        }

        return json.Length - from;
    }

    [TestCase("../thoat.txt")]
    [TestCase("/etc/passwd")]
    [TestCase("a\\b")]
    [TestCase("META-INF/../x")]
    public void a_name_that_leads_elsewhere_is_refused(string name) => Assert.That(Opens(Zipped(CompressionLevel.NoCompression, ("mimetype", "x"), (name, "y"))), Is.False);

    [Test]
    public void a_compressed_entry_is_refused_so_that_nothing_can_swell() =>
        Assert.That(Opens(Zipped(CompressionLevel.Optimal, ("mimetype", EvidenceNames.ContainerType), ("to.xml", new string('0', 1 << 20)))), Is.False);

    [Test]
    public void an_entry_that_stands_twice_is_refused() => Assert.That(Opens(Zipped(CompressionLevel.NoCompression, ("mimetype", "x"), ("a.xml", "1"), ("A.xml", "2"))), Is.False);

    [Test]
    public void bytes_behind_the_end_are_refused() => Assert.That(Opens([.. _container, 0]), Is.False);

    [Test]
    public void bytes_before_the_first_entry_are_refused() => Assert.That(Opens([0, .. _container]), Is.False);

    [Test]
    public void a_cut_container_is_refused()
    {
        var opened = Enumerable.Range(0, 200).Select(i => _container.Length * i / 200).Where(n => Opens(_container[..n])).ToList();

        Assert.That(opened, Is.Empty);
    }

    private static bool Opens(byte[] archive)
    {
        try
        {
            StoredZipReader.Open(new MemoryStream(archive));
            return true;
        }
        catch (EvidenceFormatException)
        {
            return false;
        }
    }

    private static byte[] Zipped(CompressionLevel level, params (string Name, string Text)[] entries)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var stream = zip.CreateEntry(name, level).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return output.ToArray();
    }

    private async Task<byte[]> RebuildAsync(Func<string, byte[], byte[]?> change, params (string Name, byte[] Bytes)[] added)
    {
        var reader = StoredZipReader.Open(new MemoryStream(_container));
        using var output = new MemoryStream();
        var writer = new StoredZipWriter(output, _world.Clock.Now);
        foreach (var entry in reader.Entries)
        {
            if (change(entry.Name, reader.ReadAll(entry.Name, int.MaxValue)) is { } bytes)
            {
                await writer.AddAsync(entry.Name, bytes, CancellationToken.None);
            }
        }

        foreach (var (name, bytes) in added)
        {
            await writer.AddAsync(name, bytes, CancellationToken.None);
        }

        await writer.FinishAsync(CancellationToken.None);
        return output.ToArray();
    }
}
