using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory contact</c>: states in this node's section how the clerks of an agency or the operators of a node are reached.</summary>
public static class ContactCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var whose = new Argument<string>("mã hoặc nút") { Description = "Mã cơ quan, hoặc tên nút trong danh bạ." };
        var telephone = new Option<string?>("--telephone") { Description = "Số điện thoại, ví dụ '0219 3866 123' hoặc '024 3804 3569 x 12'; '' để bỏ.", HelpName = "số" };
        var mail = new Option<string?>("--mail") { Description = "Hộp thư chung, ví dụ vanthu@xa.example; '' để bỏ.", HelpName = "địa chỉ" };
        var command = new Command("contact", "Ghi đầu mối liên hệ của một cơ quan hoặc một nút vào danh bạ, để nơi gửi biết gọi ai, nhắc ai.").With(whose, telephone, mail);
        command.SetAction(parse =>
        {
            var (number, address) = (parse.GetValue(telephone), parse.GetValue(mail));
            if (number is null && address is null)
            {
                throw CliFailureException.Usage("Nêu --telephone, --mail hoặc cả hai.");
            }

            var terminal = Terminal.For(parse);
            var folder = new DirectoryFolder(GlobalOptions.DataFolder(parse));
            var book = folder.Open();
            var (name, key) = folder.OwnKey();
            using (key)
            {
                var now = TimeProvider.System.GetUtcNow();
                var current = book.Find(name) ?? throw DirectoryFolder.NoSection();
                var (records, stated) = Change(current.Records, name, parse.GetRequiredValue(whose).Trim(), number, address);
                var next = SectionIssue.Next(current, name, records, key, now);
                folder.Publish(book, next, now);
                if (terminal.Json)
                {
                    terminal.WriteJson(new ContactResult(name, next.Head.Version, stated?.Telephone, stated?.Mail), CliJson.Pretty.ContactResult);
                    return ExitCodes.Done;
                }

                terminal.Line($"Đã ký phần danh bạ '{name}' bản {next.Head.Version}: {(stated is null ? "không còn đầu mối liên hệ" : $"điện thoại {stated.Telephone ?? "–"}, thư {stated.Mail ?? "–"}")}.");
                return ExitCodes.Done;
            }
        });
        return command;
    }

    // Of an agency with several versions the newest one speaks: it is the one in force, or about to be.
    private static (IEnumerable<DirectoryRecord> Records, Contact? Stated) Change(IReadOnlyList<DirectoryRecord> records, string section, string whose, string? telephone, string? mail)
    {
        var agency = OrganId.TryParse(whose, out var code)
            ? records.OfType<AgencyRecord>().Where(r => r.Agency.Code == code).MaxBy(static r => r.Agency.Version)
            : null;
        if (agency is not null)
        {
            var stated = Merge(agency.Agency.Contact, telephone, mail);
            return (records.Select(r => ReferenceEquals(r, agency) ? new AgencyRecord(agency.Agency with { Contact = stated }) : r), stated);
        }

        if (NodeId.TryParse(whose, out var id) && records.OfType<NodeRecord>().FirstOrDefault(r => r.Node.Id == id) is { } node)
        {
            var stated = Merge(node.Node.Contact, telephone, mail);
            return (records.Select(r => ReferenceEquals(r, node) ? new NodeRecord(node.Node with { Contact = stated }) : r), stated);
        }

        throw CliFailureException.Usage($"Phần danh bạ '{section}' của nút này không có cơ quan hay nút '{whose}'.", "Đầu mối của cơ quan, nút khác do nơi giữ phần danh bạ đó ghi.");
    }

    private static Contact? Merge(Contact? stated, string? telephone, string? mail)
    {
        try
        {
            return Contact.Of(Chosen(telephone, stated?.Telephone), Chosen(mail, stated?.Mail));
        }
        catch (FormatException)
        {
            throw CliFailureException.Usage("Số điện thoại chỉ gồm chữ số (có thể có dấu cách, dấu chấm, máy lẻ 'x 12'); hộp thư dạng ten@ten-mien, chữ không dấu.");
        }
    }

    private static string? Chosen(string? given, string? stated) => given is null ? stated : given.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>What <c>directory contact --json</c> prints.</summary>
/// <param name="Section">The section.</param>
/// <param name="Version">Its version afterwards.</param>
/// <param name="Telephone">The number stated now.</param>
/// <param name="Mail">The address stated now.</param>
public sealed record ContactResult(string Section, long Version, string? Telephone, string? Mail);
