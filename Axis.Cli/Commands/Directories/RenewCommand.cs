using System.CommandLine;
using Axis.Cli.Joining;
using Axis.Cli.Output;
using Axis.Core.Rules;
using Axis.Signing.Keys;

namespace Axis.Cli.Commands.Directories;

/// <summary><c>axis directory renew</c>: signs this node's section again before it or its revocation list grows stale.</summary>
public static class RenewCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Build()
    {
        var command = new Command("renew", "Ký lại phần danh bạ của nút này: hạn mới và danh sách thu hồi mới.");
        command.SetAction(static parse =>
        {
            var terminal = Terminal.For(parse);
            var data = GlobalOptions.DataFolder(parse);
            var caFolder = Path.Combine(data, "dev-ca");
            using var ca = DevelopmentCa.Exists(caFolder) ? DevelopmentCa.Load(caFolder, TimeProvider.System) : null;
            var section = Admission.Renew(new DirectoryFolder(data), ca, TimeProvider.System.GetUtcNow());
            if (terminal.Json)
            {
                terminal.WriteJson(new RenewResult(section.Head.Section, section.Head.Version, section.Head.ExpiresAt), CliJson.Pretty.RenewResult);
            }
            else
            {
                terminal.Line($"Đã ký phần danh bạ '{section.Head.Section}' bản {section.Head.Version}, hạn {VietnamTime.Full(section.Head.ExpiresAt)}.");
            }

            return ExitCodes.Done;
        });
        return command;
    }
}

/// <summary>What <c>directory renew --json</c> prints.</summary>
public sealed record RenewResult(string Section, long Version, DateTimeOffset ExpiresAt);
