namespace Axis.Core.Edxml;

/// <summary>Namespace declarations in force, innermost last. A canonical document declares nothing it does not render, so in force means rendered.</summary>
internal sealed class NativeNamespaces
{
    private readonly List<(string Prefix, string Uri)> _declared = [("", "")];
    private readonly Stack<int> _marks = new();

    public void Push() => _marks.Push(_declared.Count);

    public void Pop()
    {
        var mark = _marks.Pop();
        _declared.RemoveRange(mark, _declared.Count - mark);
    }

    public void Declare(string prefix, string uri) => _declared.Add((prefix, uri));

    /// <summary>The URI the prefix stands for; <c>null</c> when undeclared. The empty prefix without a declaration stands for no namespace.</summary>
    public string? Find(string prefix)
    {
        for (var i = _declared.Count - 1; i >= 0; i--)
        {
            if (_declared[i].Prefix == prefix)
            {
                return _declared[i].Uri;
            }
        }

        return null;
    }

    /// <summary>Prefix of the last declaration but <paramref name="back"/>.</summary>
    public string Last(int back) => _declared[_declared.Count - 1 - back].Prefix;
}
