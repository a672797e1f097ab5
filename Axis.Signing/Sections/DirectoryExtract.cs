namespace Axis.Signing.Sections;

/// <summary>
/// Records of the directory with their proofs, for somebody who has nothing but the fingerprint of the root's key: earlier root heads as far as the root changed
/// its key, the root's head with the delegations, the delegated sections' heads, and each record's audit path (RFC 6962 §2.1.1). Evidence carries it as "the
/// directory of the day".
/// </summary>
public sealed class DirectoryExtract
{
    /// <summary>Largest extract, in bytes.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Most sections in one extract.</summary>
    public const int MaxSections = 256;

    /// <summary>Most changes of the root's key that an extract can bridge.</summary>
    public const int MaxRootHeads = 64;

    /// <summary>Puts an extract together; what it proves is for <see cref="Verify"/> to say.</summary>
    public DirectoryExtract(IReadOnlyList<SignedHead> earlierRootHeads, IReadOnlyList<SectionExtract> sections) =>
        (EarlierRootHeads, Sections) = (earlierRootHeads, sections);

    /// <summary>Root heads that lead from the key of the fingerprint to the key of the root section here, oldest first; empty while the key is the same.</summary>
    public IReadOnlyList<SignedHead> EarlierRootHeads { get; }

    /// <summary>The sections, the root first, then by name.</summary>
    public IReadOnlyList<SectionExtract> Sections { get; }

