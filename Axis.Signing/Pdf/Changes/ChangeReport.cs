namespace Axis.Signing.Pdf.Changes;

/// <summary>What later saves did to what a signature covers. Sentences in Vietnamese.</summary>
/// <param name="Permitted">Additions that leave what was signed as it was.</param>
/// <param name="Forbidden">Everything else.</param>
/// <param name="Warnings">Permitted, but people should look.</param>
/// <param name="ShowsMore">Whether something permitted can be seen that this signature did not cover.</param>
internal sealed record ChangeReport(IReadOnlyList<string> Permitted, IReadOnlyList<string> Forbidden, IReadOnlyList<string> Warnings, bool ShowsMore)
{
    private const int Most = 50;

    /// <summary>Collects the findings; the first few of each kind are enough.</summary>
    internal sealed class Builder
    {
        private readonly List<string> _permitted = [];
        private readonly List<string> _forbidden = [];
        private readonly List<string> _warnings = [];

        private bool _showsMore;

        /// <summary>Permitted, and to be seen.</summary>
        public void Show(string what)
        {
            _showsMore = true;
            Permit(what);
        }

        public void Permit(string what) => Add(_permitted, what);

        public void Forbid(string what) => Add(_forbidden, what);

        public void Warn(string what) => Add(_warnings, what);

        public ChangeReport Build() => new(_permitted, _forbidden, _warnings, _showsMore);

        private static void Add(List<string> list, string what)
        {
            if (list.Count < Most && !list.Contains(what))
            {
                list.Add(what);
            }
        }
    }
}
