using Axis.Cli.Client;
using Axis.Core.Contracts;

namespace Axis.Cli.Commands.Demo;

/// <summary>People with accounts at the demonstration's nodes, one of each role, so that the console can be tried by everybody who will use it.</summary>
public static class DemoPeople
{
    private static readonly (string Name, string FullName, string Role, bool Scoped)[] People =
    [
        ("vanthu", "Nguyễn Thị Lan", "clerk", true),
        ("lanhdao", "Trần Văn Hùng", "leader", true),
        ("quantri", "Võ Anh Khoa", "operator", false),
        ("kiemtra", "Đỗ Thị Mai", "auditor", false),
    ];

    /// <summary>Adds them at every node.</summary>
    /// <returns>For each node the passwords that each person uses once, by sign-in name.</returns>
    public static async Task<IReadOnlyList<(DemoNodeClients Node, IReadOnlyList<(string Name, string Password)> People)>> AddAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var added = new List<(DemoNodeClients, IReadOnlyList<(string, string)>)>();
        foreach (var node in stage.Nodes)
        {
            string[] agencies = [.. stage.Network.AgenciesOn(node.Process.Node.Id).Select(static a => a.Code)];
            var people = new List<(string, string)>();
            foreach (var (name, fullName, role, scoped) in People)
            {
                var request = new AddUser { Name = name, FullName = fullName, Grants = [new UserGrantView(role, scoped ? agencies : null)] };
                var answer = await node.Operator.PostAsync(Routes.Path("users"), request, ApiJson.Client.AddUser, ApiJson.Client.UserPassword, cancellationToken).ConfigureAwait(false);
                people.Add((name, answer.Password ?? throw new InvalidOperationException("A new user without a first password.")));
            }

            added.Add((node, people));
        }

        return added;
    }
}
