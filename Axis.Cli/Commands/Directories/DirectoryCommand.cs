using System.CommandLine;
using Axis.Cli.Client;
using Axis.Cli.Output;
using Axis.Core.Contracts;
using Axis.Core.Rules;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory</c>: the directory as this node knows it, and the section that it keeps.</summary>
public static class DirectoryCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build() => new Command("directory", "Danh bạ cơ quan, nút, chứng thư.").With(BuildList(), BuildShow(), AdmitCommand.Build(), AdmitCommand.BuildFingerprint(), RenewCommand.Build(), CertifyCommand.Build(), AnchorCommand.Build(), ResolveCommand.Build(), ContactCommand.Build(), ImportCommand.Build(), ExportCommand.Build(), DiffCommand.Build(), ReformCommand.Build());

    private static Command BuildList()
    {
        var search = new Argument<string?>("tìm") { Description = "Tên hoặc mã cần tìm; bỏ trống để xem tất cả.", Arity = ArgumentArity.ZeroOrOne };
        var limit = Paging.Limit();
        var after = Paging.After();
        return new Command("list", "Liệt kê cơ quan trong danh bạ.").With(search, limit, after)
            .Calling(async (client, terminal, parse, cancellationToken) =>
            {
                var path = Routes.Query(Routes.Path("directory", "agencies"), ("q", parse.GetValue(search)), ("limit", parse.GetValue(limit)), ("after", parse.GetValue(after)));
                var page = await client.GetAsync(path, ApiJson.Client.PageAgencyView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(page, AxisJson.Pretty.PageAgencyView);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Mã", "Tên", "Cấp", "Trực thuộc", "Đặt tại nút", "Tình trạng"],
                    page.Items.Select(static a => (IReadOnlyList<string>)
                        [a.Code, SafeText.Of(a.Name), a.TierName, a.Parent ?? "–", a.Here ? a.Host + " (nút này)" : a.Host, StatusName(a)]));
                Paging.Hint(terminal, page.Next);
                return ExitCodes.Done;
            });
    }

    private static Command BuildShow()
    {
        return new Command("show", "Xem các phần danh bạ đang có hiệu lực và các nút.")
            .Calling(async (client, terminal, _, cancellationToken) =>
            {
                var sections = await client.GetAsync(Routes.Path("directory", "sections"), ApiJson.Client.IReadOnlyListSectionView, cancellationToken).ConfigureAwait(false);
                var nodes = await client.GetAsync(Routes.Path("directory", "nodes"), ApiJson.Client.IReadOnlyListNodeView, cancellationToken).ConfigureAwait(false);
                if (terminal.Json)
                {
                    terminal.WriteJson(new DirectoryOverview(sections, nodes), CliJson.Pretty.DirectoryOverview);
                    return ExitCodes.Done;
                }

                terminal.Table(
                    ["Phần", "Bản", "Ký lúc", "Hết hạn", "Mốc đã ký"],
                    sections.Select(static s => (IReadOnlyList<string>)
                        [s.Name, $"{s.Version}", VietnamTime.Full(s.IssuedAt), VietnamTime.Full(s.ExpiresAt) + (s.Expired ? " (HẾT HẠN)" : ""), s.Head[..16]]));
                terminal.Table(
                    ["Nút", "Tên", "Cấp trên", "Cơ quan", "Địa chỉ"],
                    nodes.Select(static n => (IReadOnlyList<string>)
                        [n.Here ? n.Id + " (nút này)" : n.Id, SafeText.Of(n.Name), n.Parent ?? "–", $"{n.Agencies}", n.PullOnly ? "tự kéo" : string.Join(", ", n.Endpoints)]));
                return ExitCodes.Done;
            });
    }

    private static string StatusName(AgencyView agency) => agency.Status switch
    {
        "active" => "hoạt động",
        "locked" => "tạm khóa",
        "closed" => agency.Successors.Count > 0 ? "đã đóng → " + string.Join(", ", agency.Successors) : "đã đóng",
        _ => agency.Status,
    };
}

/// <summary>What <c>directory show --json</c> prints.</summary>
public sealed record DirectoryOverview(IReadOnlyList<SectionView> Sections, IReadOnlyList<NodeView> Nodes);
