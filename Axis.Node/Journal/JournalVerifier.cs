using Axis.Node.Storage;

namespace Axis.Node.Journal;

/// <summary>
/// Checks a whole journal against itself: every leaf is hashed anew, indices have no gap, every head and tile is the root over what lies before it, every
/// detail matches its hash or has a purge entry. The seals of the heads are given to <paramref name="sealIsValid"/>. Whoever can write the database and use the
/// seal key passes all that; he does not pass the heads that neighbours hold.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="sealIsValid">Whether a head's seal is a valid signature over its size, root and time.</param>
public sealed class JournalVerifier(IStore store, Func<JournalHead, bool> sealIsValid)
{
    private const int MostProblems = 100;

    /// <summary>Checks everything, without witnesses. Reads the logs once, page by page.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Asked for by the token.</exception>
    public JournalVerification Verify(CancellationToken cancellationToken) => Verify([], cancellationToken);

    /// <summary>Checks everything, and that the heads held by others are heads of these logs.</summary>
    /// <param name="witnesses">What others hold.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    public JournalVerification Verify(IReadOnlyCollection<WitnessedHead> witnesses, CancellationToken cancellationToken) => store.Read(session =>
    {
        var findings = new JournalFindings(MostProblems);
        var totals = new JournalVerification(0, 0, 0, 0, null, []);
        foreach (var log in session.Journal.Logs())
        {
            var theirs = witnesses.Where(w => w.Log == log.Epoch).OrderBy(static w => w.TreeSize).ToList();
            var run = new LogVerification(session.Journal.In(log), log, log.Epoch == session.Journal.Log().Epoch, sealIsValid, theirs, findings);
            run.Check(cancellationToken);
            totals = totals with { Entries = totals.Entries + run.Entries, SealedEntries = totals.SealedEntries + run.Sealed, Heads = totals.Heads + run.Heads };
        }

        foreach (var witness in witnesses.Where(w => session.Journal.Logs().All(l => l.Epoch != w.Log)))
        {
            findings.Tell($"Nút {witness.Witness} giữ đầu cỡ {witness.TreeSize} của nhật ký {witness.Log} mà nút này không còn: nhật ký đã bị xóa, hoặc kho dữ liệu là của một bản sao lưu cũ hơn.");
        }

        findings.Finish();
        return totals with { PurgedDetails = findings.Purged, FirstWrongIndex = findings.FirstWrong, Problems = findings.Problems, Notes = findings.Notes };
    });
}
