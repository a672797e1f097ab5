using Axis.Core.Tracking;

namespace Axis.Core.Tests.Tracking;

public sealed class StatusTableTests
{
    // Written out a second time, cell by cell, so that a slip in the product's table is seen.
    private static readonly (DocumentState From, string Cells)[] Matrix =
    [
        (DocumentState.Sent, "AAASSS"),
        (DocumentState.Arrived, "RAASSS"),
        (DocumentState.Refused, "XRXXXX"),
        (DocumentState.Accepted, "LWRAAA"),
        (DocumentState.Assigned, "LWLAAA"),
        (DocumentState.Processing, "LWLARA"),
        (DocumentState.Finished, "LXLWWR"),
    ];

    private static IEnumerable<TestCaseData> Pairs() =>
        from row in Matrix
        from to in Enumerable.Range(1, 6)
        select new TestCaseData(row.From, (DocumentState)to, row.Cells[to - 1]).SetName($"from_{StateText.Code(row.From)}_to_{to:00}");

    [TestCaseSource(nameof(Pairs))]
    public void every_pair_has_its_cell(DocumentState from, DocumentState to, char mark)
    {
        var expected = mark switch
        {
            'A' => StatusCell.Allowed,
            'R' => StatusCell.Repeat,
            'S' => StatusCell.Skip,
            'L' => StatusCell.Late,
            'W' => StatusCell.Warned,
            _ => StatusCell.Anomaly,
        };

        Assert.That(StatusTable.Cell(from, to), Is.EqualTo(expected));
    }

    [TestCase(DocumentState.Failed, DocumentState.Arrived)]
    [TestCase(DocumentState.Sent, DocumentState.Sent)]
    [TestCase(DocumentState.Sent, DocumentState.Withdrawn)]
    public void what_has_no_cell_is_an_error(DocumentState from, DocumentState to) =>
        Assert.That(() => StatusTable.Cell(from, to), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void every_state_is_read_back_from_its_code() =>
        Assert.That(Enum.GetValues<DocumentState>().Select(static s => StateText.Parse(StateText.Code(s))), Is.EqualTo(Enum.GetValues<DocumentState>()));
}
