using System.Text.RegularExpressions;

namespace Axis.Signing.Canonical;

/// <summary>
/// The join-URI-references function of Canonical XML 1.1 §2.4 and its appendix: RFC 3986 §5.2 for a base that may itself be relative, so that leading <c>../</c>
/// stay and repeated slashes become one.
/// </summary>
internal static partial class UriJoin
{
    public static string Join(string baseReference, string reference)
    {
        var from = Parts().Match(baseReference);
        var to = Parts().Match(reference);
        if (to.Groups["scheme"].Success)
        {
            return Build(to.Groups["scheme"], to.Groups["authority"], WithoutDots(to.Groups["path"].Value), to.Groups["query"].Value, to.Groups["fragment"].Value);
        }

        if (to.Groups["authority"].Success)
        {
            return Build(from.Groups["scheme"], to.Groups["authority"], WithoutDots(to.Groups["path"].Value), to.Groups["query"].Value, to.Groups["fragment"].Value);
        }

        var (path, query) = (to.Groups["path"].Value, to.Groups["query"].Value);
        if (path.Length == 0)
        {
            query = query.Length > 0 ? query : from.Groups["query"].Value;
            path = from.Groups["path"].Value;
        }
        else
        {
            path = WithoutDots(path[0] == '/' ? path : Merge(from, path));
        }

        return Build(from.Groups["scheme"], from.Groups["authority"], path, query, to.Groups["fragment"].Value);
    }

    private static string Merge(Match from, string path)
    {
        var basePath = from.Groups["path"].Value;
        if (from.Groups["authority"].Success && basePath.Length == 0)
        {
            return "/" + path;
        }

        // A base that ends in ".." is a folder.
        basePath = basePath == ".." || basePath.EndsWith("/..", StringComparison.Ordinal) ? basePath + "/" : basePath;
        return basePath[..(basePath.LastIndexOf('/') + 1)] + path;
    }

    private static string WithoutDots(string path)
    {
        var isAbsolute = path.StartsWith('/');
        var segments = path.Split('/');
        var kept = new List<string>();
        foreach (var segment in segments)
        {
            if (segment == ".." && kept.Count > 0 && kept[^1] != "..")
            {
                kept.RemoveAt(kept.Count - 1);
            }
            else if (segment is not ("" or "." or "..") || (segment == ".." && !isAbsolute))
            {
                kept.Add(segment);
            }
        }

        var isFolder = segments[^1] is "" or "." or ".." && kept.Count > 0;
        return (isAbsolute ? "/" : "") + string.Join('/', kept) + (isFolder ? "/" : "");
    }

    private static string Build(Group scheme, Group authority, string path, string query, string fragment) =>
        (scheme.Success ? scheme.Value + ":" : "") + (authority.Success ? "//" + authority.Value : "") + path + query + fragment;

    // RFC 3986, appendix B; query and fragment with their marks.
    [GeneratedRegex("^((?<scheme>[^:/?#]+):)?(//(?<authority>[^/?#]*))?(?<path>[^?#]*)(?<query>\\?[^#]*)?(?<fragment>#.*)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Parts();
}
