using Axis.Signing.Trust;

namespace Axis.Signing.Pdf;

/// <summary>Collects the checks on one signature and keeps the worst finding: failed beats undecided beats passed, and the first of its kind counts.</summary>
internal sealed class SignatureRun
{
    private readonly List<Check> _checks = [];

    public Indication Indication { get; private set; } = Indication.TotalPassed;

    public SubIndication SubIndication { get; private set; } = SubIndication.None;

    public bool Pass(string name, string detail) => Add(name, CheckOutcome.Passed, detail, true);

    public bool Fail(string name, SubIndication sub, string detail) => Worse(Indication.TotalFailed, sub, name, CheckOutcome.Failed, detail);

    public bool Doubt(string name, SubIndication sub, string detail) => Worse(Indication.Indeterminate, sub, name, CheckOutcome.Failed, detail);

    public bool NotMade(string name, SubIndication sub, string detail) => Worse(Indication.Indeterminate, sub, name, CheckOutcome.NotMade, detail);

    /// <summary>There was nothing to check, and the verdict does not hang on it.</summary>
    public void Absent(string name, string detail) => Add(name, CheckOutcome.NotMade, detail, true);

    public IReadOnlyList<Check> Checks(IReadOnlyList<string> expected)
    {
        foreach (var name in expected.Where(n => !_checks.Exists(c => c.Name == n)))
        {
            _checks.Add(new Check(name, CheckOutcome.NotMade, "Chưa kiểm tra vì một kiểm tra trước đó không đạt."));
        }

        return _checks;
    }

    private bool Worse(Indication indication, SubIndication sub, string name, CheckOutcome outcome, string detail)
    {
        if (Indication == Indication.TotalPassed || (Indication == Indication.Indeterminate && indication == Indication.TotalFailed))
        {
            (Indication, SubIndication) = (indication, sub);
        }

        return Add(name, outcome, detail, false);
    }

    private bool Add(string name, CheckOutcome outcome, string detail, bool good)
    {
        _checks.Add(new Check(name, outcome, detail));
        return good;
    }
}