    /// <summary>Takes the selected records out of the sections in force. Every delegated section goes with its head even when nothing of it is selected.</summary>
    /// <param name="root">The root section.</param>
    /// <param name="delegated">Sections that the root delegates.</param>
    /// <param name="selection">What is wanted.</param>
    /// <param name="earlierRoots">Earlier versions of the root section, oldest first: needed when the root changed its key since the fingerprint was published.</param>
    public static DirectoryExtract Build(
        DirectorySection root, IEnumerable<DirectorySection> delegated, ExtractSelection selection, IEnumerable<DirectorySection> earlierRoots)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(delegated);
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(earlierRoots);
        List<DirectorySection> sections = [.. delegated.OrderBy(static s => s.Head.Section, StringComparer.Ordinal)];
        var names = sections.Select(static s => s.Head.Section).ToHashSet(StringComparer.Ordinal);
        return new DirectoryExtract(
            KeyChanges(root, earlierRoots),
            [.. sections.Prepend(root).Select(s => SectionExtract.Of(s, r => selection.Takes(r, names)))]);
    }

    /// <summary>Reads an extract. What it proves is for <see cref="Verify"/> to say.</summary>
    /// <exception cref="SectionFormatException">Malformed, too large or not canonical.</exception>
    public static DirectoryExtract Parse(ReadOnlyMemory<byte> bytes) => bytes.Length > MaxBytes
        ? throw new SectionFormatException(SectionCodes.TooLarge, $"Trích lục danh bạ lớn hơn {MaxBytes} byte.")
        : ExtractJson.Read(bytes);

    /// <summary>The one spelling of this extract: canonical JSON.</summary>
    public byte[] ToBytes() => ExtractJson.Write(this);

    /// <summary>Follows the chain from the root key's fingerprint to every record.</summary>
    /// <param name="rootFingerprint">Fingerprint of the root's key as published, in any grouping.</param>
    public ExtractCheck Verify(string rootFingerprint)
    {
        ArgumentNullException.ThrowIfNull(rootFingerprint);
        if (Sections.Count == 0 || Sections[0].Head.Head.Section != SectionHead.RootName)
        {
            return new ExtractRefused(SectionCodes.Format, "Trích lục danh bạ không bắt đầu bằng phần gốc.");
        }

        if (Sections.Select(static s => s.Head.Head.Section).Distinct(StringComparer.Ordinal).Count() != Sections.Count)
        {
            return new ExtractRefused(SectionCodes.Format, "Trích lục danh bạ nêu một phần hai lần.");
        }

        if (RootKeyFault(rootFingerprint) is { } rootFault)
        {
            return rootFault;
        }

        var delegations = Sections[0].Records.Select(static r => r.Record).OfType<DelegationRecord>().ToList();
        foreach (var section in Sections)
        {
            if ((section == Sections[0] ? null : DelegationFault(section, delegations)) is { } standing)
            {
                return standing;
            }

            if (RecordFault(section) is { } fault)
            {
                return fault;
            }
        }

        return new ExtractVerified(RecordMerge.Snapshot(Sections.Select(static s => MergedSection.Of(s.Head.Head, s.Head.Digest, [.. s.Records.Select(static r => r.Record)]))));
    }

    // Of the earlier heads only those matter in which a key that signs later is announced or first used.
    private static List<SignedHead> KeyChanges(DirectorySection root, IEnumerable<DirectorySection> earlierRoots)
    {
        var heads = earlierRoots.Where(s => s.Head.Section == SectionHead.RootName && s.Head.Version < root.Head.Version)
            .OrderBy(static s => s.Head.Version).Select(SignedHead.Of).ToList();
        var all = heads.Select(static h => h.Head).Append(root.Head).ToList();
        return [.. heads.Where((h, i) => !Same(h.Head.Key, all[i + 1].Key) || (i > 0 && !Same(h.Head.Key, all[i - 1].Key)))];
    }

    private ExtractRefused? RootKeyFault(string fingerprint)
    {
        var chain = EarlierRootHeads.Append(Sections[0].Head).ToList();
        if (!DirectoryKey.Matches(chain[0].Head.Key.Span, fingerprint))
        {
            return new ExtractRefused(SectionCodes.Key, $"Khóa gốc trong trích lục ({DirectoryKey.Fingerprint(chain[0].Head.Key.Span)}) không có dấu vân tay đã công bố.");
        }

        for (var i = 0; i < chain.Count; i++)
        {
            var (head, signed) = (chain[i].Head, chain[i]);
            if (head.Section != SectionHead.RootName || !signed.IsSignedByItsKey())
            {
                return new ExtractRefused(SectionCodes.Signature, $"Chữ ký của phần gốc danh bạ phiên bản {head.Version} không đúng.");
            }

            if (i == 0)
            {
                continue;
            }

            var before = chain[i - 1];
            if (head.Version <= before.Head.Version || (head.Version == before.Head.Version + 1 && head.Previous != before.Digest))
            {
                return new ExtractRefused(SectionCodes.Previous, $"Phần gốc danh bạ phiên bản {head.Version} không nối tiếp phiên bản {before.Head.Version}.");
            }

            if (!Same(head.Key, before.Head.Key) && !(before.Head.NextKey is { } next && Same(head.Key, next)))
            {
                return new ExtractRefused(SectionCodes.Key, $"Khóa ký phần gốc danh bạ phiên bản {head.Version} không được phiên bản {before.Head.Version} công bố trước.");
            }
        }

        return null;
    }

    private static ExtractRefused? DelegationFault(SectionExtract section, List<DelegationRecord> delegations)
    {
        var head = section.Head.Head;
        if (delegations.Find(d => d.Section == head.Section) is not { } delegation)
        {
            return new ExtractRefused(SectionCodes.NotDelegated, $"Trích lục không chứng minh rằng phần gốc ủy quyền cho phần '{head.Section}'.");
        }

        if (!Same(head.Key, delegation.Key) && !(delegation.NextKey is { } next && Same(head.Key, next)))
        {
            return new ExtractRefused(SectionCodes.Key, $"Phần danh bạ '{head.Section}' được ký bằng khóa không được ủy quyền.");
        }

        if (!section.Head.IsSignedByItsKey())
        {
            return new ExtractRefused(SectionCodes.Signature, $"Chữ ký của phần danh bạ '{head.Section}' không đúng.");
        }

        return section.Records.Select(r => SectionAuthority.Overstep(r.Record, delegation)).FirstOrDefault(static o => o is not null) is { } overstep
            ? new ExtractRefused(SectionCodes.Authority, $"Phần danh bạ '{head.Section}' nói về {overstep} ngoài phạm vi được ủy quyền.")
            : null;
    }

    private static ExtractRefused? RecordFault(SectionExtract section) =>
        section.Records.FirstOrDefault(r => !r.IsUnder(section.Head.Head)) is { } wrong
            ? new ExtractRefused(SectionCodes.Records, $"Dòng {wrong.Index} của trích lục không thuộc phần danh bạ '{section.Head.Head.Section}' phiên bản {section.Head.Head.Version} đã ký.")
            : null;

    private static bool Same(ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b) => a.Span.SequenceEqual(b.Span);
}
