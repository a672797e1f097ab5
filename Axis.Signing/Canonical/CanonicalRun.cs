namespace Axis.Signing.Canonical;

/// <summary>One canonicalisation: walks the subset and keeps what namespaces it has rendered.</summary>
internal sealed class CanonicalRun(NodeSet nodes, CanonicalForm form, CanonicalBytes bytes)
{
    private readonly bool _comments = form.WithComments && nodes.Comments;
    private readonly HashSet<string> _inclusive = new(form.InclusivePrefixes, StringComparer.Ordinal);

    // What is in force in the output by prefix, and how to go back: found in one step, for a hostile document declares hundreds of thousands.
    private readonly Dictionary<string, string> _rendered = new(StringComparer.Ordinal);
    private readonly List<(string Prefix, string? Before)> _undo = [];
    private readonly List<TreeNamespace> _due = [];
    private readonly HashSet<string> _dueByPrefix = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<TreeAttribute> _attributes = [];

    public void Write()
    {
        if (nodes.Apex is { } apex)
        {
            Element(apex, isApex: true);
            return;
        }

        var afterRoot = false;
        foreach (var node in nodes.Tree.Nodes)
        {
            if (node is TreeElement root)
            {
                Element(root, isApex: true);
                afterRoot = true;
            }
            else if (node is not TreeComment || _comments)
            {
                // C14N 1.0 §2.3: a line feed between the root and what stands beside it.
                Newline(afterRoot);
                Leaf(node);
                Newline(!afterRoot);
            }
        }
    }

    private void Newline(bool wanted)
    {
        if (wanted)
        {
            bytes.Raw('\n');
        }
    }

    private void Leaf(TreeNode node)
    {
        switch (node)
        {
            case TreeText text:
                bytes.Text(text.Value);
                break;
            case TreeComment comment when _comments:
                bytes.Ascii("<!--");
                bytes.Remark(comment.Value);
                bytes.Ascii("-->");
                break;
            case TreeInstruction instruction:
                bytes.Ascii("<?");
                bytes.Utf8(instruction.Target);
                if (instruction.Value.Length > 0)
                {
                    bytes.Raw(' ');
                    bytes.Remark(instruction.Value);
                }

                bytes.Ascii("?>");
                break;
        }
    }

    private void Element(TreeElement element, bool isApex)
    {
        if (nodes.Without.Contains(element))
        {
            return;
        }

        var mark = _undo.Count;
        bytes.Raw('<');
        Name(element.Prefix, element.LocalName);
        Namespaces(element, isApex);
        Attributes(element, isApex);
        bytes.Raw('>');
        foreach (var child in element.Content)
        {
            if (child is TreeElement inner)
            {
                Element(inner, isApex: false);
            }
            else
            {
                Leaf(child);
            }
        }

        bytes.Ascii("</");
        Name(element.Prefix, element.LocalName);
        bytes.Raw('>');
        Forget(mark);
    }

    private void Name(string prefix, string local)
    {
        if (prefix.Length > 0)
        {
            bytes.Utf8(prefix);
            bytes.Raw(':');
        }

        bytes.Utf8(local);
    }

    private void Namespaces(TreeElement element, bool isApex)
    {
        _due.Clear();
        _dueByPrefix.Clear();
        if (form.Kind == CanonicalKind.Exclusive10)
        {
            Visible(element, isApex);
        }
        else
        {
            Inherited(element, isApex, null);
        }

        if (_due.Count > 1)
        {
            _due.Sort(static (a, b) => CodePointOrder.Compare(a.Prefix, b.Prefix));
        }

        foreach (var due in _due)
        {
            bytes.Ascii(due.Prefix.Length == 0 ? " xmlns" : " xmlns:");
            bytes.Utf8(due.Prefix);
            bytes.Ascii("=\"");
            bytes.Value(due.Uri);
            bytes.Raw('"');
            _undo.Add((due.Prefix, _rendered.GetValueOrDefault(due.Prefix)));
            _rendered[due.Prefix] = due.Uri;
        }
    }

    private void Forget(int mark)
    {
        for (var i = _undo.Count - 1; i >= mark; i--)
        {
            var (prefix, before) = _undo[i];
            if (before is null)
            {
                _rendered.Remove(prefix);
            }
            else
            {
                _rendered[prefix] = before;
            }
        }

        _undo.RemoveRange(mark, _undo.Count - mark);
    }

    /// <summary>Exclusive C14N §3: what the element and its attributes use, and the listed prefixes as the inclusive form has them.</summary>
    private void Visible(TreeElement element, bool isApex)
    {
        Due(element.Prefix, element.NamespaceUri);
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Prefix.Length > 0)
            {
                Due(attribute.Prefix, attribute.NamespaceUri);
            }
        }

        if (_inclusive.Count > 0)
        {
            Inherited(element, isApex, _inclusive);
        }
    }

    /// <summary>The namespace axis of an element whose parent is outside; of any other only what it declares, for the rest is rendered already.</summary>
    private void Inherited(TreeElement element, bool isApex, HashSet<string>? wanted)
    {
        _seen.Clear();
        for (var at = element; at is not null; at = isApex ? at.Parent : null)
        {
            foreach (var declared in at.Namespaces)
            {
                // The nearest declaration of a prefix hides those above it.
                if (wanted?.Contains(declared.Prefix) != false && (!isApex || _seen.Add(declared.Prefix)))
                {
                    Due(declared.Prefix, declared.Uri);
                }
            }
        }
    }

    private void Due(string prefix, string uri)
    {
        // The empty default namespace needs no declaration where no other is in force.
        if (prefix != "xml" && (_rendered.GetValueOrDefault(prefix) ?? (prefix.Length == 0 ? "" : null)) != uri && _dueByPrefix.Add(prefix))
        {
            _due.Add(new TreeNamespace(prefix, uri));
        }
    }

    private void Attributes(TreeElement element, bool isApex)
    {
        _attributes.Clear();
        _attributes.AddRange(element.Attributes);
        if (isApex && element.Parent is not null && form.Kind != CanonicalKind.Exclusive10)
        {
            InheritedAttributes.Add(element, form.Kind, _attributes);
        }

        if (_attributes.Count > 1)
        {
            _attributes.Sort(static (a, b) => CodePointOrder.Compare(a.NamespaceUri, b.NamespaceUri) is var order and not 0 ? order : CodePointOrder.Compare(a.LocalName, b.LocalName));
        }

        foreach (var attribute in _attributes)
        {
            bytes.Raw(' ');
            Name(attribute.Prefix, attribute.LocalName);
            bytes.Ascii("=\"");
            bytes.Value(attribute.Value);
            bytes.Raw('"');
        }
    }
}
