namespace Axis.Core.Edxml.Strict;

/// <summary>
/// Walks an element's children in the profile's order (W03). Each must bear the expected name, namespace and literal prefix (W02);
/// what is left at the end is refused with the reason that fits.
/// </summary>
internal sealed class StrictChildren
{
    private readonly ElementNode _parent;
    private readonly string _path;
    private readonly string _prefix;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private int _next;

    public StrictChildren(ElementNode parent, string path, string prefix = EdxmlNames.Prefix, bool attributesChecked = false)
    {
        _parent = parent;
        _path = path;
        _prefix = prefix;
        if (parent.Text.Length > 0)
        {
            throw Fault.Of(EdxmlFaults.Content, path, "có chữ hoặc khoảng trắng giữa các phần tử con", "holds text between its child elements");
        }

        if (!attributesChecked)
        {
            StrictText.NoAttributes(parent, path);
        }
    }

    public string PathOf(string name) => _prefix.Length == 0 ? $"{_path}/{name}" : $"{_path}/{_prefix}:{name}";

    public ElementNode? Optional(string name)
    {
        _asked.Add(name);
        if (_next >= _parent.Children.Count || !Matches(_parent.Children[_next], name))
        {
            return null;
        }

        _taken.Add(name);
        return _parent.Children[_next++];
    }

    public ElementNode Required(string name)
    {
        if (Optional(name) is { } found)
        {
            return found;
        }

        if (_next < _parent.Children.Count && _taken.Contains(_parent.Children[_next].LocalName))
        {
            throw Leftover(_parent.Children[_next]);
        }

        throw Fault.Of(EdxmlFaults.Missing, PathOf(name), "bắt buộc phải có nhưng thiếu hoặc đứng sai chỗ", "is required but absent or misplaced");
    }

    public List<ElementNode> Many(string name)
    {
        var found = new List<ElementNode>();
        while (Optional(name) is { } child)
        {
            found.Add(child);
        }

        return found;
    }

    public List<ElementNode> AtLeastOne(string name)
    {
        var found = Many(name);
        if (found.Count == 0)
        {
            Required(name);
        }

        return found;
    }

    /// <summary>The one element that the profile does not describe further: the signature, always last, never entered.</summary>
    public void SkipSignature()
    {
        if (_next < _parent.Children.Count && _parent.Children[_next] is { LocalName: "Signature", NamespaceUri: EdxmlNames.XmlDsig })
        {
            _taken.Add("Signature");
            _next++;
        }
    }

    public void End()
    {
        if (_next < _parent.Children.Count)
        {
            throw Leftover(_parent.Children[_next]);
        }
    }

    public string? OptionalText(string name) => Optional(name) is { } element ? StrictText.Of(element, PathOf(name)) : null;

    public string RequiredText(string name) => StrictText.Of(Required(name), PathOf(name));

    public List<string> Texts(string name) => Many(name).ConvertAll(e => StrictText.Of(e, PathOf(name)));

    private EdxmlFormatException Leftover(ElementNode child)
    {
        var path = PathOf(child.LocalName);
        return _taken.Contains(child.LocalName)
            ? Fault.Of(EdxmlFaults.Repeated, path, "xuất hiện hai lần hoặc không liền nhau", "stands twice or not in one run")
            : _asked.Contains(child.LocalName) && child.NamespaceUri == EdxmlNames.Namespace && child.Prefix == _prefix
                ? Fault.Of(EdxmlFaults.Order, path, "đứng sai thứ tự", "stands out of order")
                : Fault.Of(EdxmlFaults.Unknown, path, "không thuộc khuôn dạng, hoặc sai tiền tố hay không gian tên", "is not part of the profile, or has another prefix or namespace");
    }

    private bool Matches(ElementNode child, string name) =>
        child.LocalName == name && child.NamespaceUri == EdxmlNames.Namespace && child.Prefix == _prefix;
}
