using System.Text.RegularExpressions;
using Axis.Core.Edxml;
using Axis.Signing.Canonical;

namespace Axis.Signing.Xades.General;

/// <summary>Reads transforms. No XPath is evaluated: two expressions that say "without signatures" are recognised by their text, any other is refused, and so is XSLT.</summary>
internal static partial class ReferenceTransforms
{
    private const string Ds = EdxmlNames.XmlDsig;
    private const string Filter2 = "http://www.w3.org/2002/06/xmldsig-filter2";
    private const int Most = 6;

    /// <summary>The transforms of a reference in order.</summary>
    /// <exception cref="ForeignSignatureException">One is not on the list.</exception>
    public static IReadOnlyList<ReferenceTransform> Read(TreeElement? list)
    {
        if (list is null)
        {
            return [];
        }

        var transforms = list.Elements.ToArray();
        if (transforms.Length is 0 or > Most || Array.Exists(transforms, static t => t.LocalName != "Transform" || t.NamespaceUri != Ds))
        {
            throw ForeignSignatureException.Form("Danh sách phép biến đổi rỗng, quá dài hoặc có phần tử lạ.");
        }

        return [.. transforms.Select(One)];
    }

    /// <summary>The canonical form that an element with an Algorithm attribute names.</summary>
    /// <exception cref="ForeignSignatureException">It is none, or has parameters that it must not have.</exception>
    public static CanonicalForm Canonicalization(TreeElement element) => ReadForm(element)
        ?? throw ForeignSignatureException.Algorithm($"Thuật toán chuẩn hóa '{element.Attribute("Algorithm")}' không nằm trong danh sách được phép.");

    private static ReferenceTransform One(TreeElement element)
    {
        if (ReadForm(element) is { } form)
        {
            return new Canonicalize(form);
        }

        var algorithm = element.Attribute("Algorithm");
        return algorithm switch
        {
            SignatureAlgorithms.EnvelopedSignature when !element.Elements.Any() => new WithoutOwnSignature(),
            Ds + "base64" when !element.Elements.Any() => new FromBase64(),
            "http://www.w3.org/TR/1999/REC-xpath-19991116" => XPath(element, Ds, null, "not(ancestor-or-self::{0}:Signature)"),
            Filter2 => XPath(element, Filter2, "subtract", "/descendant::{0}:Signature"),
            "http://www.w3.org/TR/1999/REC-xslt-19991116" => throw ForeignSignatureException.Algorithm("Phép biến đổi XSLT chạy chương trình do tài liệu đưa vào: không chạy."),
            _ => throw ForeignSignatureException.Algorithm($"Phép biến đổi '{algorithm}' không nằm trong danh sách được phép, nên không chạy."),
        };
    }

    private static CanonicalForm? ReadForm(TreeElement element)
    {
        if (CanonicalForm.Parse(element.Attribute("Algorithm")) is not { } form)
        {
            return null;
        }

        switch (element.Elements.ToArray())
        {
            case []:
                return form;
            case [{ LocalName: "InclusiveNamespaces", NamespaceUri: SignatureAlgorithms.ExclusiveC14N } only] when form.Kind == CanonicalKind.Exclusive10:
                var prefixes = (only.Attribute("PrefixList") ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
                return form with { InclusivePrefixes = [.. prefixes.Select(static p => p == "#default" ? "" : p)] };
            default:
                throw ForeignSignatureException.Form("Thuật toán chuẩn hóa có tham số lạ.");
        }
    }

    private static WithoutAnySignature XPath(TreeElement transform, string space, string? filter, string form)
    {
        if (transform.Elements.ToArray() is [{ LocalName: "XPath" } only] && only.NamespaceUri == space && only.Attribute("Filter") == filter
            && Prefix().Match(only.Text) is { Success: true } match
            && only.InScope(match.Value) == Ds
            && only.Text.Trim() == string.Format(System.Globalization.CultureInfo.InvariantCulture, form, match.Value))
        {
            return new WithoutAnySignature();
        }

        throw ForeignSignatureException.Algorithm("Biểu thức XPath tùy ý không được chạy; chỉ nhận đúng biểu thức bỏ các khối chữ ký ra.");
    }

    [GeneratedRegex("(?<=::)[A-Za-z_][A-Za-z0-9_.-]*(?=:Signature)")]
    private static partial Regex Prefix();
}
