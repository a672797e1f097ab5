using System.Text;

namespace Axis.Signing.Pdf.Text;

/// <summary>Puts letters together to words and lines by where they stand.</summary>
internal sealed class TextLines(int most)
{
    private readonly StringBuilder _text = new();
    private double _x;
    private double _y;
    private double _size;

    /// <summary>Whether there is no room for more.</summary>
    public bool IsFull => _text.Length >= most;

    /// <summary>Adds a letter.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="x">Where it begins, in the page's units.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="size">Height of the font.</param>
    public void Add(string text, double x, double y, double end, double size)
    {
        if (IsFull)
        {
            return;
        }

        var height = Math.Max(Math.Max(size, _size), 1);
        if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
        {
            if (Math.Abs(y - _y) > height * 0.4 || x < _x - height)
            {
                _text.Append('\n');
            }
            else if (x - _x > height * 0.15)
            {
                _text.Append(' ');
            }
        }

        _text.Append(text);
        (_x, _y, _size) = (end, y, size);
    }

    /// <summary>What comes next belongs to no word of before.</summary>
    public void Break()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.ToString();
}
