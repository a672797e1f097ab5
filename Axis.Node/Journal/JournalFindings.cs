namespace Axis.Node.Journal;

/// <summary>What checking the logs found so far. Details are looked at over all logs: one of an earlier log may be purged by an entry of a later one.</summary>
internal sealed class JournalFindings(int most)
{
    private readonly HashSet<long> _missingDetails = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _notes = [];

    public IReadOnlyList<string> Problems => _problems;

    public IReadOnlyList<string> Notes => _notes;

    public long? FirstWrong { get; private set; }

    public long Purged { get; private set; }

    public void MissingDetail(long index) => _missingDetails.Add(index);

    public void PurgedDetail(long index)
    {
        if (_missingDetails.Remove(index))
        {
            Purged++;
        }
    }

    public void Wrong(long index, string sentence)
    {
        FirstWrong = Math.Min(FirstWrong ?? long.MaxValue, index);
        Tell(sentence);
    }

    /// <summary>Something from this entry up to the current one is wrong; a wrong entry already found says it more exactly.</summary>
    public void WrongWithin(long from, string sentence)
    {
        FirstWrong ??= from;
        Tell(sentence);
    }

    public void Tell(string sentence)
    {
        if (_problems.Count < most)
        {
            _problems.Add(sentence);
        }
    }

    /// <summary>Something that people should know and that is explained.</summary>
    public void Note(string sentence)
    {
        if (_notes.Count < most)
        {
            _notes.Add(sentence);
        }
    }

    /// <summary>Says which details are gone without a purge.</summary>
    public void Finish()
    {
        foreach (var index in _missingDetails.Order())
        {
            Wrong(index, $"Chi tiết của bút toán {index} đã mất mà không có bút toán xóa.");
        }
    }
}
