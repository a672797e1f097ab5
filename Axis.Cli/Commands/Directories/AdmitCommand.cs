using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Agencies;
using Axis.Signing.Keys;
using Axis.Signing.Sections;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory admit</c> and <c>axis directory fingerprint</c>: the parent's side of joining, done on the parent's data folder.</summary>
public static class AdmitCommand
{
    /// <summary>Builds <c>admit</c>.</summary>
    public static Command Build()
    {
        var input = new Argument<string>("join-request.json") { Description = "Tệp của nút xin gia nhập." };
        var output = new Option<string>("--out") { Description = "Tệp trả lại cho nút đó; phải chưa có.", HelpName = "tệp", DefaultValueFactory = static _ => "welcome.json" };
        var parent = new Option<string?>("--parent") { Description = "Nút cấp trên của nút mới; mặc định là nút này.", HelpName = "nút" };
        var command = new Command("admit", "Nhận một nút: cấp chứng thư thử nghiệm, ký phiên bản danh bạ mới, tạo welcome.json.").With(input, output, parent);
        command.SetAction(parse =>
        {
            var terminal = Terminal.For(parse);
            var data = GlobalOptions.DataFolder(parse);
            var request = JoinFiles.ReadRequest(parse.GetRequiredValue(input));
            var folder = new DirectoryFolder(data);
            if (!folder.HasOwnKey)
            {
                throw DirectoryFolder.NoSection();
            }

            using var ca = DevelopmentCa.Load(Path.Combine(data, "dev-ca"), TimeProvider.System);

            // Before anything is published: a node that is stated and never gets its welcome cannot join.
            using var file = NewFile.Reserve(parse.GetRequiredValue(output), isSecret: false);
            var welcome = Admission.Admit(request, folder, ca, ParentOf(parse.GetValue(parent), folder, data), TimeProvider.System.GetUtcNow());
            file.Fill(JoinFiles.Bytes(welcome));
            if (terminal.Json)
            {
                terminal.WriteJson(new AdmitResult(welcome.Node, welcome.Parent, file.FullPath, DirectoryKey.Fingerprint(folder.RootKey.Span)), CliJson.Pretty.AdmitResult);
                return ExitCodes.Done;
            }

            terminal.Line($"Đã nhận nút {welcome.Node} ({SafeText.Of(request.Node.Name)}) dưới nút {welcome.Parent}:");
            foreach (var agency in request.Agencies)
            {
                terminal.Line($"  cơ quan {agency.Code} {SafeText.Of(agency.Name)}");
            }

            terminal.Line($"Gửi {file.FullPath} cho nút đó, và ĐỌC dấu vân tay khóa gốc qua điện thoại:");
            terminal.Line("  " + DirectoryKey.Fingerprint(folder.RootKey.Span));
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Builds <c>fingerprint</c>.</summary>
    public static Command BuildFingerprint()
    {
        var command = new Command("fingerprint", "In dấu vân tay khóa gốc danh bạ mà nút này tin.");
        command.SetAction(static parse =>
        {
            var terminal = Terminal.For(parse);
            var fingerprint = DirectoryKey.Fingerprint(new DirectoryFolder(GlobalOptions.DataFolder(parse)).RootKey.Span);
            if (terminal.Json)
            {
                terminal.WriteJson(new RootFingerprint(fingerprint), CliJson.Pretty.RootFingerprint);
            }
            else
            {
                terminal.Line(fingerprint);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    // Which node this is stands in its own tls certificate's binding: the name its settings give must be one the directory knows.
    private static NodeId ParentOf(string? given, DirectoryFolder folder, string data)
    {
        if (given is not null)
        {
            return NodeId.TryParse(given, out var id) && folder.Open().Snapshot.FindNode(id) is not null
                ? id
                : throw CliFailureException.Usage($"Danh bạ không có nút '{given}'.");
        }

        using var key = SigningKeys.LoadPkcs12(Path.Combine(data, "keys", "tls.p12"), Path.Combine(data, "keys", "passphrase"));
        var own = folder.Open().Snapshot.FindCertificate(Core.Packets.Digest.Of(key.Certificate.RawDataMemory.Span)).FirstOrDefault(static c => c.Use == KeyUse.Tls);
        return own is not null
            ? NodeId.Parse(own.Owner)
            : throw CliFailureException.Usage("Danh bạ không biết chứng thư tls của nút này.", "Nêu nút cấp trên bằng --parent.");
    }
}

/// <summary>What <c>directory admit --json</c> prints.</summary>
public sealed record AdmitResult(string Node, string Parent, string Welcome, string RootFingerprint);

/// <summary>What <c>directory fingerprint --json</c> prints.</summary>
public sealed record RootFingerprint(string Fingerprint);
